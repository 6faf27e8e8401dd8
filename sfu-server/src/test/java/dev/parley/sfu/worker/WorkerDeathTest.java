package dev.parley.sfu.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.signaling.RawPeer;
import dev.parley.sfu.signaling.Tracks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients notice of a Worker's death, and what a whole server keeps of clients that have gone: nothing. */
class WorkerDeathTest {
    private final ParleyServer server = new ParleyServer(ServerConfiguration.builder()
            .httpPort(0)
            .rtcPort(0)
            .workers(2)
            .announce(List.of("127.0.0.1"))
            .build());

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static int port(RawPeer peer) {
        return peer.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated")
                .path("iceCandidates")
                .path(0)
                .path("port")
                .asInt();
    }

    private JsonNode health() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + "/health");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return RawPeer.parse(client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }
    }

    private List<Integer> ports() {
        return server.workers().stream().map(WorkerProxy::port).toList();
    }

    @Test
    void aWorkersDeathEndsItsRoomsOnlyAndTheirPeersMayJoinAgainAtOnce() throws Exception {
        assertThat(health().path("workers").asInt()).isEqualTo(2);
        try (RawPeer ada = RawPeer.extended(server.httpPort(), "doomed");
                RawPeer base = RawPeer.base(server.httpPort(), "doomed");
                RawPeer other = RawPeer.extended(server.httpPort(), "elsewhere")) {
            ada.event("newPeer");
            int doomed = port(ada);
            assertThat(port(other)).isNotEqualTo(doomed);
            List<Integer> before = ports();
            WorkerProxy worker = server.workers().stream()
                    .filter(each -> each.port() == doomed)
                    .findFirst()
                    .orElseThrow();

            worker.execute(() -> {
                throw new StackOverflowError("made by the test");
            });

            JsonNode closed = ada.event("roomClosed");
            assertThat(closed.path("roomId").asText()).isEqualTo("doomed");
            assertThat(closed.path("reason").asText()).isEqualTo("worker-died");
            assertThat(base.event("error").path("message").asText()).contains("join the room again");
            assertThat(ada.refusal("createTransport", "{\"direction\":\"send\"}"))
                    .isEqualTo("not-joined");
            JsonNode again = ada.answer("joinRoom", "{\"roomId\":\"doomed\",\"protocol\":2}", "roomJoined");
            assertThat(again.path("peers")).isEmpty();
            Tracks.camera(ada);
            base.answer("joinRoom", "{\"roomId\":\"doomed\"}", "roomJoined");

            other.hearsNothing();
            Tracks.camera(other);
            assertThat(ports()).isEqualTo(before);
            assertThat(health().path("status").asText()).isEqualTo("ok");
            assertThat(health().path("workers").asInt()).isEqualTo(2);
        }
    }

    @Test
    void oneHundredJoinsAndLeavesLeaveNothingBehind() {
        for (int i = 0; i < 50; i++) {
            RawPeer ada = RawPeer.extended(server.httpPort(), "room-" + i % 7);
            RawPeer bob = RawPeer.extended(server.httpPort(), "room-" + i % 7);
            String producer = Tracks.camera(ada);
            Tracks.transport(bob, "recv");
            Tracks.consumer(bob, producer);
            if (i % 2 == 0) {
                bob.answer("leaveRoom", "{}", "roomLeft");
            }
            // One goes in the middle of something.
            ada.say("createTransport", "{\"direction\":\"recv\"}");
            ada.vanish();
            bob.vanish();
        }

        for (WorkerProxy worker : server.workers()) {
            await().untilAsserted(
                            () -> assertThat(inventory(worker)).isEqualTo(new Worker.Inventory(0, 0, 0, 0, 0, 0)));
            assertThat(worker.routers()).isZero();
        }
    }

    private Worker.Inventory inventory(WorkerProxy worker) {
        CompletableFuture<Worker.Inventory> answer = new CompletableFuture<>();
        server.execute(() -> {
            var _ = worker.inventory().thenAccept(answer::complete);
        });
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }
}

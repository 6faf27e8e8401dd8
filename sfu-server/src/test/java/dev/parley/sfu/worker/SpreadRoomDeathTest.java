package dev.parley.sfu.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.RoomSpread;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.signaling.RawPeer;
import dev.parley.sfu.signaling.Tracks;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients notice when one of the Workers dies that their room is on, and what is kept of those who have gone: nothing. */
class SpreadRoomDeathTest {
    private final ParleyServer server = new ParleyServer(ServerConfiguration.builder()
            .httpPort(0)
            .rtcPort(0)
            .workers(2)
            .roomSpread(RoomSpread.ALWAYS)
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

    private static int port(RawPeer peer, String direction) {
        return peer.answer("createTransport", "{\"direction\":\"" + direction + "\"}", "transportCreated")
                .path("iceCandidates")
                .path(0)
                .path("port")
                .asInt();
    }

    private void breakWorkerOn(int port) {
        server.workers().stream()
                .filter(each -> each.port() == port)
                .findFirst()
                .orElseThrow()
                .execute(() -> {
                    throw new StackOverflowError("made by the test");
                });
    }

    @Test
    void whoReceivesOnAWorkerThatDiesIsPutOutAndMayJoinAgainAndTheOthersStay() throws Exception {
        try (RawPeer ada = RawPeer.extended(server.httpPort(), "wide");
                RawPeer bob = RawPeer.extended(server.httpPort(), "wide");
                RawPeer base = RawPeer.base(server.httpPort(), "wide")) {
            ada.event("newPeer");
            ada.event("newPeer");
            bob.event("newPeer");
            String producer = Tracks.camera(ada);
            int home = port(ada, "send");
            int first = port(ada, "recv");
            int second = port(bob, "recv");
            int third = port(base, "recv");
            assertThat(List.of(first, second)).doesNotHaveDuplicates().contains(home);
            RawPeer stays = first == home ? ada : bob;
            assertThat(stays).as("the test counts on it").isSameAs(ada);
            assertThat(third).isEqualTo(home);
            Tracks.consumer(bob, producer);
            Tracks.consumer(base, producer);

            bob.event("newProducer");
            breakWorkerOn(second);

            JsonNode closed = bob.event("roomClosed");
            assertThat(closed.path("reason").asText()).isEqualTo("worker-died");
            ada.event("peerLeft");
            ada.hearsNothing();
            assertThat(bob.refusal("createTransport", "{\"direction\":\"send\"}"))
                    .isEqualTo("not-joined");

            JsonNode again = bob.answer("joinRoom", "{\"roomId\":\"wide\",\"protocol\":2}", "roomJoined");
            assertThat(again.path("peers")).hasSize(2);
            assertThat(port(bob, "recv")).isEqualTo(second);
            Tracks.consumer(bob, producer);
        }
    }

    @Test
    void theRoomEndsWithItsHome() throws Exception {
        try (RawPeer ada = RawPeer.extended(server.httpPort(), "wide");
                RawPeer bob = RawPeer.extended(server.httpPort(), "wide");
                RawPeer base = RawPeer.base(server.httpPort(), "wide")) {
            ada.event("newPeer");
            ada.event("newPeer");
            bob.event("newPeer");
            int home = port(ada, "send");
            port(ada, "recv");
            port(bob, "recv");
            port(base, "recv");

            breakWorkerOn(home);

            assertThat(ada.event("roomClosed").path("reason").asText()).isEqualTo("worker-died");
            assertThat(bob.event("roomClosed").path("reason").asText()).isEqualTo("worker-died");
            assertThat(base.event("error").path("message").asText()).contains("join the room again");
        }
    }

    @Test
    void oneHundredJoinsAndLeavesLeaveNothingBehindOnAnyWorker() {
        for (int i = 0; i < 50; i++) {
            RawPeer ada = RawPeer.extended(server.httpPort(), "room-" + i % 7);
            RawPeer bob = RawPeer.extended(server.httpPort(), "room-" + i % 7);
            RawPeer eve = RawPeer.extended(server.httpPort(), "room-" + i % 7);
            String producer = Tracks.camera(ada);
            for (RawPeer each : List.of(bob, eve)) {
                Tracks.transport(each, "recv");
                Tracks.consumer(each, producer);
            }
            if (i % 2 == 0) {
                bob.answer("leaveRoom", "{}", "roomLeft");
            }
            if (i % 3 == 0) {
                ada.vanish();
                eve.vanish();
            } else {
                eve.vanish();
                ada.vanish();
            }
            bob.vanish();
        }

        for (WorkerProxy worker : server.workers()) {
            await().untilAsserted(() -> assertThat(inventory(worker)).isEqualTo(new Worker.Inventory(0, 0, 0, 0, 0)));
            assertThat(worker.routers()).isZero();
            assertThat(worker.receivers()).isZero();
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

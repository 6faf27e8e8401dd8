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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients notice when one of the Workers dies that their room is on, and what is kept of those who have gone: nothing. */
class SpreadRoomDeathTest {
    private ParleyServer server;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        server = new ParleyServer(ServerConfiguration.builder()
                .httpPort(0)
                .rtcPort(0)
                .workers(2)
                .roomSpread(RoomSpread.ALWAYS)
                .announce(List.of("127.0.0.1"))
                .dataDir(data)
                .build());
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

    private static JsonNode join(RawPeer peer, String name) {
        return peer.answer("joinRoom", joining(name), "roomJoined");
    }

    private static String joining(String name) {
        return """
                {"roomId": "wide", "protocol": 2, "displayName": "%1$s", "personKey": "the-very-own-secret-of-%1$s"}
                """.formatted(name);
    }

    private static String roleOf(JsonNode joined) {
        return joined.path("state").path("self").path("role").asText();
    }

    /** Two of three are put out: Ada, who owns the room, and Bob, who came second. */
    private void putOut(RawPeer ada, RawPeer bob, RawPeer eve) {
        int home = port(eve, "recv");
        int other = port(ada, "recv");
        assertThat(port(eve, "recv")).as("the test counts on it").isEqualTo(home);
        assertThat(port(bob, "recv")).isEqualTo(other).isNotEqualTo(home);
        breakWorkerOn(other);
        assertThat(ada.event("roomClosed").path("reason").asText()).isEqualTo("worker-died");
        assertThat(bob.event("roomClosed").path("reason").asText()).isEqualTo("worker-died");
        ada.hearsNothing();
        bob.hearsNothing();
        eve.event("peerLeft");
        eve.event("peerLeft");
    }

    @Test
    void whoOwnsTheRoomOwnsItAgainAndWhoIsPutOutTooFollowsNobody() throws Exception {
        try (RawPeer ada = RawPeer.connect(server.httpPort());
                RawPeer bob = RawPeer.connect(server.httpPort());
                RawPeer eve = RawPeer.connect(server.httpPort())) {
            assertThat(roleOf(join(ada, "Ada"))).isEqualTo("owner");
            join(bob, "Bob");
            join(eve, "Eve");
            ada.event("newPeer");
            ada.event("newPeer");
            bob.event("newPeer");
            putOut(ada, bob, eve);

            eve.event("lobbyChanged");
            JsonNode follows = eve.event("peerChanged").path("peer");
            assertThat(follows.path("peerId").asText()).isEqualTo(eve.id());
            assertThat(follows.path("role").asText()).isEqualTo("owner");
            eve.hearsNothing();
            assertThat(roleOf(join(bob, "Bob"))).isEqualTo("participant");
            assertThat(roleOf(join(ada, "Ada"))).isEqualTo("owner");
        }
    }

    @Test
    void whoIsPutOutComesBackOnceIntoARoomThatIsLocked() throws Exception {
        try (RawPeer ada = RawPeer.connect(server.httpPort());
                RawPeer bob = RawPeer.connect(server.httpPort());
                RawPeer eve = RawPeer.connect(server.httpPort());
                RawPeer stranger = RawPeer.connect(server.httpPort())) {
            join(ada, "Ada");
            join(bob, "Bob");
            join(eve, "Eve");
            ada.event("newPeer");
            ada.event("newPeer");
            bob.event("newPeer");
            ada.answer("setLobby", "{\"lobby\":true}", "roomSettingsChanged");
            ada.answer("lockRoom", "{\"locked\":true}", "roomSettingsChanged");
            for (RawPeer each : List.of(bob, eve)) {
                each.event("roomSettingsChanged");
                each.event("roomSettingsChanged");
            }
            putOut(ada, bob, eve);

            assertThat(stranger.refusal("joinRoom", joining("Max"))).isEqualTo("room-locked");
            assertThat(roleOf(join(bob, "Bob"))).isEqualTo("participant");
            assertThat(roleOf(join(ada, "Ada"))).isEqualTo("owner");
            bob.answer("leaveRoom", "{}", "roomLeft");
            assertThat(bob.refusal("joinRoom", joining("Bob"))).isEqualTo("room-locked");
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
            await().untilAsserted(
                            () -> assertThat(inventory(worker)).isEqualTo(new Worker.Inventory(0, 0, 0, 0, 0, 0)));
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

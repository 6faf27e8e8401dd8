package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that is told to stop, as its clients see it. */
class DrainingTest {
    private static final String ADDRESS = "192.0.2.1";

    private final MemorySignaling signaling = new MemorySignaling(PeerLimits.STANDARD, 100);

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
    }

    private static void assertRefused(JsonNode answer) {
        assertThat(answer.path("type").asText()).isEqualTo("error");
        assertThat(answer.path("payload").path("code").asText()).isEqualTo("server-draining");
    }

    @Test
    void withNobodyInsideItIsDrainedAtOnce() {
        signaling.peer(ADDRESS);
        assertThat(signaling.drain(300)).isCompleted();
    }

    @Test
    void everybodyInsideIsToldAndBaseClientsHearNothing() {
        MemoryPeer ada = signaling.peer(ADDRESS);
        MemoryPeer bob = signaling.peer(ADDRESS);
        MemoryPeer base = signaling.peer(ADDRESS);
        ada.joinExtended("tea");
        bob.joinExtended("coffee");
        base.join("coffee");
        List<String> heardByBase = List.copyOf(base.frames);

        var _ = signaling.drain(300);

        for (MemoryPeer extended : List.of(ada, bob)) {
            JsonNode told = RawPeer.parse(extended.frames.getLast());
            assertThat(told.path("type").asText()).isEqualTo("serverDraining");
            assertThat(told.path("payload").path("seconds").asInt()).isEqualTo(300);
        }
        assertThat(base.frames).isEqualTo(heardByBase);
    }

    @Test
    void nobodyGetsInAndWhoIsInsideGoesOn() {
        MemoryPeer ada = signaling.peer(ADDRESS);
        ada.joinExtended("tea");
        var _ = signaling.drain(300);

        assertRefused(signaling.peer(ADDRESS).join("tea"));
        assertRefused(signaling.peer(ADDRESS).joinExtended("coffee"));
        assertThat(ada.join("tea").path("type").asText()).isEqualTo("roomJoined");
    }

    @Test
    void itIsDrainedWhenTheLastOneHasLeft() {
        MemoryPeer ada = signaling.peer(ADDRESS);
        MemoryPeer bob = signaling.peer(ADDRESS);
        ada.joinExtended("tea");
        bob.joinExtended("coffee");
        CompletableFuture<Void> drained = signaling.drain(300);
        assertThat(drained).isNotDone();

        ada.vanish();
        assertThat(drained).isNotDone();
        bob.ask("leaveRoom", "{}");
        assertThat(drained).isCompleted();
        assertRefused(bob.join("coffee"));
    }
}

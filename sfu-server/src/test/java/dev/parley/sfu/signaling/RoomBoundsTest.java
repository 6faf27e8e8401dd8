package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A room that is full, and an address from which too many join. */
class RoomBoundsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final PeerLimits TWO_PEERS = new PeerLimits(2, 8, 32, 4_000, 4);
    private static final String ADDRESS = "192.0.2.1";
    private static final int JOINS_PER_SECOND = 2;
    private static final int JOINS_AT_ONCE = 40;

    private final MemorySignaling signaling = new MemorySignaling(TWO_PEERS, JOINS_PER_SECOND);

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
    }

    private static void assertRefused(JsonNode answer, String code) {
        assertThat(answer.path("type").asText()).isEqualTo("error");
        assertThat(answer.path("payload").path("code").asText()).isEqualTo(code);
        assertThat(answer.path("payload").path("request").asText()).isEqualTo("joinRoom");
    }

    private static void assertJoined(JsonNode answer, String... others) {
        assertThat(answer.path("type").asText()).isEqualTo("roomJoined");
        assertThat(answer.path("payload").path("peers"))
                .extracting(JsonNode::asText)
                .containsExactly(others);
    }

    @Test
    void aRoomThatIsFullRefusesTheNextOneAndNobodyNotices() {
        MemoryPeer ada = signaling.peer(ADDRESS);
        MemoryPeer bob = signaling.peer(ADDRESS);
        MemoryPeer eve = signaling.peer(ADDRESS);
        assertJoined(ada.join("tea"));
        assertJoined(bob.join("tea"), ada.id);
        List<String> heardByAda = List.copyOf(ada.frames);
        List<String> heardByBob = List.copyOf(bob.frames);

        assertRefused(eve.join("tea"), "room-full");

        assertThat(ada.frames).isEqualTo(heardByAda);
        assertThat(bob.frames).isEqualTo(heardByBob);
        // Who is inside may ask again, and still does not see the one who was refused.
        assertJoined(bob.join("tea"), ada.id);
        eve.vanish();
        assertThat(ada.frames).isEqualTo(heardByAda);
    }

    @Test
    void whoWasRefusedIsInNoRoomAndMayGoToAnother() {
        signaling.peer(ADDRESS).join("tea");
        signaling.peer(ADDRESS).join("tea");
        MemoryPeer eve = signaling.peer(ADDRESS);
        assertRefused(eve.join("tea"), "room-full");

        JsonNode refused = eve.ask("createTransport", "{\"direction\":\"send\"}");
        assertThat(refused.path("payload").path("code").asText()).isEqualTo("not-joined");

        assertJoined(eve.join("coffee"));
    }

    @Test
    void whenSomebodyLeavesAFullRoomTheNextOneGetsIn() {
        MemoryPeer ada = signaling.peer(ADDRESS);
        MemoryPeer bob = signaling.peer(ADDRESS);
        MemoryPeer eve = signaling.peer(ADDRESS);
        ada.joinExtended("tea");
        bob.join("tea");
        assertRefused(eve.join("tea"), "room-full");

        assertThat(ada.ask("leaveRoom", "{}").path("type").asText()).isEqualTo("roomLeft");

        assertJoined(eve.join("tea"), bob.id);
        assertRefused(ada.join("tea"), "room-full");
        bob.vanish();
        assertJoined(ada.join("tea"), eve.id);
    }

    @Test
    void tooManyJoinsFromOneAddressAreRefusedWhoeverMakesThem() {
        MemoryPeer inside = signaling.peer(ADDRESS);
        inside.join("tea");
        for (int i = 1; i < JOINS_AT_ONCE; i++) {
            signaling.peer(ADDRESS).join("room-" + i);
        }
        int heard = inside.frames.size();

        MemoryPeer late = signaling.peer(ADDRESS);
        assertRefused(late.join("tea"), "rate-limited");

        assertThat(inside.frames).hasSize(heard);
        assertThat(late.ask("createTransport", "{\"direction\":\"send\"}")
                        .path("payload")
                        .path("code")
                        .asText())
                .isEqualTo("not-joined");
        // Others are not concerned, and time heals.
        assertJoined(signaling.peer("192.0.2.2").join("elsewhere"));
        signaling.control.pass(SECOND / JOINS_PER_SECOND);
        assertJoined(late.join("tea"), inside.id);
    }
}

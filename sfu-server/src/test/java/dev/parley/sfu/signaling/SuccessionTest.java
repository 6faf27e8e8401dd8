package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.signaling.Role;
import dev.parley.sfu.room.Admission;
import dev.parley.sfu.room.Door;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever leaves, nobody is left before a door that nobody can open. */
class SuccessionTest {
    private static final String KEY = "adas-own-secret-0123456789";
    private static final String BOBS_KEY = "bobs-own-secret-0123456789";

    /** Where the token is the word for a role. */
    private static final Door SIGNED = request -> new Admission(
            request.displayName(),
            Arrays.stream(Role.values())
                    .filter(role -> role.word().equals(request.token()))
                    .findFirst());

    private final MemorySignaling signaling = new MemorySignaling(PeerLimits.STANDARD, 50, SIGNED);
    private final MemoryPeer ada = peer();
    private final MemoryPeer bob = peer();

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
    }

    private MemoryPeer peer() {
        return signaling.peer("127.0.0.1");
    }

    private static void give(MemoryPeer by, MemoryPeer to, Role role) {
        by.answer("setRole", RawPeer.object("peerId", to.id, "role", role.word()), "peerChanged");
    }

    private static void lobby(MemoryPeer by) {
        by.answer("setLobby", "{\"lobby\":true}", "roomSettingsChanged");
    }

    private MemoryPeer knocking(String name) {
        MemoryPeer peer = peer();
        peer.answer("knock", "{\"room\":" + MemorySignaling.joining("tea", name) + "}", "knocking");
        signaling.settle();
        return peer;
    }

    private static String roleOf(JsonNode joined) {
        return joined.path("state").path("self").path("role").asText();
    }

    /** What a peer was last told that it is. */
    private static Optional<String> roleTold(MemoryPeer peer) {
        return peer.frames.reversed().stream()
                .map(RawPeer::parse)
                .filter(frame -> frame.path("type").asText().equals("peerChanged"))
                .map(frame -> frame.path("payload").path("peer"))
                .filter(info -> info.path("peerId").asText().equals(peer.id))
                .map(info -> info.path("role").asText())
                .findFirst();
    }

    @Test
    void aModeratorFollowsBeforeThoseWhoHaveBeenThereLonger() {
        ada.enter("tea", "Ada");
        bob.enter("tea", "Bob");
        MemoryPeer eve = peer();
        eve.enter("tea", "Eve");
        give(ada, eve, Role.MODERATOR);

        ada.vanish();

        assertThat(roleTold(eve)).contains("owner");
        assertThat(roleTold(bob)).isEmpty();
    }

    @Test
    void whereOnlyViewersAreLeftOneOfThemFollows() {
        ada.enter("tea", "Ada");
        bob.enter("tea", "Bob");
        give(ada, bob, Role.VIEWER);
        lobby(ada);
        MemoryPeer eve = knocking("Eve");

        ada.vanish();

        assertThat(roleTold(bob)).contains("owner");
        bob.answer("admitPeer", RawPeer.object("peerId", eve.id), "lobbyChanged");
        assertThat(roleOf(eve.enter("tea", "Eve"))).isEqualTo("participant");
    }

    @Test
    void whereNobodyCanFollowTheDoorOpensAndWhoComesNextOwnsTheRoom() {
        ada.enter("tea", "Ada");
        bob.join("tea");
        lobby(ada);
        ada.answer("lockRoom", "{\"locked\":true}", "roomSettingsChanged");
        ada.answer("lockRoom", "{\"locked\":false}", "roomSettingsChanged");
        MemoryPeer eve = knocking("Eve");

        ada.vanish();

        assertThat(eve.last("knockAnswered").path("admitted").asBoolean()).isTrue();
        JsonNode joined = eve.enter("tea", "Eve");
        assertThat(roleOf(joined)).isEqualTo("owner");
        assertThat(joined.path("state").path("settings").path("lobby").asBoolean(true))
                .isFalse();
        assertThat(roleOf(peer().enter("tea", "Fay"))).isEqualTo("participant");
    }

    @Test
    void aLockThatNobodyCanOpenEndsAsWell() {
        ada.enter("tea", "Ada");
        bob.join("tea");
        ada.answer("lockRoom", "{\"locked\":true}", "roomSettingsChanged");

        ada.vanish();

        assertThat(roleOf(peer().enter("tea", "Eve"))).isEqualTo("owner");
    }

    @Test
    void whileAnOwnerIsAwayWhoWillBeKnownAgainAnotherStandsInForThisMeeting() {
        ada.enter("tea", "Ada", "personKey", KEY);
        bob.enter("tea", "Bob", "personKey", BOBS_KEY);
        lobby(ada);
        MemoryPeer eve = knocking("Eve");

        ada.vanish();

        assertThat(roleTold(bob)).contains("moderator");
        assertThat(bob.frames).anyMatch(frame -> frame.contains("lobbyChanged") && frame.contains("Eve"));
        bob.answer("admitPeer", RawPeer.object("peerId", eve.id), "lobbyChanged");
        assertThat(roleOf(eve.enter("tea", "Eve"))).isEqualTo("participant");
        // That others are told of a change does not make it a role for good.
        bob.answer("lockRoom", "{\"locked\":true}", "roomSettingsChanged");
        bob.answer("lockRoom", "{\"locked\":false}", "roomSettingsChanged");
        bob.vanish();
        assertThat(roleTold(eve)).contains("moderator");
        eve.vanish();

        MemoryPeer again = peer();
        assertThat(roleOf(again.enter("tea", "Ada", "personKey", KEY))).isEqualTo("owner");
        assertThat(peer().refusal("joinRoom", MemorySignaling.joining("tea", "Bob", "personKey", BOBS_KEY)))
                .isEqualTo("knock-required");
    }

    @Test
    void aRoomThatBelongsToSomebodyIsNotHandedToThoseWhoMayOnlyWatch() {
        ada.enter("tea", "Ada", "personKey", KEY);
        bob.enter("tea", "Bob", "personKey", BOBS_KEY);
        lobby(ada);
        give(ada, bob, Role.VIEWER);

        ada.vanish();

        assertThat(roleTold(bob)).contains("viewer");
        assertThat(roleOf(peer().enter("tea", "Ada", "personKey", KEY))).isEqualTo("owner");
    }

    @Test
    void whoStandsInMayOpenTheRoomWhichIsItsOwnersAllTheSame() {
        ada.enter("tea", "Ada", "personKey", KEY);
        bob.enter("tea", "Bob");
        ada.answer("lockRoom", "{\"locked\":true}", "roomSettingsChanged");
        ada.vanish();

        bob.answer("lockRoom", "{\"locked\":false}", "roomSettingsChanged");

        assertThat(roleTold(bob)).contains("moderator");
        assertThat(roleOf(peer().enter("tea", "Ada", "personKey", KEY))).isEqualTo("owner");
    }

    @Test
    void whoStandsInPutsNobodyOutForLongerThanTheMeeting() {
        ada.enter("tea", "Ada", "personKey", KEY);
        lobby(ada);
        MemoryPeer bob = letIn("Bob", "");
        MemoryPeer eve = letIn("Eve", BOBS_KEY);
        ada.vanish();
        assertThat(roleTold(bob)).contains("moderator");

        bob.answer("banPeer", RawPeer.object("peerId", eve.id), "peerRemoved");
        assertThat(peer().refusal("joinRoom", MemorySignaling.joining("tea", "Eve", "personKey", BOBS_KEY)))
                .isEqualTo("banned");

        bob.vanish();
        assertThat(peer().refusal("joinRoom", MemorySignaling.joining("tea", "Eve", "personKey", BOBS_KEY)))
                .isEqualTo("knock-required");
    }

    private MemoryPeer letIn(String name, String key) {
        MemoryPeer peer = peer();
        String joining = key.isEmpty()
                ? MemorySignaling.joining("tea", name)
                : MemorySignaling.joining("tea", name, "personKey", key);
        peer.answer("knock", "{\"room\":" + joining + "}", "knocking");
        ada.answer("admitPeer", RawPeer.object("peerId", peer.id), "lobbyChanged");
        peer.answer("joinRoom", joining, "roomJoined");
        return peer;
    }

    @Test
    void whoStandsInModeratesNobodyWhoKeepsOrder() {
        ada.enter("tea", "Ada", "personKey", KEY);
        bob.enter("tea", "Bob");
        MemoryPeer dora = peer();
        dora.enter("tea", "Dora", "personKey", BOBS_KEY);
        ada.answer("setChatHistory", "{\"chatHistory\":\"meeting\"}", "roomSettingsChanged");
        give(ada, dora, Role.MODERATOR);
        dora.vanish();
        ada.vanish();
        MemoryPeer again = peer();
        assertThat(roleOf(again.enter("tea", "Dora", "personKey", BOBS_KEY))).isEqualTo("moderator");

        assertThat(bob.refusal("banPeer", RawPeer.object("peerId", again.id))).isEqualTo("forbidden");
        assertThat(bob.refusal("mutePeer", RawPeer.object("peerId", again.id))).isEqualTo("forbidden");
        again.answer("mutePeer", RawPeer.object("peerId", bob.id), "peerMuted");
    }

    @Test
    void whatATokenSaysStays() {
        ada.enter("tea", "Ada");
        bob.enter("tea", "Bob", "token", "participant");
        MemoryPeer eve = peer();
        eve.enter("tea", "Eve", "token", "moderator");

        ada.vanish();

        assertThat(roleTold(bob)).isEmpty();
        assertThat(roleTold(eve)).isEmpty();
        MemoryPeer fay = peer();
        assertThat(roleOf(fay.enter("tea", "Fay")))
                .as("somebody keeps order there")
                .isEqualTo("participant");
        eve.vanish();
        assertThat(roleTold(fay)).contains("owner");
    }

    @Test
    void whoeverComesToPeopleWhoseTokensDoNotLetThemKeepOrderOwnsTheRoom() {
        ada.enter("tea", "Ada", "token", "participant");

        assertThat(roleOf(bob.enter("tea", "Bob"))).isEqualTo("owner");
    }
}

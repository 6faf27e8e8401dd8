package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits at a door learns nothing of the room behind it, and who gives a wrong password does not either. */
class LobbyTest {
    private static final String KEY = "adas-own-secret-0123456789";
    private static final long SECOND = 1_000_000_000L;

    private final MemorySignaling signaling = new MemorySignaling(PeerLimits.STANDARD, 20);
    private final MemoryPeer ada = signaling.peer("127.0.0.1");

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
    }

    private void openWithLobby() {
        ada.enter("tea", "Ada", "personKey", KEY);
        ada.answer("setLobby", "{\"lobby\":true}", "roomSettingsChanged");
    }

    private MemoryPeer knocking(String name) {
        MemoryPeer peer = signaling.peer("127.0.0.1");
        String joining = MemorySignaling.joining("tea", name);
        assertThat(peer.refusal("joinRoom", joining)).isEqualTo("knock-required");
        peer.answer("knock", "{\"room\":" + joining + "}", "knocking");
        signaling.settle();
        return peer;
    }

    private static List<String> waiting(JsonNode lobbyChanged) {
        return lobbyChanged.path("waiting").findValuesAsText("displayName");
    }

    @Test
    void nothingOfTheRoomReachesWhoWaits() {
        openWithLobby();
        ada.answer("setPassword", "{\"password\":\"cucumber\"}", "roomSettingsChanged");
        ada.answer("setPassword", "{\"password\":\"\"}", "roomSettingsChanged");
        MemoryPeer eve = knocking("Eve");
        MemoryPeer mallory = knocking("Mallory");

        String transport = ada.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated")
                .path("transportId")
                .asText();
        ada.answer("produce", Tracks.produce(transport, "audio", Tracks.opus("0", 1_000)), "produced");
        ada.answer("sendChat", "{\"text\":\"they do not hear this\"}", "chatMessage");
        ada.answer("raiseHand", "{}", "handsChanged");
        ada.answer("lockRoom", "{\"locked\":true}", "roomSettingsChanged");
        ada.answer("lockRoom", "{\"locked\":false}", "roomSettingsChanged");
        mallory.vanish();

        assertThat(eve.frames).hasSize(2);
        assertThat(eve.frames.get(0)).contains("knock-required");
        assertThat(eve.frames.get(1)).isEqualTo("{\"type\":\"knocking\",\"id\":2,\"payload\":{\"roomId\":\"tea\"}}");
        for (String type : List.of("raiseHand", "muteAll")) {
            assertThat(eve.refusal(type, "{}")).isEqualTo("not-joined");
        }
        assertThat(eve.refusal("createTransport", "{\"direction\":\"recv\"}")).isEqualTo("not-joined");
    }

    @Test
    void whoMayLetOthersInOnceMoreIsToldWhoWaitsEvenIfNobodyDoes() {
        ada.enter("tea", "Ada", "personKey", KEY);
        MemoryPeer bob = signaling.peer("127.0.0.1");
        bob.enter("tea", "Bob");
        ada.answer("setLobby", "{\"lobby\":true}", "roomSettingsChanged");
        String moderator = RawPeer.object("peerId", bob.id, "role", "moderator");
        ada.answer("setRole", moderator, "peerChanged");
        MemoryPeer eve = knocking("Eve");
        assertThat(waiting(bob.last("lobbyChanged"))).containsExactly("Eve");

        ada.answer("setRole", RawPeer.object("peerId", bob.id, "role", "participant"), "peerChanged");
        ada.answer("denyPeer", RawPeer.object("peerId", eve.id), "lobbyChanged");
        int heard = bob.frames.size();
        ada.answer("setRole", moderator, "peerChanged");

        assertThat(bob.typesSince(heard)).containsExactly("lobbyChanged", "peerChanged");
        assertThat(waiting(RawPeer.parse(bob.frames.get(heard)).path("payload")))
                .isEmpty();
    }

    @Test
    void itIsNotToldWhetherAnybodyIsInside() {
        openWithLobby();
        List<String> whileSomebodyIs = List.copyOf(knocking("Eve").frames);
        ada.answer("leaveRoom", "{}", "roomLeft");

        List<String> whileNobodyIs = knocking("Eve").frames;

        assertThat(whileNobodyIs).isEqualTo(whileSomebodyIs);
    }

    @Test
    void whoIsAdmittedJoinsAndTheDoorkeepersSeeTheQueue() {
        openWithLobby();
        MemoryPeer eve = knocking("Eve");
        MemoryPeer fay = knocking("Fay");
        assertThat(waiting(ada.last("lobbyChanged"))).containsExactly("Eve", "Fay");

        ada.answer("admitPeer", RawPeer.object("peerId", eve.id), "lobbyChanged");

        assertThat(eve.last("knockAnswered").path("admitted").asBoolean()).isTrue();
        assertThat(fay.frames).hasSize(2);
        JsonNode joined = eve.enter("tea", "Eve");
        assertThat(joined.path("peers").path(0).asText()).isEqualTo(ada.id);
        assertThat(joined.path("state").path("waiting")).isEmpty();
        // Whoever becomes a moderator sees who waits.
        ada.answer("setRole", RawPeer.object("peerId", eve.id, "role", "moderator"), "peerChanged");
        assertThat(eve.frames).anyMatch(frame -> frame.contains("lobbyChanged") && frame.contains("Fay"));
    }

    @Test
    void whoIsTurnedAwayIsToldSoAndStaysOut() {
        openWithLobby();
        MemoryPeer eve = knocking("Eve");

        ada.answer("denyPeer", RawPeer.object("peerId", eve.id), "lobbyChanged");

        assertThat(eve.last("knockAnswered").path("admitted").asBoolean(true)).isFalse();
        assertThat(eve.refusal("joinRoom", MemorySignaling.joining("tea", "Eve")))
                .isEqualTo("knock-required");
        assertThat(ada.refusal("admitPeer", RawPeer.object("peerId", eve.id))).isEqualTo("no-such-peer");
    }

    @Test
    void whoGoesAwayWaitsNoMore() {
        openWithLobby();
        knocking("Eve").vanish();

        assertThat(waiting(ada.last("lobbyChanged"))).isEmpty();
    }

    @Test
    void whenTheLobbyEndsAllAreLetIn() {
        openWithLobby();
        MemoryPeer eve = knocking("Eve");

        ada.answer("setLobby", "{\"lobby\":false}", "roomSettingsChanged");

        assertThat(eve.last("knockAnswered").path("admitted").asBoolean()).isTrue();
        eve.enter("tea", "Eve");
    }

    @Test
    void whoWaitsAtARoomThatEndsIsToldSo() {
        ada.enter("tea", "Ada");
        ada.answer("setLobby", "{\"lobby\":true}", "roomSettingsChanged");
        MemoryPeer eve = knocking("Eve");

        ada.answer("leaveRoom", "{}", "roomLeft");

        assertThat(eve.last("roomClosed").path("reason").asText()).isEqualTo("ended");
        assertThat(eve.frames).noneMatch(frame -> frame.contains("knockAnswered"));
        assertThat(eve.enter("tea", "Eve")
                        .path("state")
                        .path("self")
                        .path("role")
                        .asText())
                .isEqualTo("owner");
    }

    @Test
    void aBaseClientIsKeptOutWithAnError() {
        openWithLobby();
        MemoryPeer base = signaling.peer("127.0.0.1");

        assertThat(base.join("tea").path("payload").path("code").asText()).isEqualTo("knock-required");
        assertThat(base.frames).hasSize(1);
    }

    @Test
    void theOwnerOfARoomThatIsSetUpIsKnownAgainAndNobodyTakesItsPlace() {
        openWithLobby();
        ada.answer("leaveRoom", "{}", "roomLeft");
        MemoryPeer eve = knocking("Eve");

        MemoryPeer again = signaling.peer("127.0.0.1");
        JsonNode state = again.enter("tea", "Ada", "personKey", KEY).path("state");

        assertThat(state.path("self").path("role").asText()).isEqualTo("owner");
        assertThat(waiting(state)).containsExactly("Eve");
        again.answer("admitPeer", RawPeer.object("peerId", eve.id), "lobbyChanged");
        assertThat(eve.enter("tea", "Eve")
                        .path("state")
                        .path("self")
                        .path("role")
                        .asText())
                .isEqualTo("participant");
    }

    @Test
    void aRoomWithAPasswordOpensWithItOnly() {
        ada.enter("tea", "Ada", "personKey", KEY);
        ada.answer("setPassword", "{\"password\":\"cucumber\"}", "roomSettingsChanged");
        MemoryPeer eve = signaling.peer("127.0.0.1");

        assertThat(eve.refusal("joinRoom", MemorySignaling.joining("tea", "Eve")))
                .isEqualTo("password-required");
        assertThat(eve.refusal("joinRoom", MemorySignaling.joining("tea", "Eve", "password", "gherkin")))
                .isEqualTo("password-refused");
        assertThat(eve.refusal(
                        "knock", "{\"room\":" + MemorySignaling.joining("tea", "Eve", "password", "gherkin") + "}"))
                .isEqualTo("password-refused");
        JsonNode joined = eve.enter("tea", "Eve", "password", "cucumber");

        assertThat(joined.path("state").path("settings").path("password").asBoolean())
                .isTrue();
        for (MemoryPeer peer : List.of(ada, eve)) {
            assertThat(peer.frames).noneMatch(frame -> frame.contains("cucumber") || frame.contains("argon2"));
        }
    }

    @Test
    void aPasswordCannotBeGuessedFast() {
        ada.enter("tea", "Ada", "personKey", KEY);
        ada.answer("setPassword", "{\"password\":\"cucumber\"}", "roomSettingsChanged");
        MemoryPeer eve = signaling.peer("127.0.0.1");
        String guess = MemorySignaling.joining("tea", "Eve", "password", "gherkin");
        for (int i = 0; i < 20; i++) {
            assertThat(eve.refusal("joinRoom", guess)).isEqualTo("password-refused");
        }

        assertThat(eve.refusal("joinRoom", guess)).isEqualTo("rate-limited");

        signaling.control.pass(SECOND);
        eve.enter("tea", "Eve", "password", "cucumber");
    }

    @Test
    void whoVanishesWhileItsPasswordIsCheckedIsNotInside() {
        ada.enter("tea", "Ada", "personKey", KEY);
        ada.answer("setPassword", "{\"password\":\"cucumber\"}", "roomSettingsChanged");
        MemoryPeer eve = signaling.peer("127.0.0.1");
        int heard = ada.frames.size();

        eve.say("joinRoom", MemorySignaling.joining("tea", "Eve", "password", "cucumber"));
        eve.vanish();
        ada.request("getRouterRtpCapabilities", "{}");
        MemoryPeer fay = signaling.peer("127.0.0.1");
        JsonNode joined = fay.enter("tea", "Fay", "password", "cucumber");

        assertThat(joined.path("peers")).hasSize(1);
        assertThat(ada.typesSince(heard)).containsExactly("routerRtpCapabilities", "newPeer");
    }
}

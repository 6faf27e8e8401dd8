package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.room.Door;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import dev.parley.sfu.storage.StoredRooms;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rooms are after a restart of the server, or after everybody has left, with a real file. */
class RestartTest {
    private static final String ADAS_KEY = "key-of-ada-0123456789abcdef";
    private static final String BOBS_KEY = "key-of-bob-0123456789abcdef";
    private static final String EVES_KEY = "key-of-eve-0123456789abcdef";

    @TempDir
    private Path folder;

    private StoredRooms store;
    private MemorySignaling signaling;

    @BeforeEach
    void start() throws IOException {
        // Answers of the store come like those of passwords: on the control thread, which is set once there is one.
        store = StoredRooms.open(folder, task -> signaling.control.execute(task));
        signaling = new MemorySignaling(PeerLimits.STANDARD, 50, Door.OPEN, store);
    }

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
        store.close();
    }

    private void restart() throws IOException, InterruptedException {
        end();
        start();
    }

    private MemoryPeer peer() {
        return signaling.peer("192.0.2.1");
    }

    private static String roleOf(JsonNode joined) {
        return joined.path("state").path("self").path("role").asText();
    }

    private static java.util.List<String> chatOf(JsonNode joined) {
        return joined.path("state").path("chat").findValuesAsText("text");
    }

    @Test
    void passwordRolesSettingsAndBansAreThereAgain() throws Exception {
        MemoryPeer ada = peer();
        ada.enter("board", "Ada", "personKey", ADAS_KEY);
        MemoryPeer bob = peer();
        bob.enter("board", "Bob", "personKey", BOBS_KEY);
        MemoryPeer eve = peer();
        eve.enter("board", "Eve", "personKey", EVES_KEY);
        ada.answer("setPassword", "{\"password\":\"cucumber\"}", "roomSettingsChanged");
        ada.answer("setRole", RawPeer.object("peerId", bob.id, "role", "moderator"), "peerChanged");
        ada.answer("banPeer", RawPeer.object("peerId", eve.id), "peerRemoved");

        restart();

        assertThat(peer().refusal("joinRoom", MemorySignaling.joining("board", "Cleo")))
                .isEqualTo("password-required");
        assertThat(peer().refusal("joinRoom", MemorySignaling.joining("board", "Cleo", "password", "pear")))
                .isEqualTo("password-refused");
        assertThat(peer().refusal("joinRoom", MemorySignaling.joining("board", "Eve", "personKey", EVES_KEY)))
                .isEqualTo("banned");
        JsonNode cleo = peer().enter("board", "Cleo", "password", "cucumber");
        assertThat(roleOf(cleo)).as("the room has an owner already").isEqualTo("participant");
        assertThat(roleOf(peer().enter("board", "Bob", "personKey", BOBS_KEY))).isEqualTo("moderator");
        JsonNode again = peer().enter("board", "Ada", "personKey", ADAS_KEY);
        assertThat(roleOf(again)).isEqualTo("owner");
        assertThat(again.path("state").path("settings").path("password").asBoolean())
                .isTrue();
    }

    @Test
    void aRoomThatIsOpenAgainIsForgotten() throws Exception {
        MemoryPeer ada = peer();
        ada.enter("tea", "Ada", "personKey", ADAS_KEY);
        ada.answer("setLobby", "{\"lobby\":true}", "roomSettingsChanged");
        ada.answer("setLobby", "{\"lobby\":false}", "roomSettingsChanged");

        restart();

        assertThat(store.rooms()).isEmpty();
        assertThat(roleOf(peer().enter("tea", "Bob"))).isEqualTo("owner");
    }

    @Test
    void aRoomWhoseOwnerWouldNotBeKnownAgainIsNotKept() throws Exception {
        MemoryPeer ada = peer();
        ada.enter("tea", "Ada");
        ada.answer("setPassword", "{\"password\":\"cucumber\"}", "roomSettingsChanged");

        restart();

        assertThat(store.rooms()).isEmpty();
        peer().enter("tea", "Bob");
    }

    @Test
    void chatIsThereAgainWhereTheRoomWantsIt() throws Exception {
        MemoryPeer ada = peer();
        ada.enter("tea", "Ada", "personKey", ADAS_KEY);
        ada.answer("setChatHistory", "{\"chatHistory\":\"meeting\"}", "roomSettingsChanged");
        ada.answer("sendChat", "{\"text\":\"for this meeting\"}", "chatMessage");
        ada.answer("setChatHistory", "{\"chatHistory\":\"kept\"}", "roomSettingsChanged");
        ada.answer("sendChat", "{\"text\":\"for ever\"}", "chatMessage");
        MemoryPeer bob = peer();
        bob.enter("tea", "Bob");
        ada.answer("sendChat", RawPeer.object("text", "for Bob", "to", bob.id), "chatMessage");

        restart();

        assertThat(chatOf(peer().enter("tea", "Cleo"))).containsExactly("for this meeting", "for ever");
        MemoryPeer again = peer();
        assertThat(chatOf(again.enter("tea", "Ada", "personKey", ADAS_KEY)))
                .containsExactly("for this meeting", "for ever");
        assertThat(again.answer("sendChat", "{\"text\":\"and on\"}", "chatMessage")
                        .path("number")
                        .asInt())
                .as("numbers go on")
                .isEqualTo(3);
        again.answer("setChatHistory", "{\"chatHistory\":\"meeting\"}", "roomSettingsChanged");

        restart();

        assertThat(chatOf(peer().enter("tea", "Cleo"))).isEmpty();
    }

    @Test
    void keptChatIsThereForTheNextMeetingWithoutARestartToo() {
        MemoryPeer ada = peer();
        ada.enter("tea", "Ada", "personKey", ADAS_KEY);
        ada.answer("setChatHistory", "{\"chatHistory\":\"kept\"}", "roomSettingsChanged");
        ada.answer("sendChat", "{\"text\":\"see you\"}", "chatMessage");
        ada.vanish();

        assertThat(chatOf(peer().enter("tea", "Bob"))).containsExactly("see you");
    }
}

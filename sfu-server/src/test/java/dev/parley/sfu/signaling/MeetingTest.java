package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people in a room say to each other, and what those see who come later. */
class MeetingTest {
    private static final long SECOND = 1_000_000_000L;

    private final MemorySignaling signaling = new MemorySignaling(PeerLimits.STANDARD, 20);
    private final MemoryPeer ada = signaling.peer("127.0.0.1");
    private final MemoryPeer bob = signaling.peer("127.0.0.1");

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
    }

    private JsonNode late(String name) {
        return signaling.peer("127.0.0.1").enter("tea", name).path("state");
    }

    private static List<String> texts(JsonNode chat) {
        List<String> texts = new ArrayList<>();
        chat.forEach(message -> texts.add(message.path("text").asText()));
        return texts;
    }

    private static List<String> strings(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private void meet() {
        ada.enter("tea", "Ada");
        bob.enter("tea", "Bob");
    }

    @Test
    void theFirstIsTheOwnerAndTheNextOldestFollows() {
        meet();
        MemoryPeer eve = signaling.peer("127.0.0.1");
        assertThat(eve.enter("tea", "Eve").path("peerInfos").findValuesAsText("role"))
                .containsExactly("owner", "participant");

        ada.vanish();

        assertThat(bob.last("peerChanged").path("peer").path("role").asText()).isEqualTo("owner");
        assertThat(eve.last("peerChanged").path("peer").path("peerId").asText()).isEqualTo(bob.id);
    }

    @Test
    void aBaseClientIsAGuestAndNeverOwns() {
        MemoryPeer base = signaling.peer("127.0.0.1");
        base.join("tea");
        JsonNode joined = ada.enter("tea", "Ada");

        assertThat(joined.path("peerInfos").path(0).path("role").asText()).isEqualTo("guest");
        assertThat(joined.path("state").path("self").path("role").asText()).isEqualTo("owner");
        ada.vanish();
        assertThat(base.typesSince(0)).doesNotContain("peerChanged");
    }

    @Test
    void handsQueueInTheOrderTheyWentUp() {
        meet();
        bob.answer("raiseHand", "{}", "handsChanged");
        ada.answer("raiseHand", "{}", "handsChanged");
        assertThat(strings(bob.last("handsChanged").path("hands"))).containsExactly(bob.id, ada.id);
        // A hand that is up keeps its place, and nobody is told what has not changed.
        int heard = ada.frames.size();
        bob.answer("raiseHand", "{}", "handsChanged");
        assertThat(ada.frames).hasSize(heard);

        assertThat(strings(late("Eve").path("hands"))).containsExactly(bob.id, ada.id);
        ada.answer("lowerHand", RawPeer.object("peerId", bob.id), "handsChanged");
        assertThat(strings(bob.last("handsChanged").path("hands"))).containsExactly(ada.id);
        ada.vanish();
        assertThat(bob.frames).anyMatch(frame -> frame.contains("\"hands\":[]"));
    }

    @Test
    void everybodySeesAReaction() {
        meet();
        ada.answer("sendReaction", "{\"reaction\":\"clap\"}", "reactionShown");

        assertThat(bob.last("reactionShown").path("peerId").asText()).isEqualTo(ada.id);
    }

    @Test
    void theAuthorOfAMessageIsTheSessionNotTheMessage() {
        meet();
        bob.answer("sendChat", RawPeer.object("text", "hi", "peerId", ada.id, "displayName", "Ada"), "chatMessage");

        JsonNode heard = ada.last("chatMessage");
        assertThat(heard.path("peerId").asText()).isEqualTo(bob.id);
        assertThat(heard.path("displayName").asText()).isEqualTo("Bob");
        assertThat(heard.path("number").asInt()).isEqualTo(1);
    }

    @Test
    void aPrivateMessageReachesNobodyElse() {
        meet();
        MemoryPeer eve = signaling.peer("127.0.0.1");
        eve.enter("tea", "Eve");
        ada.answer("setChatHistory", "{\"chatHistory\":\"meeting\"}", "roomSettingsChanged");
        ada.answer("sendChat", RawPeer.object("text", "between us", "to", bob.id), "chatMessage");

        assertThat(bob.last("chatMessage").path("to").asText()).isEqualTo(bob.id);
        assertThat(eve.frames).noneMatch(frame -> frame.contains("between us"));
        assertThat(texts(late("Mallory").path("chat"))).isEmpty();
        // Who asks again is told again what it may see.
        assertThat(texts(bob.enter("tea", "Bob").path("state").path("chat"))).containsExactly("between us");
        assertThat(texts(eve.enter("tea", "Eve").path("state").path("chat"))).isEmpty();
    }

    @Test
    void whoComesLaterSeesWhatTheRoomWasSetToShowWhenItWasSaid() {
        meet();
        ada.answer("sendChat", "{\"text\":\"for us\"}", "chatMessage");
        assertThat(texts(late("Eve").path("chat"))).isEmpty();
        ada.answer("setChatHistory", "{\"chatHistory\":\"meeting\"}", "roomSettingsChanged");
        ada.answer("sendChat", "{\"text\":\"for all\"}", "chatMessage");
        assertThat(texts(late("Fay").path("chat"))).containsExactly("for all");
        ada.answer("setChatHistory", "{\"chatHistory\":\"none\"}", "roomSettingsChanged");
        assertThat(texts(late("Gil").path("chat"))).isEmpty();
        assertThat(texts(ada.enter("tea", "Ada").path("state").path("chat"))).containsExactly("for us", "for all");
    }

    @Test
    void chatIsKeptUpToABound() {
        meet();
        ada.answer("setChatHistory", "{\"chatHistory\":\"meeting\"}", "roomSettingsChanged");
        for (int i = 0; i < 250; i++) {
            ada.answer("sendChat", RawPeer.object("text", "line " + i), "chatMessage");
            signaling.control.pass(SECOND);
        }
        assertThat(texts(late("Eve").path("chat")))
                .hasSize(200)
                .contains("line 249")
                .doesNotContain("line 49");
        String long2000 = "x".repeat(2_000);
        for (int i = 0; i < 50; i++) {
            ada.answer("sendChat", RawPeer.object("text", long2000), "chatMessage");
            signaling.control.pass(SECOND);
        }
        assertThat(texts(late("Fay").path("chat"))).hasSize(30);
    }

    @Test
    void whoSaysTooMuchAtOnceIsRefusedForAMoment() {
        meet();
        String code = "";
        int said = 0;
        while (code.isEmpty()) {
            code = ada.request("sendChat", "{\"text\":\"spam\"}")
                    .path("payload")
                    .path("code")
                    .asText();
            said += code.isEmpty() ? 1 : 0;
        }
        assertThat(code).isEqualTo("rate-limited");
        assertThat(said).isEqualTo(30);
        signaling.control.pass(SECOND);
        ada.answer("sendChat", "{\"text\":\"sorry\"}", "chatMessage");
        bob.answer("sendChat", "{\"text\":\"others may\"}", "chatMessage");
    }

    @Test
    void chatWithAClientThatHasNoneIsRefused() {
        meet();
        MemoryPeer base = signaling.peer("127.0.0.1");
        base.join("tea");
        ada.answer("sendChat", "{\"text\":\"hello\"}", "chatMessage");

        assertThat(ada.refusal("sendChat", RawPeer.object("text", "hi", "to", base.id)))
                .isEqualTo("forbidden");
        assertThat(ada.refusal("sendChat", RawPeer.object("text", "hi", "to", "nobody")))
                .isEqualTo("no-such-peer");
        assertThat(base.frames).noneMatch(frame -> frame.contains("hello"));
    }

    @Test
    void theSpotlightIsForEverybodyAndGoesOutWithItsPeer() {
        meet();
        ada.answer("setSpotlight", RawPeer.object("peerId", bob.id), "spotlightChanged");
        assertThat(bob.last("spotlightChanged").path("peerId").asText()).isEqualTo(bob.id);
        assertThat(late("Eve").path("spotlight").asText()).isEqualTo(bob.id);

        bob.vanish();

        assertThat(ada.last("spotlightChanged").has("peerId")).isFalse();
    }

    @Test
    void aBaseClientIsToldNothingOfAllThis() {
        meet();
        MemoryPeer base = signaling.peer("127.0.0.1");
        base.join("tea");
        int heard = base.frames.size();

        ada.answer("raiseHand", "{}", "handsChanged");
        ada.answer("sendReaction", "{\"reaction\":\"heart\"}", "reactionShown");
        ada.answer("sendChat", "{\"text\":\"hello\"}", "chatMessage");
        ada.answer("setSpotlight", RawPeer.object("peerId", bob.id), "spotlightChanged");
        ada.answer("lockRoom", "{\"locked\":true}", "roomSettingsChanged");
        ada.answer("setRole", RawPeer.object("peerId", bob.id, "role", "moderator"), "peerChanged");

        assertThat(base.frames).hasSize(heard);
    }
}

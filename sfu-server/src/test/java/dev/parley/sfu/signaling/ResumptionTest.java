package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session goes on over another socket, and nobody else notices. */
class ResumptionTest {
    private static final long SECOND = 1_000_000_000L;

    private final MemorySignaling signaling = new MemorySignaling(PeerLimits.STANDARD, 20);
    private final MemoryPeer ada = signaling.peer("127.0.0.1");
    private final MemoryPeer bob = signaling.peer("127.0.0.1");
    private String secret = "";

    @BeforeEach
    void meet() {
        ada.enter("tea", "Ada");
        secret = bob.enter("tea", "Bob", "resumable", true).path("resumeSecret").asText();
    }

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
    }

    private static String resumption(MemoryPeer whose, String secret, int lastChat) {
        return RawPeer.object("roomId", "tea", "peerId", whose.id, "secret", secret, "lastChat", lastChat);
    }

    private static String camera(MemoryPeer peer) {
        String transport = peer.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated")
                .path("transportId")
                .asText();
        return peer.answer("produce", Tracks.produce(transport, "video", Tracks.vp8("0", 1_000)), "produced")
                .path("producerId")
                .asText();
    }

    @Test
    void whatASocketLeavesBehindIsThereWhenItsClientComesBack() {
        String camera = camera(bob);
        int heard = ada.frames.size();
        bob.cut();
        signaling.control.pass(29 * SECOND);
        assertThat(ada.frames).hasSize(heard);
        ada.answer("sendChat", "{\"text\":\"are you there?\"}", "chatMessage");
        ada.answer("raiseHand", "{}", "handsChanged");

        MemoryPeer back = signaling.peer("127.0.0.1");
        JsonNode resumed = back.answer("resumeSession", resumption(bob, secret, 0), "sessionResumed");

        assertThat(resumed.path("peerId").asText()).isEqualTo(bob.id);
        assertThat(resumed.path("transports")).hasSize(1);
        assertThat(resumed.path("producers").path(0).path("producerId").asText())
                .isEqualTo(camera);
        JsonNode state = resumed.path("room").path("state");
        assertThat(state.path("chat").path(0).path("text").asText()).isEqualTo("are you there?");
        assertThat(state.path("hands").path(0).asText()).isEqualTo(ada.id);
        assertThat(state.path("self").path("peerId").asText()).isEqualTo(bob.id);
        // The others have heard of nothing but their own doing, and it goes on as the same peer.
        assertThat(ada.typesSince(heard)).containsExactly("chatMessage", "handsChanged");
        back.answer("pauseProducer", RawPeer.object("producerId", camera), "producerPaused");
        assertThat(ada.last("producerPaused").path("peerId").asText()).isEqualTo(bob.id);
        signaling.control.pass(60 * SECOND);
        assertThat(ada.frames).noneMatch(frame -> frame.contains("peerLeft"));
    }

    @Test
    void whatTheClientHasOfTheChatIsNotToldAgain() {
        ada.answer("sendChat", "{\"text\":\"one\"}", "chatMessage");
        bob.cut();
        ada.answer("sendChat", "{\"text\":\"two\"}", "chatMessage");

        JsonNode resumed =
                signaling.peer("127.0.0.1").answer("resumeSession", resumption(bob, secret, 1), "sessionResumed");

        assertThat(resumed.path("room").path("state").path("chat").findValuesAsText("text"))
                .containsExactly("two");
    }

    @Test
    void afterHalfAMinuteThePlaceIsGivenUp() {
        bob.cut();
        signaling.control.pass(30 * SECOND);

        assertThat(ada.last("peerLeft").path("peerId").asText()).isEqualTo(bob.id);
        assertThat(signaling.peer("127.0.0.1").refusal("resumeSession", resumption(bob, secret, 0)))
                .isEqualTo("resume-refused");
    }

    @Test
    void whoIsCutOffTwiceHasTheWholeTimeAgain() {
        bob.cut();
        signaling.control.pass(20 * SECOND);
        MemoryPeer back = signaling.peer("127.0.0.1");
        back.answer("resumeSession", resumption(bob, secret, 0), "sessionResumed");
        back.cut();
        int heard = ada.frames.size();

        signaling.control.pass(20 * SECOND);
        assertThat(ada.frames).hasSize(heard);
        signaling.control.pass(10 * SECOND);
        assertThat(ada.typesSince(heard)).containsExactly("peerLeft");
    }

    @Test
    void aSecretIsGoodOnceAndForItsPeerOnly() {
        MemoryPeer eve = signaling.peer("127.0.0.1");
        String eves =
                eve.enter("tea", "Eve", "resumable", true).path("resumeSecret").asText();
        assertThat(eves).isNotEqualTo(secret).hasSize(32);
        bob.cut();
        MemoryPeer mallory = signaling.peer("127.0.0.1");
        assertThat(mallory.refusal("resumeSession", resumption(bob, eves, 0))).isEqualTo("resume-refused");
        assertThat(mallory.refusal("resumeSession", resumption(ada, secret, 0))).isEqualTo("resume-refused");

        MemoryPeer back = signaling.peer("127.0.0.1");
        String next = back.answer("resumeSession", resumption(bob, secret, 0), "sessionResumed")
                .path("room")
                .path("resumeSecret")
                .asText();

        assertThat(next).hasSize(32).isNotEqualTo(secret);
        assertThat(mallory.refusal("resumeSession", resumption(bob, secret, 0))).isEqualTo("resume-refused");
    }

    @Test
    void aSocketThatTheServerStillHoldsOpenIsSuperseded() {
        MemoryPeer back = signaling.peer("127.0.0.1");

        back.answer("resumeSession", resumption(bob, secret, 0), "sessionResumed");

        assertThat(bob.isClosed()).isTrue();
        int old = bob.frames.size();
        int heard = ada.frames.size();
        bob.say("raiseHand", "{}");
        bob.vanish();
        assertThat(bob.frames).hasSize(old);
        assertThat(ada.frames).hasSize(heard);
        ada.answer("sendReaction", "{\"reaction\":\"heart\"}", "reactionShown");
        back.last("reactionShown");
    }

    @Test
    void whoLeavesOrNeverSaidItWouldComeBackIsGoneAtOnce() {
        bob.vanish();
        assertThat(ada.last("peerLeft").path("peerId").asText()).isEqualTo(bob.id);
        MemoryPeer eve = signaling.peer("127.0.0.1");
        assertThat(eve.enter("tea", "Eve").has("resumeSecret")).isFalse();
        eve.cut();
        assertThat(ada.last("peerLeft").path("peerId").asText()).isEqualTo(eve.id);
    }

    @Test
    void whoIsPutOutMeanwhileDoesNotComeBackThisWay() {
        bob.cut();
        ada.answer("removePeer", RawPeer.object("peerId", bob.id), "peerRemoved");

        assertThat(signaling.peer("127.0.0.1").refusal("resumeSession", resumption(bob, secret, 0)))
                .isEqualTo("resume-refused");
    }

    @Test
    void aServerThatDrainsKeepsNoPlaces() {
        bob.cut();
        assertThat(signaling.drain(10)).isNotDone();
        assertThat(ada.typesSince(0)).contains("serverDraining").endsWith("peerLeft");
    }
}

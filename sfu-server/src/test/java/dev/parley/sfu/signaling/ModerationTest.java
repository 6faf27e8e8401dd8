package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those who keep order do, and what everybody concerned is told. */
class ModerationTest {
    private static final String KEY = "bobs-own-secret-0123456789";

    private final MemorySignaling signaling = new MemorySignaling(PeerLimits.STANDARD, 20);
    private final MemoryPeer ada = signaling.peer("127.0.0.1");
    private final MemoryPeer bob = signaling.peer("127.0.0.1");
    private final MemoryPeer eve = signaling.peer("127.0.0.1");

    @BeforeEach
    void meet() {
        ada.enter("tea", "Ada");
        bob.enter("tea", "Bob", "personKey", KEY);
        eve.enter("tea", "Eve");
    }

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
    }

    private static String target(MemoryPeer peer) {
        return RawPeer.object("peerId", peer.id);
    }

    private String send(MemoryPeer peer, String kind, String source, long ssrc) {
        String transport = peer.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated")
                .path("transportId")
                .asText();
        return peer.answer(
                        "produce",
                        RawPeer.object(
                                "transportId",
                                transport,
                                "kind",
                                kind,
                                "source",
                                source,
                                "rtpParameters",
                                kind.equals("audio") ? Tracks.opus("0", ssrc) : Tracks.vp8("0", ssrc)),
                        "produced")
                .path("producerId")
                .asText();
    }

    @Test
    void aMutedPeerIsPausedAtTheServerAndOnlyItResumes() {
        String microphone = send(bob, "audio", "microphone", 1_000);
        send(bob, "video", "camera", 2_000);
        int heard = eve.frames.size();

        ada.answer("mutePeer", target(bob), "peerMuted");

        assertThat(bob.last("peerMuted").path("by").asText()).isEqualTo(ada.id);
        assertThat(eve.typesSince(heard)).containsExactly("producerPaused");
        assertThat(eve.last("producerPaused").path("producerId").asText()).isEqualTo(microphone);
        assertThat(ada.refusal("resumeProducer", RawPeer.object("producerId", microphone)))
                .isEqualTo("no-such-producer");
        bob.answer("resumeProducer", RawPeer.object("producerId", microphone), "producerResumed");
        eve.last("producerResumed");
    }

    @Test
    void stoppedVideoIsCamerasAndScreensAndNotTheMicrophone() {
        send(bob, "audio", "microphone", 1_000);
        String camera = send(bob, "video", "camera", 2_000);
        String screen = send(bob, "video", "screen", 3_000);
        String screenSound = send(bob, "audio", "screen-audio", 4_000);
        int heard = eve.frames.size();

        ada.answer("stopVideo", target(bob), "videoStopped");

        assertThat(eve.frames.subList(heard, eve.frames.size()).stream()
                        .map(frame -> RawPeer.parse(frame)
                                .path("payload")
                                .path("producerId")
                                .asText()))
                .containsExactlyInAnyOrder(camera, screen, screenSound);
        bob.last("videoStopped");
    }

    @Test
    void allOthersAreMutedAndWhoMutesIsNot() {
        send(ada, "audio", "microphone", 1_000);
        send(bob, "audio", "microphone", 2_000);

        assertThat(ada.answer("muteAll", "{}", "allMuted").path("peerIds").toString())
                .isEqualTo("[\"" + bob.id + "\"]");

        bob.last("peerMuted");
        assertThat(ada.frames).noneMatch(frame -> frame.contains("\"peerMuted\""));
    }

    @Test
    void whoIsRemovedIsInNoRoomAndMayComeBack() {
        ada.answer("removePeer", target(bob), "peerRemoved");

        assertThat(bob.last("roomClosed").path("reason").asText()).isEqualTo("removed");
        assertThat(eve.last("peerLeft").path("peerId").asText()).isEqualTo(bob.id);
        assertThat(bob.refusal("raiseHand", "{}")).isEqualTo("not-joined");
        bob.enter("tea", "Bob");
    }

    @Test
    void whoIsBannedStaysOutUnderAnyNameAndOverAnySocket() {
        ada.answer("banPeer", target(bob), "peerRemoved");

        assertThat(bob.last("roomClosed").path("reason").asText()).isEqualTo("banned");
        MemoryPeer again = signaling.peer("127.0.0.1");
        String joining = MemorySignaling.joining("tea", "Robert", "personKey", KEY);
        assertThat(again.refusal("joinRoom", joining)).isEqualTo("banned");
        assertThat(again.refusal("knock", "{\"room\":" + joining + "}")).isEqualTo("banned");
        signaling.peer("127.0.0.1").enter("tea", "Fay");
    }

    @Test
    void withoutAKeyTheAddressIsBanned() {
        MemoryPeer base = signaling.peer("192.0.2.7");
        base.join("tea");

        ada.answer("banPeer", target(base), "peerRemoved");

        assertThat(base.last("error").path("code").asText()).isEqualTo("forbidden");
        assertThat(signaling
                        .peer("192.0.2.7")
                        .join("tea")
                        .path("payload")
                        .path("code")
                        .asText())
                .isEqualTo("banned");
        assertThat(signaling.peer("192.0.2.8").join("tea").path("type").asText())
                .isEqualTo("roomJoined");
    }

    @Test
    void aLockedRoomTakesNobodyInUntilItIsOpenedAgain() {
        ada.answer("lockRoom", "{\"locked\":true}", "roomSettingsChanged");
        assertThat(bob.last("roomSettingsChanged")
                        .path("settings")
                        .path("locked")
                        .asBoolean())
                .isTrue();
        MemoryPeer fay = signaling.peer("127.0.0.1");
        assertThat(fay.refusal("joinRoom", MemorySignaling.joining("tea", "Fay")))
                .isEqualTo("room-locked");

        ada.answer("lockRoom", "{\"locked\":false}", "roomSettingsChanged");

        fay.enter("tea", "Fay");
    }

    @Test
    void whenARoomEndsEverybodyIsToldAndItBeginsAnew() {
        assertThat(ada.answer("endRoom", "{}", "roomClosed").path("reason").asText())
                .isEqualTo("ended");

        for (MemoryPeer peer : List.of(bob, eve)) {
            assertThat(peer.last("roomClosed").path("reason").asText()).isEqualTo("ended");
        }
        assertThat(ada.refusal("raiseHand", "{}")).isEqualTo("not-joined");
        assertThat(eve.enter("tea", "Eve")
                        .path("state")
                        .path("self")
                        .path("role")
                        .asText())
                .isEqualTo("owner");
    }

    @Test
    void whoBecomesAViewerIsNeitherHeardNorSeenUntilItMaySendAgain() {
        String microphone = RawPeer.object("producerId", send(bob, "audio", "microphone", 1_000));
        send(bob, "video", "camera", 2_000);
        int heard = eve.frames.size();

        ada.answer("setRole", RawPeer.object("peerId", bob.id, "role", "viewer"), "peerChanged");

        assertThat(eve.typesSince(heard)).containsExactly("peerChanged", "producerPaused", "producerPaused");
        assertThat(bob.typesSince(bob.frames.size() - 2)).containsExactly("peerMuted", "videoStopped");
        assertThat(bob.refusal("resumeProducer", microphone)).isEqualTo("forbidden");
        ada.answer("setRole", RawPeer.object("peerId", bob.id, "role", "guest"), "peerChanged");
        bob.answer("resumeProducer", microphone, "producerResumed");
    }

    @Test
    void aModeratorIsMadeAndUnmadeByTheOwnerAndSomebodyAlwaysOwns() {
        ada.answer("setRole", RawPeer.object("peerId", bob.id, "role", "moderator"), "peerChanged");
        assertThat(eve.last("peerChanged").path("peer").path("role").asText()).isEqualTo("moderator");
        assertThat(bob.refusal("removePeer", target(ada))).isEqualTo("forbidden");
        assertThat(ada.refusal("setRole", RawPeer.object("peerId", ada.id, "role", "viewer")))
                .isEqualTo("forbidden");

        ada.answer("setRole", RawPeer.object("peerId", bob.id, "role", "owner"), "peerChanged");
        ada.answer("setRole", RawPeer.object("peerId", ada.id, "role", "participant"), "peerChanged");

        assertThat(ada.refusal("muteAll", "{}")).isEqualTo("forbidden");
        bob.answer("muteAll", "{}", "allMuted");
    }
}

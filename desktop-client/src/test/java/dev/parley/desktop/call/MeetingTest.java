package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpCodecCapability;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.PeerInfo;
import dev.parley.protocol.signaling.PeerProducers;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.ProducerSource;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomCloseReason;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.protocol.signaling.RoomState;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stay in a room from the first socket to the last, with a server in memory and in virtual time. */
class MeetingTest {
    private static final ProducerInfo CAMERA =
            new ProducerInfo("grace-camera", MediaKind.VIDEO, false, Optional.of(ProducerSource.CAMERA));
    private static final RtpCodecCapability OPUS =
            new RtpCodecCapability(MediaKind.AUDIO, "audio/opus", 100, 48_000, 2, FormatParameters.EMPTY, List.of());

    private final ServerInMemory server = new ServerInMemory();
    private final VirtualTime time = new VirtualTime();
    private final OwnMedia own = new OwnMedia(VideoCodecs.find(Optional.of("jcodec")));
    private final List<CallState> states = new ArrayList<>();
    private final List<RoomEvent> events = new ArrayList<>();
    private Meeting meeting;
    private Runnable whenSilenced = () -> {};

    @BeforeEach
    void open() {
        meeting = server.meeting(own, time);
        meeting.listen(new Ears());
        server.answer(ClientMessage.JoinRoom.class, request -> room("first", List.of(), CAMERA));
    }

    @AfterEach
    void close() {
        meeting.leave();
        time.pass(1);
        own.close();
    }

    private void join() {
        meeting.begin();
        time.pass(1);
        assertThat(meeting.state()).isEqualTo(new CallState.Joined(false));
    }

    @Test
    void aCutSocketIsReplacedWithTheSecretAndNobodyIsTakenFromTheScreen() {
        join();
        Participant grace = meeting.participants().getFirst();
        server.tell(message(7, "before"));
        time.pass(1);
        server.answer(RoomRequest.ResumeSession.class, request -> resumed("second", List.of(message(8, "meanwhile"))));

        server.cut();
        time.pass(1);

        assertThat(states).endsWith(new CallState.Resuming(), new CallState.Joined(true));
        assertThat(server.asked(RoomRequest.ResumeSession.class))
                .containsExactly(new RoomRequest.ResumeSession("tea", "ada", "first", 7));
        assertThat(server.asked(ClientMessage.JoinRoom.class)).hasSize(1);
        assertThat(meeting.participants()).containsExactly(grace);
        assertThat(meeting.messages()).extracting(RoomNews.ChatMessage::text).containsExactly("before", "meanwhile");
        assertThat(events).contains(new RoomEvent.Message(message(8, "meanwhile"), true));
    }

    @Test
    void theNextCutIsMendedWithTheNextSecret() {
        join();
        server.answer(RoomRequest.ResumeSession.class, request -> resumed("second", List.of()));
        server.cut();
        time.pass(1);
        server.cut();
        time.pass(1);
        assertThat(server.asked(RoomRequest.ResumeSession.class))
                .extracting(RoomRequest.ResumeSession::secret)
                .containsExactly("first", "second");
    }

    @Test
    void theSocketIsTriedUntilTheServerIsThereAgain() {
        join();
        server.answer(RoomRequest.ResumeSession.class, request -> resumed("second", List.of()));
        server.reachable(false);
        server.cut();
        time.pass(10);
        assertThat(meeting.state()).isEqualTo(new CallState.Resuming());
        server.reachable(true);
        time.pass(8);
        assertThat(meeting.state()).isEqualTo(new CallState.Joined(true));
        assertThat(server.asked(ClientMessage.JoinRoom.class)).hasSize(1);
    }

    @Test
    void whosePlaceIsLostJoinsAnew() {
        join();
        server.answer(RoomRequest.ResumeSession.class, request -> ServerInMemory.refusal(ErrorCode.RESUME_REFUSED));
        server.cut();
        time.pass(2);
        assertThat(states)
                .containsSubsequence(
                        new CallState.Resuming(),
                        new CallState.Reconnecting(CallState.Cause.SERVER_LOST, 0),
                        new CallState.Joined(true));
        assertThat(server.asked(ClientMessage.JoinRoom.class)).hasSize(2);
    }

    @Test
    void aServerThatStaysAwayIsJoinedAnewWhenItIsBack() {
        join();
        server.reachable(false);
        server.cut();
        time.pass(60);
        assertThat(meeting.state()).isInstanceOf(CallState.Reconnecting.class);
        server.reachable(true);
        time.pass(8);
        assertThat(meeting.state()).isEqualTo(new CallState.Joined(true));
    }

    @Test
    void whatHappenedMeanwhileIsShownAfterTheResumption() {
        join();
        server.tell(new ServerMessage.NewPeer("tim", "Tim", false, Optional.of(Role.PARTICIPANT)));
        time.pass(1);
        assertThat(meeting.participants()).extracting(Participant::displayName).containsExactly("Grace", "Tim");
        server.answer(RoomRequest.ResumeSession.class, request -> resumed("second", List.of()));
        server.cut();
        time.pass(1);
        assertThat(meeting.participants()).extracting(Participant::displayName).containsExactly("Grace");
        assertThat(meeting.room().roles()).containsOnlyKeys("ada", "grace");
    }

    @Test
    void aLostProducerIsGoneAndALostConsumerIsAskedForAgain() {
        join();
        assertThat(server.asked(ClientMessage.Consume.class)).hasSize(1);
        assertThat(meeting.participants().getFirst().cameraOn()).isTrue();
        server.answer(RoomRequest.ResumeSession.class, request -> resumed("second", List.of()));
        server.cut();
        time.pass(1);
        assertThat(server.asked(ClientMessage.Consume.class)).hasSize(2);
        server.answer(
                RoomRequest.ResumeSession.class,
                request -> new RoomNews.SessionResumed(
                        "ada", room("third", List.of()), List.of("t0", "t1"), List.of(), List.of()));
        server.cut();
        time.pass(1);
        assertThat(meeting.participants().getFirst().cameraOn()).isFalse();
    }

    @Test
    void withoutItsTransportsAStayIsNotTheSame() {
        join();
        server.answer(
                RoomRequest.ResumeSession.class,
                request -> new RoomNews.SessionResumed(
                        "ada", room("second", List.of()), List.of("t0"), List.of(), List.of()));
        server.cut();
        time.pass(2);
        assertThat(server.asked(ClientMessage.JoinRoom.class)).hasSize(2);
    }

    @Test
    void whoHasToKnockIsLetInWithTheSameSocket() {
        server.answer(ClientMessage.JoinRoom.class, request -> ServerInMemory.refusal(ErrorCode.KNOCK_REQUIRED));
        server.answer(RoomRequest.Knock.class, request -> new RoomNews.Knocking("tea"));
        meeting.begin();
        time.pass(1);
        assertThat(meeting.state()).isEqualTo(new CallState.Knocking());
        server.answer(ClientMessage.JoinRoom.class, request -> room("first", List.of()));
        server.tell(new RoomNews.KnockAnswered("tea", true));
        time.pass(1);
        assertThat(meeting.state()).isEqualTo(new CallState.Joined(false));
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.asked(RoomRequest.Knock.class).getFirst().room())
                .isEqualTo(server.asked(ClientMessage.JoinRoom.class).getLast());
    }

    @Test
    void aServerOfAnotherVersionIsNotWaitedFor() {
        server.dialect(frame -> frame.replace("\"participant\"", "\"emperor\""));
        meeting.begin();
        time.pass(1);
        assertThat(meeting.state())
                .isInstanceOfSatisfying(
                        CallState.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("internal"));
    }

    @Test
    void whoIsNotLetInIsTold() {
        server.answer(ClientMessage.JoinRoom.class, request -> ServerInMemory.refusal(ErrorCode.KNOCK_REQUIRED));
        server.answer(RoomRequest.Knock.class, request -> new RoomNews.Knocking("tea"));
        meeting.begin();
        time.pass(1);
        server.tell(new RoomNews.KnockAnswered("tea", false));
        time.pass(1);
        assertThat(meeting.state())
                .isInstanceOfSatisfying(
                        CallState.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("not-admitted"));
    }

    @Test
    void whoWaitsAtARoomThatEndsIsTold() {
        server.answer(ClientMessage.JoinRoom.class, request -> ServerInMemory.refusal(ErrorCode.KNOCK_REQUIRED));
        server.answer(RoomRequest.Knock.class, request -> new RoomNews.Knocking("tea"));
        meeting.begin();
        time.pass(1);
        server.tell(new ServerMessage.RoomClosed("tea", RoomCloseReason.ENDED));
        time.pass(120);
        assertThat(meeting.state())
                .isInstanceOfSatisfying(
                        CallState.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("ended"));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aPasswordIsAskedForUntilItIsRight() {
        server.answer(ClientMessage.JoinRoom.class, request -> switch (((ClientMessage.JoinRoom) request).password()) {
            case "" -> ServerInMemory.refusal(ErrorCode.PASSWORD_REQUIRED);
            case "cucumber" -> room("first", List.of());
            default -> ServerInMemory.refusal(ErrorCode.PASSWORD_REFUSED);
        });
        meeting.begin();
        time.pass(1);
        assertThat(meeting.state()).isEqualTo(new CallState.PasswordAsked(false));
        meeting.givePassword("sandwich");
        time.pass(1);
        assertThat(meeting.state()).isEqualTo(new CallState.PasswordAsked(true));
        meeting.givePassword("cucumber");
        time.pass(1);
        assertThat(meeting.state()).isEqualTo(new CallState.Joined(false));
    }

    @ParameterizedTest
    @EnumSource(
            value = RoomCloseReason.class,
            names = {"ENDED", "REMOVED", "BANNED"})
    void whoseMeetingSomebodyEndedDoesNotComeBackByItself(RoomCloseReason reason) {
        join();
        server.tell(new ServerMessage.RoomClosed("tea", reason));
        time.pass(120);
        assertThat(meeting.state())
                .isInstanceOfSatisfying(
                        CallState.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(reason.word()));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void whatOneAsksForOneIsToldLikeTheOthers() {
        join();
        server.answer(RoomRequest.RaiseHand.class, request -> new RoomNews.HandsChanged(List.of("grace", "ada")));
        var raised = meeting.ask(new RoomRequest.RaiseHand());
        time.pass(1);
        assertThat(raised).isCompleted();
        assertThat(meeting.room().handOf("ada")).isEqualTo(2);
        assertThat(events).contains(new RoomEvent.HandRaised("grace"), new RoomEvent.HandRaised("ada"));
    }

    @Test
    void whoRemovedSomebodySeesThemNoMore() {
        join();
        server.answer(RoomRequest.RemovePeer.class, request -> new RoomNews.PeerRemoved("grace", false));
        var _ = meeting.ask(new RoomRequest.RemovePeer("grace"));
        time.pass(1);
        assertThat(meeting.participants()).isEmpty();
    }

    @Test
    void toBeMutedByAnotherTurnsTheMicrophoneOff() {
        own.choose(LocalMedia.Device.MICROPHONE, "tone");
        own.turn(LocalMedia.Device.MICROPHONE, true);
        await().until(() -> own.isOn(LocalMedia.Device.MICROPHONE));
        join();
        server.tell(new RoomNews.PeerMuted("ada", "grace"));
        time.pass(1);
        assertThat(own.isOn(LocalMedia.Device.MICROPHONE)).isFalse();
        assertThat(events).contains(new RoomEvent.Silenced(LocalMedia.Device.MICROPHONE, "grace"));
    }

    /** However soon: even before the call has seen that it was off. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoTurnsOnWhatAnotherHasMutedAsksForThat(boolean atOnce) {
        List<ClientMessage> told = speakAndBeMuted(atOnce);
        if (!atOnce) {
            assertThat(told).containsExactly(new ClientMessage.PauseProducer("mine"));
            own.turn(LocalMedia.Device.MICROPHONE, true);
            time.pass(1);
        }
        assertThat(told)
                .containsExactly(new ClientMessage.PauseProducer("mine"), new ClientMessage.ResumeProducer("mine"));
    }

    /** What the server is told of the microphone from then on. */
    private List<ClientMessage> speakAndBeMuted(boolean onAgainAtOnce) {
        List<ClientMessage> told = new ArrayList<>();
        server.answer(
                ClientMessage.GetRouterRtpCapabilities.class,
                request -> new ServerMessage.RouterRtpCapabilities(new RtpCapabilities(List.of(OPUS), List.of())));
        server.answer(ClientMessage.Produce.class, request -> new ServerMessage.Produced("mine", MediaKind.AUDIO));
        server.answer(ClientMessage.PauseProducer.class, request -> {
            told.add(request);
            return new ServerMessage.ProducerPaused("ada", "mine");
        });
        server.answer(ClientMessage.ResumeProducer.class, request -> {
            told.add(request);
            return new ServerMessage.ProducerResumed("ada", "mine");
        });
        own.choose(LocalMedia.Device.MICROPHONE, "tone");
        own.turn(LocalMedia.Device.MICROPHONE, true);
        await().until(() -> own.isOn(LocalMedia.Device.MICROPHONE));
        join();
        assertThat(server.asked(ClientMessage.Produce.class)).hasSize(1);
        whenSilenced = () -> own.turn(LocalMedia.Device.MICROPHONE, onAgainAtOnce);
        server.tell(new RoomNews.PeerMuted("ada", "grace"));
        time.pass(1);
        return told;
    }

    @Test
    void aSharedScreenIsNoCamera() {
        join();
        Participant grace = meeting.participants().getFirst();
        server.tell(new ServerMessage.ProducerPaused("grace", "grace-camera"));
        server.tell(new ServerMessage.NewProducer(
                "grace", "grace-screen", MediaKind.VIDEO, false, Optional.of(ProducerSource.SCREEN)));
        server.tell(new ServerMessage.NewProducer(
                "grace", "grace-sound", MediaKind.AUDIO, false, Optional.of(ProducerSource.SCREEN_AUDIO)));
        time.pass(1);
        assertThat(grace.cameraOn()).isFalse();
        assertThat(grace.microphoneOn()).isFalse();
        assertThat(grace.screenOn()).isTrue();
        assertThat(grace.screenSoundOn()).isTrue();
    }

    private static ServerMessage.RoomJoined room(
            String secret, List<RoomNews.ChatMessage> chat, ProducerInfo... gracesProducers) {
        return new ServerMessage.RoomJoined(
                "tea",
                List.of("grace"),
                gracesProducers.length == 0 ? List.of() : List.of(new PeerProducers("grace", List.of(gracesProducers))),
                List.of(new PeerInfo("grace", "Grace", false, Role.OWNER)),
                Optional.of(new RoomState(
                        new PeerInfo("ada", "Ada", false, Role.PARTICIPANT),
                        RoomSettings.OPEN,
                        List.of(),
                        Optional.empty(),
                        chat,
                        List.of(),
                        Optional.empty())),
                secret);
    }

    /** Nothing of ours was lost but the consumers. */
    private static RoomNews.SessionResumed resumed(String secret, List<RoomNews.ChatMessage> chat) {
        return new RoomNews.SessionResumed(
                "ada", room(secret, chat, CAMERA), List.of("t0", "t1"), List.of(), List.of());
    }

    private static RoomNews.ChatMessage message(long number, String text) {
        return new RoomNews.ChatMessage(number, "grace", "Grace", text, Optional.empty(), 1_780_000_000_000L + number);
    }

    private final class Ears implements Call.Listener {
        @Override
        public void state(CallState state) {
            states.add(state);
        }

        @Override
        public void room(RoomEvent event) {
            events.add(event);
            if (event instanceof RoomEvent.Silenced) {
                whenSilenced.run();
            }
        }

        @Override
        public void added(Participant participant) {}

        @Override
        public void changed(Participant participant) {}

        @Override
        public void removed(Participant participant) {}
    }
}

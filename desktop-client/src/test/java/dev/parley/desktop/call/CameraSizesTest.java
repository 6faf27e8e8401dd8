package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpCodecCapability;
import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.LayerNews;
import dev.parley.protocol.signaling.PeerInfo;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.protocol.signaling.RoomState;
import dev.parley.protocol.signaling.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A camera is announced and coded in as many sizes as its picture is good for. */
class CameraSizesTest {
    private static final RtpCapabilities ROUTER = new RtpCapabilities(
            List.of(
                    new RtpCodecCapability(
                            MediaKind.VIDEO,
                            "video/VP8",
                            101,
                            90_000,
                            0,
                            FormatParameters.EMPTY,
                            List.of(new RtcpFeedback("nack"))),
                    new RtpCodecCapability(
                            MediaKind.VIDEO,
                            "video/rtx",
                            102,
                            90_000,
                            0,
                            FormatParameters.EMPTY.with("apt", 101),
                            List.of())),
            List.of());

    private final ServerInMemory server = new ServerInMemory();
    private final VirtualTime time = new VirtualTime();

    @SuppressWarnings("NullAway.Init") // each test joins
    private OwnMedia own;

    @SuppressWarnings("NullAway.Init") // likewise
    private Meeting meeting;

    private int producers;

    private void join(String codec, String camera) {
        own = new OwnMedia(VideoCodecs.find(Optional.of(codec)));
        meeting = server.meeting(own, time);
        server.answer(
                ClientMessage.GetRouterRtpCapabilities.class,
                request -> new ServerMessage.RouterRtpCapabilities(ROUTER));
        server.answer(ClientMessage.JoinRoom.class, request -> room());
        server.answer(
                ClientMessage.Produce.class,
                request -> new ServerMessage.Produced("camera" + ++producers, MediaKind.VIDEO));
        own.choose(LocalMedia.Device.CAMERA, camera);
        own.turn(LocalMedia.Device.CAMERA, true);
        meeting.begin();
    }

    @AfterEach
    void close() {
        meeting.leave();
        time.pass(1);
        own.close();
    }

    /** The camera and the encoder are real; the call's time goes on as long as they are awaited. */
    private void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).pollInSameThread().atMost(Duration.ofSeconds(60)).until(() -> {
            time.pass(1);
            return condition.call();
        });
    }

    private List<RtpEncodingParameters> announced(int producer) {
        await(
                "producer " + producer,
                () -> server.asked(ClientMessage.Produce.class).size() >= producer);
        return server.asked(ClientMessage.Produce.class)
                .get(producer - 1)
                .rtpParameters()
                .encodings();
    }

    private List<Integer> heights() {
        return meeting.figures().sizes().stream().map(Call.Size::height).toList();
    }

    @Test
    void aLargePictureIsSentInThreeSizesAsFarAsTheLineCarriesAndSomebodyWatches() {
        join("libvpx", "test-pattern:1280x720@5");
        List<RtpEncodingParameters> encodings = announced(1);
        assertThat(encodings).hasSize(3);
        assertThat(encodings.stream().flatMapToLong(each -> LongStream.of(each.ssrc(), each.rtxSsrc())))
                .doesNotContain(0L)
                .doesNotHaveDuplicates();
        // What a line is taken to carry at first is not enough for the third.
        await("two sizes", () -> heights().equals(List.of(180, 360)));

        server.tell(new LayerNews.ProducerLayersWanted("camera1", Optional.of(0)));
        await("one size", () -> heights().equals(List.of(180)));
        server.tell(new LayerNews.ProducerLayersWanted("another", Optional.of(2)));
        server.tell(new LayerNews.ProducerLayersWanted("camera1", Optional.empty()));
        time.pass(1);
        assertThat(heights()).containsExactly(180);

        server.tell(new LayerNews.ProducerLayersWanted("camera1", Optional.of(2)));
        await("two sizes again", () -> heights().equals(List.of(180, 360)));
    }

    @Test
    void anotherCameraIsAnnouncedAnewWhenItsPictureIsGoodForOtherSizes() {
        join("libvpx", "test-pattern:640x360@5");
        assertThat(announced(1)).hasSize(2);
        own.choose(LocalMedia.Device.CAMERA, "test-pattern:320x180@5");
        assertThat(announced(2)).hasSize(1);
        assertThat(server.asked(ClientMessage.CloseProducer.class))
                .containsExactly(new ClientMessage.CloseProducer("camera1"));
        await("the small picture", () -> heights().equals(List.of(180)));
    }

    @Test
    void pureJavaSendsOneSize() {
        join("jcodec", "test-pattern:1280x720@5");
        assertThat(announced(1)).hasSize(1);
        await("a small picture", () -> heights().equals(List.of(180)));
    }

    private static ServerMessage.RoomJoined room() {
        return new ServerMessage.RoomJoined(
                "tea",
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new RoomState(
                        new PeerInfo("ada", "Ada", false, Role.OWNER),
                        RoomSettings.OPEN,
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty())),
                "secret");
    }
}

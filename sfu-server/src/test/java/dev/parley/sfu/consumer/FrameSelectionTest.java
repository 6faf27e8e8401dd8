package dev.parley.sfu.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtcpParameters;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpHeaderExtensionParameters;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.consumer.ScalableCamera.Frame;
import dev.parley.sfu.consumer.ScalableCamera.Mode;
import dev.parley.sfu.stream.FrameLayers;
import dev.parley.sfu.stream.HeaderExtensionIds;
import dev.parley.sfu.stream.MediaFormat;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ProducerFormats;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.StreamLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which frames of a stream with layers are forwarded, in tables. */
class FrameSelectionTest {
    private static final long PICTURE_NANOS = 33_000_000L;

    private final FrameSelection selection = new FrameSelection();
    private final List<String> seen = new ArrayList<>();
    private final List<String> markers = new ArrayList<>();
    private final RtpPacket rtp = new RtpPacket();
    private final MediaPacket packet = new MediaPacket();
    private ScalableCamera camera = new ScalableCamera(Mode.L1T3, false, 1);
    private Stream stream = new Stream(Mode.L1T3, false);
    private long now = 1;
    private int timestamp = 5;
    private boolean asked;

    /** What is needed to understand the packets of a stream. */
    private static final class Stream {
        final MediaFormat format;
        final HeaderExtensionIds ids;
        final ReceiveStream received;

        Stream(Mode mode, boolean vp9) {
            RtpCodecParameters codec = new RtpCodecParameters(
                    vp9 ? "video/VP9" : "video/AV1", 98, 90_000, 0, FormatParameters.EMPTY, List.of());
            RtpHeaderExtensionParameters extension = new RtpHeaderExtensionParameters(
                    RtpHeaderExtension.DEPENDENCY_DESCRIPTOR.uri(),
                    ScalableCamera.DEPENDENCY_DESCRIPTOR_ID,
                    false,
                    FormatParameters.EMPTY);
            RtpEncodingParameters encoding =
                    new RtpEncodingParameters(1, "", Optional.empty(), Optional.empty(), false, mode.name(), 0);
            RtpParameters parameters = new RtpParameters(
                    "0", List.of(codec), List.of(extension), List.of(encoding), new RtcpParameters("c"), "");
            ids = HeaderExtensionIds.of(parameters);
            ProducerFormats formats = new ProducerFormats(
                    parameters, new RtpMapping(List.of(new RtpMapping.CodecMapping(98, 101)), List.of()));
            format = formats.first();
            received = new ReceiveStream(1, 0, 0, MediaKind.VIDEO, formats, ids, StreamLayers.of(parameters), () -> {});
        }
    }

    private void begin(String mode) {
        boolean vp9 = mode.startsWith("VP9 ");
        Mode which = Mode.valueOf(mode.replace("VP9 ", ""));
        camera = new ScalableCamera(which, vp9, 1);
        stream = new Stream(which, vp9);
    }

    private FrameLayers layers(byte[] bytes) {
        assertThat(rtp.wrap(bytes, 0, bytes.length)).isTrue();
        packet.show(rtp, stream.ids, stream.format, stream.received.known());
        stream.received.receive(packet, false, now);
        return Objects.requireNonNull(packet.layers());
    }

    /** A picture is taken, of which the frames of the spatial layer {@code lost} do not come. */
    private List<Frame> picture(int lost) {
        timestamp += 3_000;
        now += PICTURE_NANOS;
        StringBuilder forwarded = new StringBuilder();
        String marker = "";
        List<Frame> frames = camera.picture(timestamp);
        for (Frame frame : frames) {
            for (byte[] bytes : frame.packets()) {
                if (frame.spatial() != lost) {
                    FrameLayers layers = layers(bytes);
                    if (selection.forwards(layers, timestamp, now)) {
                        forwarded.append(layers.startOfFrame() ? "" + frame.spatial() : "");
                        marker += selection.endsPicture(layers) ? frame.spatial() : "";
                    }
                    asked |= selection.needsKeyFrame(now);
                }
            }
        }
        seen.add(forwarded.isEmpty() ? "-" : forwarded.toString());
        markers.add(marker);
        return frames;
    }

    private void pictures(int count) {
        for (int i = 0; i < count; i++) {
            picture(-1);
        }
    }

    /**
     * @param script {@code s,t} is what is wanted from now on, {@code k} makes the next picture a key frame, a number is so
     *     many pictures; {@code ?} stands where a key frame must have been asked for, {@code !} where none must have been
     * @param outcome for each picture the spatial layers forwarded
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # everything, and each target by itself
            L1T3         | 0,2 5 !           | 0 0 0 0 0
            L1T3         | 0,1 5 !           | 0 - 0 - 0
            L1T3         | 0,0 5 !           | 0 - - - 0
            L3T3         | 2,2 5 !           | 012 012 012 012 012
            L3T3         | 1,1 5 !           | 01 - 01 - 01
            L3T3         | 0,0 5 !           | 0 - - - 0
            L3T3_KEY     | 2,2 5 !           | 012 2 2 2 2
            L3T3_KEY     | 1,0 5 !           | 01 - - - 1
            S3T3         | 2,2 3 !           | 2 2 2
            S3T3         | 0,2 3 !           | 0 0 0
            VP9 L1T3     | 0,1 5 !           | 0 - 0 - 0
            VP9 L3T3     | 2,2 5 !           | 012 012 012 012 012
            VP9 L3T3     | 1,1 5 !           | 01 - 01 - 01
            VP9 L3T3_KEY | 2,2 5 !           | 012 2 2 2 2
            VP9 L3T3_KEY | 1,0 5 !           | 01 - - - 1
            VP9 S3T3     | 1,2 3 !           | 1 1 1
            # less, at once where it is a part of what was
            L3T3         | 2,2 2 0,2 3 !     | 012 012 0 0 0
            L3T3         | 2,2 2 1,0 3 !     | 012 012 - - 01
            L3T3         | 2,0 2 1,2 4 !     | 012 - - - 01 01
            L3T3         | 2,1 3 1,2 3 !     | 012 - 012 - 01 01
            L3T3_KEY     | 2,2 2 2,0 4 !     | 012 2 - - 2 -
            L3T3_KEY     | 2,2 6 0,2 3 ? k 2 | 012 2 2 2 2 2 2 2 2 0 0
            S3T3         | 2,2 2 1,2 3 ? k 2 | 2 2 2 2 2 1 1
            VP9 L3T3     | 2,2 2 0,1 3 !     | 012 012 0 - 0
            VP9 L3T3     | 2,0 2 1,2 5 !     | 012 - 01 01 01 01 01
            VP9 L3T3_KEY | 2,2 2 2,0 4 !     | 012 2 - - 2 -
            VP9 L3T3_KEY | 2,2 2 0,2 3 ? k 2 | 012 2 2 2 2 0 0
            # a lower layer of which nothing needed was left out since the key frame
            L3T3_KEY     | 2,2 2 0,2 3 !     | 012 2 0 0 0
            # more temporal layers, where the frames say so
            L1T3         | 0,0 2 0,2 3 !     | 0 - 0 0 0
            L1T3         | 0,0 1 0,1 6 !     | 0 - - - 0 - 0
            L3T3         | 2,0 1 2,2 5 !     | 012 - - - 012 012
            L3T3_KEY     | 2,0 1 2,2 3 !     | 012 - 2 2
            VP9 L1T3     | 0,0 1 0,2 4 !     | 0 - 0 0 0
            VP9 L3T3     | 2,0 1 2,2 4 !     | 012 - 012 012 012
            VP9 L3T3_KEY | 2,0 1 2,1 4 !     | 012 - 2 - 2
            # a larger picture with a key frame only
            L3T3         | 0,2 2 2,2 3 ? k 2 | 0 0 0 0 0 012 012
            L3T3_KEY     | 1,2 2 2,2 3 ? k 2 | 01 1 1 1 1 012 2
            S3T3         | 0,2 2 2,2 3 ? k 2 | 0 0 0 0 0 2 2
            VP9 L3T3     | 0,2 2 2,2 3 ? k 2 | 0 0 0 0 0 012 012
            VP9 S3T3     | 0,2 2 2,2 3 ? k 2 | 0 0 0 0 0 2 2
            # and back before it came
            L3T3         | 1,2 1 2,2 2 1,2 3 | 01 01 01 01 01 01
            """)
    void framesOfTheTargetAreForwarded(String mode, String script, String outcome) {
        begin(mode);
        for (String each : script.trim().split(" +", -1)) {
            if (each.contains(",")) {
                selection.want(each.charAt(0) - '0', each.charAt(2) - '0');
                asked = false;
            } else if (each.equals("k")) {
                camera.keyFrameWanted = true;
            } else if (each.equals("?") || each.equals("!")) {
                assertThat(asked).as("asked for a key frame").isEqualTo(each.equals("?"));
            } else {
                pictures(Integer.parseInt(each));
            }
        }

        assertThat(String.join(" ", seen)).isEqualTo(outcome);
        // The last frame that is forwarded ends its picture, and no other does.
        for (int i = 0; i < seen.size(); i++) {
            String forwarded = seen.get(i);
            assertThat(markers.get(i))
                    .isEqualTo(forwarded.equals("-") ? "" : forwarded.substring(forwarded.length() - 1));
        }
    }

    @Test
    void aChainThatIsNotRepairedGivesWayToALowerLayerUntilAKeyFrame() {
        begin("L3T3");
        selection.want(2, 2);
        pictures(4);
        picture(1);
        assertThat(seen.getLast()).isEqualTo("02");

        pictures((int) (FrameChains.PATIENCE_NANOS / PICTURE_NANOS));
        assertThat(seen.getLast()).isEqualTo("012");
        assertThat(asked).isFalse();
        pictures(2);
        assertThat(seen.getLast()).isEqualTo("0");
        assertThat(asked).isTrue();
        camera.keyFrameWanted = true;
        pictures(1);
        assertThat(seen.getLast()).isEqualTo("012");
    }

    @Test
    void aChainThatIsRepairedInTimeGoesOn() {
        begin("L3T3");
        selection.want(2, 2);
        pictures(4);
        List<Frame> late = picture(1);
        pictures(10);
        assertThat(selection.forwardsLate(layers(late.get(1).packets().getFirst())))
                .isTrue();
        pictures(20);

        assertThat(seen.subList(5, seen.size())).containsOnly("012");
        assertThat(asked).isFalse();
    }

    @Test
    void aChainOfWhichOneOfTwoLossesIsRepairedGivesWay() {
        begin("L3T3");
        selection.want(2, 2);
        pictures(4);
        List<Frame> late = picture(1);
        pictures(3);
        picture(1);
        pictures(3);
        assertThat(selection.forwardsLate(layers(late.get(1).packets().getFirst())))
                .isTrue();
        pictures(10);
        assertThat(asked).isFalse();
        pictures(10);

        assertThat(seen.getLast()).isEqualTo("0");
        assertThat(asked).isTrue();
    }

    @Test
    void aChainWithoutALowerOneEndsUntilAKeyFrame() {
        begin("L1T3");
        selection.want(0, 2);
        pictures(4);
        picture(0);
        pictures(20);
        assertThat(seen.getLast()).isEqualTo("-");
        assertThat(selection.spatial()).isEqualTo(-1);
        assertThat(asked).isTrue();

        camera.keyFrameWanted = true;
        pictures(2);
        assertThat(seen.getLast()).isEqualTo("0");
    }

    @Test
    void aLostFrameThatNothingLeansOnChangesNothing() {
        begin("L3T3_KEY");
        selection.want(2, 2);
        pictures(1);
        picture(2);
        pictures(40);

        assertThat(seen.subList(2, seen.size())).containsOnly("2");
        assertThat(asked).isFalse();
    }

    @Test
    void aStructureThatComesLateExplainsWhatComesAfterIt() {
        begin("L3T3");
        pictures(4);
        // Of its fifteen templates ten have numbers of the structure before, where they mean something else.
        camera.templateIdOffset = 5;
        camera.keyFrameWanted = true;
        List<byte[]> packets = new ArrayList<>();
        camera.picture(timestamp).forEach(frame -> packets.addAll(frame.packets()));
        byte[] first = packets.removeFirst();
        packets.subList(0, 3).forEach(this::layers);
        layers(first);

        for (Frame frame : camera.picture(timestamp)) {
            assertThat(layers(frame.packets().getFirst()).spatialLayer()).isEqualTo(frame.spatial());
        }
    }

    @Test
    void whatIsSentAgainIsNotReadForItsLayers() {
        begin("L3T3");
        pictures(1);
        long first = stream.received.keyFrame();

        assertThat(stream.received.find(first, packet)).isTrue();
        assertThat(packet.layers()).isNotNull();
        assertThat(stream.received.findToRepeat(first, packet)).isTrue();
        assertThat(packet.layers()).isNull();
        assertThat(packet.rtp().ssrc()).isEqualTo(1);
    }

    @Test
    void nothingIsDecodedFromWhatWasLeftOut() {
        begin("L3T3_KEY");
        selection.want(2, 2);
        pictures(6);
        selection.restart();
        selection.want(0, 2);
        pictures(6);

        assertThat(seen.subList(6, 12)).containsOnly("-");
        assertThat(asked).isTrue();
    }
}

package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.payload.Vp8Descriptor;
import dev.parley.protocol.rtp.RtpPacket;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutgoingStreamTest {
    private static final int SSRC = 0x0102_0304;
    private static final long SECOND = 1_000_000_000L;

    private final byte[] buffer = new byte[2048];
    private final RtpPacket packet = new RtpPacket();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();

    private static OutgoingStream stream(StreamShape shape) {
        return new OutgoingStream(shape, SSRC, 96, new SplittableRandom(1));
    }

    private void next(OutgoingStream stream, long nowNanos) {
        int length = stream.writeNext(buffer, nowNanos);
        assertThat(packet.wrap(buffer, 0, length)).isTrue();
        assertThat(vp8.parse(buffer, packet.payloadOffset(), packet.payloadLength()))
                .isTrue();
    }

    @Test
    void theFirstFrameIsAKeyFrameWithAPictureId() {
        OutgoingStream stream = stream(StreamShape.video(90, 1100));

        next(stream, 7);

        assertThat(packet.ssrc()).isEqualTo(SSRC);
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.payloadLength()).isEqualTo(1100);
        assertThat(packet.marker()).isFalse();
        assertThat(vp8.keyFrame()).isTrue();
        assertThat(vp8.longPictureId()).isTrue();
    }

    @Test
    void aFrameHasOneTimestampOnePictureIdAndAMarkerAtItsEnd() {
        OutgoingStream stream = stream(StreamShape.video(90, 1100));
        next(stream, 0);
        int sequence = packet.sequenceNumber();
        int timestamp = packet.timestamp();
        int pictureId = vp8.pictureId();

        for (int i = 1; i < 3; i++) {
            next(stream, 0);
            assertThat(packet.sequenceNumber()).isEqualTo(sequence + i & 0xffff);
            assertThat(packet.timestamp()).isEqualTo(timestamp);
            assertThat(packet.marker()).isEqualTo(i == 2);
            assertThat(vp8.pictureId()).isEqualTo(pictureId);
            assertThat(vp8.startOfFrame()).isFalse();
        }
        next(stream, 0);

        assertThat(packet.timestamp() - timestamp).isEqualTo(3000);
        assertThat(vp8.pictureId()).isEqualTo(pictureId + 1 & 0x7fff);
        assertThat(vp8.startOfFrame()).isTrue();
        assertThat(vp8.keyFrame()).isFalse();
    }

    @Test
    void aRequestedKeyFrameIsTheNextFrameOnly() {
        OutgoingStream stream = stream(StreamShape.video(60, 1100));
        next(stream, 0);
        assertThat(stream.requestKeyFrame(SSRC)).isTrue();
        next(stream, 0);
        assertThat(vp8.keyFrame()).isFalse();

        next(stream, 0);
        assertThat(vp8.keyFrame()).isTrue();
        next(stream, 0);
        next(stream, 0);
        assertThat(vp8.startOfFrame()).isTrue();
        assertThat(vp8.keyFrame()).isFalse();
    }

    @Test
    void theStampIsTheTimeOfSending() {
        OutgoingStream stream = stream(StreamShape.video(30, 1100));
        next(stream, 123_456_789_012L);

        assertThat(StampedPayload.sentNanos(buffer, packet.payloadOffset(), packet.payloadLength()))
                .isEqualTo(123_456_789_012L);
    }

    @Test
    void aForeignPayloadHasNoStamp() {
        assertThat(StampedPayload.sentNanos(new byte[1100], 0, 1100)).isEqualTo(StampedPayload.NO_STAMP);
        assertThat(StampedPayload.sentNanos(new byte[8], 0, 8)).isEqualTo(StampedPayload.NO_STAMP);
    }

    @Test
    void payloadsStayWithinTheirBounds() {
        OutgoingStream stream = stream(StreamShape.speech());
        for (int i = 0; i < 1000; i++) {
            assertThat(stream.writeNext(buffer, 0) - OutgoingStream.HEADER).isBetween(80, 120);
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 1", "100, 3", "300, 10", "10, 1", "44, 1", "1000, 33"})
    void theRateIsExactWhateverTheBurst(int rate, int burst) {
        StreamShape shape = StreamShape.video(rate, 1100);

        assertThat(shape.packetsPerBurst()).isEqualTo(burst);
        assertThat(shape.burstIntervalNanos() * rate / burst).isBetween(SECOND - rate, SECOND);
    }

    @Test
    void soundComesPacketByPacketEvery20Milliseconds() {
        assertThat(StreamShape.speech().packetsPerBurst()).isEqualTo(1);
        assertThat(StreamShape.speech().burstIntervalNanos()).isEqualTo(SECOND / 50);
        assertThat(StreamShape.speech().timestampStep()).isEqualTo(960);
    }

    @Test
    void aBurstIsDueOncePerInterval() {
        StreamShape shape = StreamShape.video(30, 1100);
        OutgoingStream stream = stream(shape);
        stream.begin(0);
        assertThat(stream.isDue(shape.burstIntervalNanos())).isTrue();

        stream.burstDone(shape.burstIntervalNanos());

        assertThat(stream.isDue(shape.burstIntervalNanos() - 1)).isFalse();
        assertThat(stream.isDue(2 * shape.burstIntervalNanos())).isTrue();
    }

    @Test
    void aSenderThatWasStalledDoesNotMakeUpForIt() {
        OutgoingStream stream = stream(StreamShape.video(30, 1100));
        stream.begin(0);
        stream.burstDone(60 * SECOND);
        stream.burstDone(60 * SECOND);

        assertThat(stream.isDue(60 * SECOND)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 1100, 1100", "100001, 1100, 1100", "30, 31, 31", "30, 1401, 1401", "30, 200, 100"})
    void aShapeOutOfRangeIsRefused(int rate, int min, int max) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamShape(MediaKind.VIDEO, rate, min, max));
    }
}

package dev.parley.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.bwe.PacketClass;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.payload.Vp8Descriptor;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.ConsumerOptions;
import dev.parley.sfu.consumer.PacketDraft;
import dev.parley.sfu.consumer.PacketSource;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.WorkerCounters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A publisher that begins to number anew: a producer and its consumer alone, as SRTP would not let all of this pass. */
class RestartTest {
    private static final long MILLI = 1_000_000L;
    private static final int FRAME = 3_000;

    private final WorkerCounters drops = new WorkerCounters();
    private final List<RtpPacket> sent = new ArrayList<>();
    private final Producer producer;
    private final Consumer consumer;
    private int keyFrameRequests;
    private boolean mayRetransmit = true;
    private long now = 1_000 * MILLI;

    private final class Wire implements Producer.Output, Producer.Listener, Consumer.Output, Consumer.Listener {
        private final PacketDraft draft = new PacketDraft(2_048);

        @Override
        public void sendNack(int ssrc, int[] sequences, int count) {}

        @Override
        public void sendKeyFrameRequest(int ssrc, boolean fir) {
            keyFrameRequests++;
        }

        @Override
        public void packet(Producer from, MediaPacket packet, ReceiveStream stream, long nowNanos) {
            consumer.forward(packet, stream, nowNanos);
        }

        @Override
        public void silent(Producer which, boolean silent) {}

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public PacketDraft draft() {
            return draft;
        }

        @Override
        public int maximumPacketLength() {
            return 1_400;
        }

        @Override
        public boolean mayRetransmit(int bytes) {
            return mayRetransmit;
        }

        @Override
        public void dropped(DropReason reason) {
            throw new AssertionError(reason);
        }

        @Override
        public int send(PacketSource from, int length, PacketClass packetClass, long nowNanos) {
            RtpPacket copy = new RtpPacket();
            assertThat(copy.wrap(Arrays.copyOf(draft.bytes(), length), 0, length))
                    .isTrue();
            sent.add(copy);
            return length;
        }

        @Override
        public boolean sendAgain(int length, int before, byte[] ends, int endOffset, long nowNanos) {
            throw new AssertionError("retransmission streams were negotiated");
        }

        @Override
        public void layersChanged(Producer which) {
            consumer.layersReceived();
        }

        @Override
        public void clockRead(Producer which, ReceiveStream stream) {}

        @Override
        public void scoresChanged(Producer which) {}

        @Override
        public void keyFrameNeeded(Consumer which, int spatialLayer, long nowNanos) {
            producer.keyFrameNeeded(spatialLayer, nowNanos);
        }

        @Override
        public void layersChanged(Consumer which) {}

        @Override
        public void scoreChanged(Consumer which) {}
    }

    RestartTest() throws OrtcException {
        Wire wire = new Wire();
        RtpParameters camera = new RtpParameters(
                "0",
                MediaTracks.CAMERA.codecs(),
                MediaTracks.CAMERA.headerExtensions(),
                List.of(RtpEncodingParameters.UNKNOWN),
                MediaTracks.CAMERA.rtcp(),
                "");
        RtpMapping mapping = Ortc.producerRtpParametersMapping(camera, MediaTracks.ROUTER, 1);
        RtpParameters consumable = Ortc.consumableRtpParameters(MediaKind.VIDEO, camera, MediaTracks.ROUTER, mapping);
        RtpParameters received =
                Ortc.consumerRtpParameters(consumable, MediaTracks.ROUTER, true, "0", MediaTracks.CONSUMER_SSRC);
        producer = new Producer("camera", MediaKind.VIDEO, camera, mapping, false, wire, wire);
        consumer = new Consumer(
                new ConsumerOptions("screen", "camera", MediaKind.VIDEO, false, received, false, 4_711),
                producer.layers(),
                wire,
                wire);
        consumer.resume(now);
    }

    /** One packet that is a frame. */
    private void frame(int ssrc, int sequence, int timestamp, int pictureId, int tl0, boolean key) {
        byte[] buffer = new byte[100];
        int at = new RtpHeaderWriter()
                .start(buffer, 0, Camera.PAYLOAD_TYPE, true, sequence & 0xffff, timestamp, ssrc)
                .finish();
        buffer[at] = (byte) 0x90;
        buffer[at + 1] = (byte) 0xe0;
        Bytes.put16(buffer, at + 2, 0x8000 | pictureId);
        buffer[at + 4] = (byte) tl0;
        buffer[at + 6] = (byte) (key ? 0 : 1);
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(buffer, 0, 60)).isTrue();
        now += 33 * MILLI;
        producer.receive(packet, drops, now);
        producer.tick(now, 0);
    }

    /** Long enough for an SSRC that nobody announced to be given up. */
    private void silence() {
        now += 3_000 * MILLI;
    }

    private static Vp8Descriptor vp8(RtpPacket packet) {
        Vp8Descriptor descriptor = new Vp8Descriptor();
        assertThat(descriptor.parse(packet.buffer(), packet.payloadOffset(), packet.payloadLength()))
                .isTrue();
        return descriptor;
    }

    private void assertGoesOn(RtpPacket before, RtpPacket after) {
        assertThat(after.sequenceNumber()).isEqualTo(before.sequenceNumber() + 1 & 0xffff);
        assertThat(after.timestamp() - before.timestamp()).isBetween(1, 4 * 90_000);
        assertThat(vp8(after).pictureId()).isEqualTo(vp8(before).pictureId() + 1 & 0x7fff);
        assertThat(vp8(after).tl0PicIdx()).isEqualTo(vp8(before).tl0PicIdx() + 1 & 0xff);
    }

    @Test
    void aNewSsrcWithNumbersOfItsOwnGoesOnWhereTheOldOneStopped() {
        frame(1, 100, 5_000, 70, 7, true);
        frame(1, 101, 5_000 + FRAME, 71, 8, false);

        silence();
        frame(2, 40_000, 900_000_000, 3, 200, true);
        frame(2, 40_001, 900_000_000 + FRAME, 4, 201, false);

        assertThat(sent).hasSize(4);
        for (int i = 1; i < sent.size(); i++) {
            assertGoesOn(sent.get(i - 1), sent.get(i));
        }
        assertThat(keyFrameRequests).isZero();
    }

    @Test
    void aNewSsrcThatBeginsWithoutAKeyFrameIsAskedForOne() {
        frame(1, 100, 5_000, 70, 7, true);

        silence();
        frame(2, 40_000, 900_000_000, 3, 200, false);
        now += 300 * MILLI;
        frame(2, 40_001, 900_000_000 + FRAME, 4, 201, false);
        assertThat(sent).hasSize(1);
        assertThat(keyFrameRequests).isEqualTo(1);

        frame(2, 40_002, 900_000_000 + 2 * FRAME, 5, 202, true);
        assertThat(sent).hasSize(2);
        assertGoesOn(sent.getFirst(), sent.getLast());
    }

    @Test
    void numbersThatFallFarBackUnderTheSameSsrcAreANewBeginning() {
        frame(1, 50_000, 5_000, 70, 7, true);
        frame(1, 50_001, 5_000 + FRAME, 71, 8, false);

        // One that falls back might be a straggler; the second one makes it certain, and the key frame has passed.
        frame(1, 30_000, 100, 1, 1, true);
        frame(1, 30_001, 100 + FRAME, 2, 2, false);
        now += 300 * MILLI;
        frame(1, 30_002, 100 + 2 * FRAME, 3, 3, false);
        assertThat(sent).hasSize(2);
        assertThat(keyFrameRequests).isEqualTo(1);

        frame(1, 30_003, 100 + 3 * FRAME, 4, 4, true);
        assertThat(sent).hasSize(3);
        assertGoesOn(sent.get(1), sent.get(2));
    }

    @Test
    void asLongAsTheOldSsrcIsHeardAStrangeOneIsNotTakenUp() {
        frame(1, 100, 5_000, 70, 7, true);
        frame(2, 40_000, 900_000_000, 3, 200, true);
        frame(1, 101, 5_000 + FRAME, 71, 8, false);

        assertThat(sent).hasSize(2);
        assertGoesOn(sent.getFirst(), sent.getLast());
        assertThat(drops.of(DropReason.UNKNOWN_STREAM)).isEqualTo(1);
    }

    @Test
    void aRequestThatTheBudgetRefusedIsAnsweredAsSoonAsThereIsBudgetAgain() {
        frame(1, 100, 5_000, 70, 7, true);
        int lost = sent.getLast().sequenceNumber();
        mayRetransmit = false;
        consumer.lost(lost, now);
        assertThat(sent).hasSize(1);

        mayRetransmit = true;
        consumer.lost(lost, now + MILLI);
        assertThat(sent).hasSize(2);
        // But what is on its way is not sent a second time.
        consumer.lost(lost, now + 2 * MILLI);
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatWasLostBeforeARestartIsNotAnsweredWithANewPacketOfTheSameNumber() {
        frame(1, 100, 5_000, 70, 7, true);
        frame(1, 101, 5_000 + FRAME, 71, 8, false);
        int lost = sent.getLast().sequenceNumber();

        silence();
        frame(2, 100, 900_000, 3, 200, true);
        frame(2, 101, 900_000 + FRAME, 4, 201, false);
        int before = sent.size();
        consumer.lost(lost, now + 50 * MILLI);
        assertThat(sent).hasSize(before);

        consumer.lost(sent.getLast().sequenceNumber(), now + 50 * MILLI);
        assertThat(sent).hasSize(before + 1);
        assertThat(sent.getLast().ssrc()).isEqualTo((int) MediaTracks.CONSUMER_SSRC + 1);
    }
}

package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Vp8FrameAssemblerTest {
    private static final long TICK = 3000; // 30 pictures a second at 90 kHz

    private final Vp8FrameAssembler assembler = new Vp8FrameAssembler();
    private final Vp8Packetizer packetizer = new Vp8Packetizer(104, 0, 0);
    private final Random random = new Random(11);
    private int sequence = 65_530;
    private int frames;
    private long now;

    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(int sequence, long timestamp, boolean marker, byte[] payload) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Frame(byte[] bytes, List<Sent> packets) {}

    private Frame frame(boolean key, int bytes) {
        return frame(key, bytes, -1, false);
    }

    private Frame frame(boolean key, int bytes, int layer, boolean sync) {
        byte[] frame = new byte[bytes];
        random.nextBytes(frame);
        frame[0] = (byte) (key ? frame[0] & ~1 : frame[0] | 1);
        List<Sent> packets = new ArrayList<>();
        long timestamp = (0xffff_0000L + TICK * frames++) & 0xffff_ffffL;
        Vp8Packetizer.Sink sink = (buffer, length, last) -> {
            packets.add(new Sent(sequence, timestamp, last, Arrays.copyOf(buffer, length)));
            sequence = (sequence + 1) & 0xffff;
        };
        if (layer < 0) {
            packetizer.packetize(frame, 0, bytes, sink);
        } else {
            packetizer.packetizeLayer(frame, 0, bytes, layer, sync, layer > 0, sink);
        }
        return new Frame(frame, packets);
    }

    private void insert(Frame frame) {
        frame.packets.forEach(this::insert);
    }

    private void insert(Sent packet) {
        insert(packet, packet.payload);
    }

    private void insert(Sent packet, byte[] payload) {
        byte[] buffer = new byte[payload.length + 12];
        System.arraycopy(payload, 0, buffer, 12, payload.length);
        assembler.insert(buffer, 12, payload.length, packet.sequence, packet.timestamp, packet.marker, now++);
    }

    private byte[] takeNext() {
        var found = assembler.next();
        assertThat(found).isNotNull();
        return found == null ? new byte[0] : assembler.take(found);
    }

    private byte[] takeAcross() {
        assertThat(assembler.next()).isNull();
        var found = assembler.acrossGap();
        assertThat(found).isNotNull();
        return found == null ? new byte[0] : assembler.take(found);
    }

    @Test
    void picturesComeOutAsTheyWentIn() {
        for (int i = 0; i < 50; i++) {
            Frame frame = frame(i == 0, 1 + random.nextInt(900));
            insert(frame);
            var found = assembler.next();
            assertThat(found).isNotNull();
            assertThat(found == null ? -1 : found.rtpTimestamp()).isEqualTo(frame.packets.getFirst().timestamp);
            assertThat(takeNext()).isEqualTo(frame.bytes);
            assertThat(assembler.next()).isNull();
            assertThat(assembler.gapSince()).isEqualTo(Vp8FrameAssembler.NO_GAP);
        }
    }

    @Test
    void orderOfArrivalDoesNotMatterNorDoRepetitions() {
        insert(frame(true, 500));
        var _ = takeNext();
        for (int round = 0; round < 100; round++) {
            List<Frame> some = List.of(frame(false, 300), frame(false, 20), frame(false, 700));
            List<Sent> packets = new ArrayList<>();
            some.forEach(frame -> packets.addAll(frame.packets));
            packets.addAll(some.get(1).packets);
            Collections.shuffle(packets, random);
            packets.forEach(this::insert);
            for (Frame frame : some) {
                assertThat(takeNext()).isEqualTo(frame.bytes);
            }
        }
    }

    @Test
    void nothingIsOfUseBeforeAKeyFrame() {
        insert(frame(false, 100));
        insert(frame(false, 300));
        assertThat(assembler.next()).isNull();
        assertThat(assembler.needsKeyFrame()).isTrue();
        Frame key = frame(true, 800);
        insert(key);
        assertThat(takeNext()).isEqualTo(key.bytes);
        assertThat(assembler.needsKeyFrame()).isFalse();
    }

    @Test
    void aGapIsWaitedForAndFilled() {
        insert(frame(true, 100));
        var _ = takeNext();
        Frame lost = frame(false, 300);
        Frame after = frame(false, 100);
        insert(lost.packets.get(0));
        insert(lost.packets.get(2));
        long since = now - 1;
        insert(after);
        assertThat(assembler.next()).isNull();
        assertThat(assembler.acrossGap()).isNull();
        assertThat(assembler.gapSince()).isEqualTo(since);
        insert(lost.packets.get(1));
        assertThat(assembler.gapSince()).isEqualTo(Vp8FrameAssembler.NO_GAP);
        assertThat(takeNext()).isEqualTo(lost.bytes);
        assertThat(takeNext()).isEqualTo(after.bytes);
    }

    @Test
    void aKeyFrameCrossesAGap() {
        insert(frame(true, 100));
        var _ = takeNext();
        Frame lost = frame(false, 100);
        insert(frame(false, 100));
        Frame key = frame(true, 400);
        insert(key);
        Frame after = frame(false, 100);
        insert(after);
        assertThat(takeAcross()).isEqualTo(key.bytes);
        assertThat(assembler.gapSince()).isEqualTo(Vp8FrameAssembler.NO_GAP);
        insert(lost); // too late
        assertThat(takeNext()).isEqualTo(after.bytes);
    }

    @Test
    void theBaseLayerCrossesAGapOfTheUpperLayer() {
        insert(frame(true, 100, 0, false));
        var _ = takeNext();
        frame(false, 100, 1, true); // lost
        Frame base = frame(false, 100, 0, false);
        Frame upper = frame(false, 100, 1, false); // refers to what was lost
        Frame nextBase = frame(false, 100, 0, false);
        Frame sync = frame(false, 100, 1, true);
        Frame upperAgain = frame(false, 100, 1, false);
        List.of(base, upper, nextBase, sync, upperAgain).forEach(this::insert);
        assertThat(takeAcross()).isEqualTo(base.bytes);
        assertThat(takeNext()).isEqualTo(nextBase.bytes);
        assertThat(takeNext()).isEqualTo(sync.bytes);
        assertThat(takeNext()).isEqualTo(upperAgain.bytes);
    }

    @Test
    void theBaseLayerDoesNotCrossAGapOfItsOwn() {
        insert(frame(true, 100, 0, false));
        var _ = takeNext();
        frame(false, 100, 0, false); // lost
        insert(frame(false, 100, 1, true));
        insert(frame(false, 100, 0, false));
        assertThat(assembler.next()).isNull();
        assertThat(assembler.acrossGap()).isNull();
    }

    @Test
    void theFirstPacketsMayBeOutOfOrderToo() {
        Frame key = frame(true, 300);
        insert(key.packets.get(1));
        insert(key.packets.get(0));
        insert(key.packets.get(2));
        assertThat(takeNext()).isEqualTo(key.bytes);
    }

    @Test
    void paddingFillsItsPlace() {
        insert(frame(true, 100));
        var _ = takeNext();
        insert(new Sent(sequence, 0, false, new byte[0]));
        sequence++;
        Frame after = frame(false, 100);
        insert(after);
        assertThat(takeNext()).isEqualTo(after.bytes);
    }

    @Test
    void aJumpOfTheSequenceNumberBeginsAnew() {
        insert(frame(true, 100));
        var _ = takeNext();
        sequence += 5000;
        insert(frame(false, 100));
        assertThat(assembler.next()).isNull();
        assertThat(assembler.needsKeyFrame()).isTrue();
        Frame key = frame(true, 900);
        insert(key);
        assertThat(takeNext()).isEqualTo(key.bytes);
    }

    @Test
    void aSenderThatCountsAnewFromALowerNumberIsFollowed() {
        sequence = 30_000;
        insert(frame(true, 100));
        var _ = takeNext();
        sequence = 20_000;
        for (int i = 0; i < 100; i++) {
            insert(frame(false, 50));
        }
        assertThat(assembler.next()).isNull();
        Frame key = frame(true, 900);
        insert(key);
        assertThat(takeNext()).isEqualTo(key.bytes);
    }

    @Test
    void afterAResetAKeyFrameIsTheBeginningWhateverItsNumber() {
        insert(frame(true, 100));
        insert(frame(false, 100));
        assembler.reset();
        sequence += 40;
        insert(frame(false, 100));
        Frame key = frame(true, 300);
        insert(key);
        assertThat(assembler.gapSince()).isNotEqualTo(Vp8FrameAssembler.NO_GAP);
        assertThat(takeAcross()).isEqualTo(key.bytes);
    }

    @Test
    void damageInTheDecoderAsksForAKeyFrame() {
        insert(frame(true, 100));
        var _ = takeNext();
        assembler.broken();
        insert(frame(false, 100));
        assertThat(assembler.next()).isNull();
        Frame key = frame(true, 300);
        insert(key);
        assertThat(takeNext()).isEqualTo(key.bytes);
    }
}

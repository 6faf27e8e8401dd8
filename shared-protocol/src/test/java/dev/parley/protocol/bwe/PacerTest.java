package dev.parley.protocol.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLI = 1_000_000L;
    private static final int PACKET = 1_000;

    private record Sent(String packet, int probe, long millis) {}

    private static final class Recording implements Pacer.Listener<String> {
        private final List<Sent> sent = new ArrayList<>();
        private final List<String> dropped = new ArrayList<>();
        private int paddingBytes = 300;

        @Override
        public void send(String packet, int probe, long nowNanos) {
            sent.add(new Sent(packet, probe, nowNanos / MILLI));
        }

        @Override
        public void dropped(String packet) {
            dropped.add(packet);
        }

        @Override
        public int padding(int bytes, int probe, long nowNanos) {
            if (paddingBytes > 0) {
                sent.add(new Sent("padding", probe, nowNanos / MILLI));
            }
            return paddingBytes;
        }
    }

    private final Recording recording = new Recording();
    private final Pacer<String> pacer = new Pacer<>(320_000, recording);

    private void run(long fromMillis, long untilMillis) {
        for (long millis = fromMillis; millis < untilMillis; millis++) {
            pacer.poll(millis * MILLI);
        }
    }

    @Test
    void aPictureLeavesAtTwoAndAHalfTimesTheTarget() {
        for (int i = 0; i < 21; i++) {
            pacer.enqueue("v" + i, PACKET, PacketClass.VIDEO, 0);
        }
        assertThat(pacer.queueNanos()).isEqualTo(210 * MILLI);
        run(0, 1_000);
        // 8,000 bits at 800 kbit/s take 10 ms; the first two leave at once.
        assertThat(recording.sent).hasSize(21);
        assertThat(recording.sent.getLast().millis()).isBetween(185L, 205L);
        assertThat(recording.sent.get(10).millis() - recording.sent.get(9).millis())
                .isEqualTo(10);
        assertThat(pacer.nextPollNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void audioNeverWaitsAndRetransmissionsGoBeforeVideo() {
        for (int i = 0; i < 10; i++) {
            pacer.enqueue("v" + i, PACKET, PacketClass.VIDEO, 0);
        }
        pacer.poll(0);
        int before = recording.sent.size();
        pacer.enqueue("r", PACKET, PacketClass.RETRANSMISSION, MILLI);
        pacer.enqueue("a", 100, PacketClass.AUDIO, MILLI);
        assertThat(recording.sent.getLast()).isEqualTo(new Sent("a", ProbeCluster.NONE, 1));
        run(2, 60);
        assertThat(recording.sent.get(before + 1).packet()).isEqualTo("r");
    }

    @Test
    void whatWaitsTooLongIsDroppedWithAllThatLeansOnIt() {
        pacer.target(30_000);
        for (int i = 0; i < 30; i++) {
            pacer.enqueue("v" + i, PACKET, PacketClass.VIDEO, 0);
        }
        run(0, 1_000);
        // 8,000 bits at 75 kbit/s take 107 ms.
        assertThat(recording.sent).hasSizeBetween(9, 11);
        assertThat(recording.dropped).isEmpty();
        run(1_000, 1_010);
        assertThat(recording.sent.size() + recording.dropped.size()).isEqualTo(30);
        assertThat(pacer.queuedBytes()).isZero();
    }

    @Test
    void aProbeIsFilledWithWaitingPacketsAndThenWithPaddingAtItsRate() {
        pacer.enqueue("v0", PACKET, PacketClass.VIDEO, 0);
        pacer.probe(new ProbeCluster(7, 2_400_000, 4_500, 5));
        run(0, 100);
        List<Sent> train =
                recording.sent.stream().filter(sent -> sent.probe() == 7).toList();
        assertThat(train.getFirst().packet()).isEqualTo("v0");
        // 1,000 bytes, then padding of 300 up to 4,500: 13 packets within 15 ms.
        assertThat(train).hasSize(13);
        assertThat(train.getLast().millis()).isBetween(13L, 16L);
        assertThat(recording.sent).hasSize(13);
    }

    @Test
    void aProbeThatCannotBeFilledIsGivenUpAndKeepsNobodyBusy() {
        recording.paddingBytes = 0;
        pacer.probe(new ProbeCluster(7, 2_400_000, 4_500, 5));
        pacer.poll(0);
        assertThat(pacer.nextPollNanos()).isGreaterThanOrEqualTo(5 * MILLI);
        run(0, 600);
        assertThat(recording.sent).isEmpty();
        pacer.enqueue("v0", PACKET, PacketClass.VIDEO, 600 * MILLI);
        run(600, 620);
        assertThat(recording.sent).containsExactly(new Sent("v0", ProbeCluster.NONE, 600));
    }

    @Test
    void manyPacketsKeepTheirOrderWhileTheQueueGrows() {
        pacer.target(100_000_000);
        for (int i = 0; i < 300; i++) {
            pacer.enqueue("v" + i, PACKET, PacketClass.VIDEO, i * MILLI / 10);
            if (i % 7 == 0) {
                pacer.poll(i * MILLI / 10);
            }
        }
        run(30, 200);
        assertThat(recording.sent).extracting(Sent::packet).hasSize(300).satisfies(packets -> {
            for (int i = 0; i < 300; i++) {
                assertThat(packets.get(i)).isEqualTo("v" + i);
            }
        });
    }

    @Test
    void whatIsFreeToLeaveNeedNotBeHandedIn() {
        assertThat(pacer.isFree(PacketClass.VIDEO, 0)).isTrue();
        for (int i = 0; i < 3; i++) {
            pacer.left(PACKET, 0);
        }
        // The third one is ahead of its time: 8,000 bits at 800 kbit/s take 10 ms.
        assertThat(pacer.isFree(PacketClass.VIDEO, 0)).isFalse();
        assertThat(pacer.isFree(PacketClass.RETRANSMISSION, 0)).isFalse();
        assertThat(pacer.isFree(PacketClass.AUDIO, 0)).isTrue();
        assertThat(pacer.isFree(PacketClass.VIDEO, 20 * MILLI)).isTrue();
    }

    @Test
    void nothingOvertakesWhatWaitsButWhatIsMoreUrgent() {
        for (int i = 0; i < 3; i++) {
            pacer.enqueue("v" + i, PACKET, PacketClass.VIDEO, 0);
        }
        assertThat(pacer.isFree(PacketClass.VIDEO, 0)).isFalse();
        assertThat(pacer.isFree(PacketClass.RETRANSMISSION, 0)).isTrue();
        pacer.enqueue("r", PACKET, PacketClass.RETRANSMISSION, 0);
        assertThat(pacer.isFree(PacketClass.RETRANSMISSION, 0)).isFalse();
        assertThat(pacer.queuedPackets()).isEqualTo(4);
    }

    @Test
    void whatLeavesDuringAProbeIsPartOfIt() {
        assertThat(pacer.probe()).isEqualTo(ProbeCluster.NONE);
        pacer.probe(new ProbeCluster(7, 2_400_000, 4_500, 5));
        assertThat(pacer.isFree(PacketClass.VIDEO, 0)).isFalse();
        pacer.poll(0);
        assertThat(pacer.probe()).isEqualTo(7);
    }

    @Test
    void whereThereIsNoRateToKeepToNothingWaits() {
        pacer.pace(Pacer.AT_ONCE);
        for (int i = 0; i < 100; i++) {
            assertThat(pacer.isFree(PacketClass.VIDEO, MILLI)).isTrue();
            pacer.left(PACKET, MILLI);
        }
        pacer.pace(800_000);
        pacer.left(2 * PACKET, MILLI);
        assertThat(pacer.isFree(PacketClass.VIDEO, MILLI)).isFalse();
    }

    @Test
    void aPathWithAShortQueueGetsShortBurstsAsFarAsTheRateCanBeReachedWithThem() {
        pacer.burst(BurstLimit.LEAST);
        pacer.pace(10_000_000);
        for (int i = 0; i < 100; i++) {
            pacer.enqueue("v" + i, 1_250, PacketClass.VIDEO, 0);
        }
        pacer.poll(0);
        // What 10 Mbit/s are in 5 ms, and the packet with which it is more.
        assertThat(recording.sent).hasSize(6);
        pacer.poll(5 * MILLI);
        pacer.poll(10 * MILLI);
        assertThat(recording.sent).hasSize(16);
    }

    @Test
    void howeverHighTheRateOnlyAboutTenPacketsLeaveAtOnce() {
        pacer.pace(200_000_000);
        for (int i = 0; i < 100; i++) {
            pacer.enqueue("v" + i, 1_200, PacketClass.VIDEO, 0);
        }
        pacer.poll(0);
        assertThat(recording.sent).hasSizeBetween(9, 12);
        pacer.poll(MILLI);
        assertThat(recording.sent).hasSizeBetween(18, 24);
    }
}

package dev.parley.protocol.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentPacketsTest {
    private final SentPackets packets = new SentPackets();

    @Test
    void itGrowsToWhatIsInFlightAndForgetsTheOldestBeyondItsBound() {
        for (int i = 0; i < 20_000; i++) {
            packets.sent(i & 0xffff, 100, i % 7, i);
        }
        assertThat(packets.find(20_000 - SentPackets.MAX_SIZE - 1)).isEqualTo(-1);
        long oldest = packets.find(20_000 - SentPackets.MAX_SIZE);
        assertThat(packets.sentNanos(oldest)).isEqualTo(20_000 - SentPackets.MAX_SIZE);
        assertThat(packets.bytesInFlight()).isEqualTo(SentPackets.MAX_SIZE * 100L);
    }

    @Test
    void decidedPacketsMakeRoomAndNothingStaysInFlight() {
        for (int i = 0; i < 100_000; i++) {
            packets.sent(i & 0xffff, 100, 0, i);
            if (i >= 50) {
                packets.arrived(packets.find(i - 50 & 0xffff));
                packets.judge(0);
            }
        }
        assertThat(packets.bytesInFlight()).isEqualTo(5_000);
    }

    @Test
    void skippedNumbersWereNeverSentAndOldOnesAreNotSentAgain() {
        packets.sent(10, 100, 0, 1);
        packets.sent(13, 100, 0, 2);
        packets.sent(13, 100, 0, 3);
        packets.sent(9, 100, 0, 4);
        assertThat(packets.find(11)).isEqualTo(-1);
        assertThat(packets.find(9)).isEqualTo(-1);
        assertThat(packets.sentNanos(packets.find(13))).isEqualTo(2);
        assertThat(packets.bytesInFlight()).isEqualTo(200);
    }

    @Test
    void aLeapInTheNumbersBeginsAnew() {
        packets.sent(10, 100, 0, 1);
        packets.sent(10 + SentPackets.MAX_SIZE, 100, 0, 2);
        assertThat(packets.find(10)).isEqualTo(-1);
        assertThat(packets.bytesInFlight()).isEqualTo(100);
    }

    @Test
    void abandonedPacketsAreNeitherFoundNorLost() {
        packets.sent(10, 100, 0, 1);
        packets.sent(11, 100, 0, 2);
        packets.abandon();
        assertThat(packets.find(10)).isEqualTo(-1);
        assertThat(packets.judge(Long.MAX_VALUE)).isEqualTo(SentPackets.OPEN);
        packets.sent(12, 100, 0, 3);
        assertThat(packets.find(12)).isPositive();
        assertThat(packets.bytesInFlight()).isEqualTo(100);
    }
}

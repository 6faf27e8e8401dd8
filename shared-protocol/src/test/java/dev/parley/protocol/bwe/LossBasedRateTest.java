package dev.parley.protocol.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossBasedRateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int PACKET = 1_000;

    private final LossBasedRate rate = new LossBasedRate();
    private long now;

    /** So many packets in each of so many seconds, of which a link lets so many through. */
    private void seconds(int count, int packets, int through, double others) {
        for (int second = 0; second < count; second++) {
            int arrived = 0;
            for (int i = 0; i < packets; i++) {
                boolean gone = arrived * packets > through * (i + 1);
                if (gone) {
                    rate.lost(now, PACKET, false);
                } else {
                    rate.arrived(now, PACKET);
                    arrived++;
                }
                now += SECOND / packets;
            }
            rate.update(others, now);
        }
    }

    @Test
    void aNarrowPlaceIsRememberedUntilAProbeGetsThroughWithoutLoss() {
        seconds(5, 100, 35, 1_000_000);
        assertThat(rate.calm(now)).isFalse();
        assertThat(rate.bitsPerSecond()).isBetween(150_000.0, 500_000.0);

        seconds(12, 25, 25, 200_000);
        seconds(1, 25, 25, 600_000);
        assertThat(rate.bitsPerSecond()).as("what is remembered").isLessThan(600_000);
        seconds(2, 25, 25, 600_000);
        assertThat(rate.calm(now)).isTrue();

        rate.proven(600_000);
        rate.update(600_000, now);
        assertThat(rate.bitsPerSecond()).isGreaterThanOrEqualTo(600_000);
    }

    @Test
    void aProbeBelowTheLimitProvesNothing() {
        seconds(5, 100, 35, 1_000_000);
        double limit = rate.bitsPerSecond();
        rate.proven(limit / 2);
        assertThat(rate.bitsPerSecond()).isEqualTo(limit);
    }
}

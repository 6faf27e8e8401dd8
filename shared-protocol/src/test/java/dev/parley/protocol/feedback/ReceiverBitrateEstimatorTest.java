package dev.parley.protocol.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiverBitrateEstimatorTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final int PACKET = 1_200;

    private final ReceiverBitrateEstimator estimator = new ReceiverBitrateEstimator();
    private long now = 7 * SECOND;
    private long queueFreeAt;

    /** Sends at {@code sent} through a link of {@code capacity} with 20 ms of delay, for so many seconds. */
    private void send(long sent, long capacity, int seconds) {
        long gap = PACKET * 8 * SECOND / sent;
        long service = PACKET * 8 * SECOND / capacity;
        for (long end = now + seconds * SECOND; now < end; now += gap) {
            queueFreeAt = Math.max(queueFreeAt, now) + service;
            estimator.received(absSendTime(now), PACKET, queueFreeAt + 20 * MILLI);
        }
    }

    private static int absSendTime(long nanos) {
        return (int) (((nanos / 1000) << 18) / 1_000_000 & 0xff_ffff);
    }

    @Test
    void aQuietPathRaisesTheEstimateUpToOneAndAHalfTimesWhatComes() {
        send(2_000_000, 50_000_000, 30);
        assertThat(estimator.bitsPerSecond()).isBetween(2_800_000L, 3_100_000L);
    }

    @Test
    void theEstimateDoesNotRunAwayFromASlowSender() {
        send(300_000, 50_000_000, 100);
        assertThat(estimator.bitsPerSecond()).isEqualTo(1_000_000);
    }

    @Test
    void aFillingQueueLowersTheEstimateBelowTheCapacity() {
        send(2_000_000, 50_000_000, 20);
        estimator.poll(now);
        send(2_000_000, 1_000_000, 2);
        assertThat(estimator.bitsPerSecond()).isBetween(500_000L, 1_000_000L);
        assertThat(estimator.poll(now)).as("lowered: told at once").isEqualTo(estimator.bitsPerSecond());
    }

    @Test
    void aSenderThatFollowsTheEstimateSettlesNearTheCapacity() {
        long sent = 1_000_000;
        for (int second = 0; second < 120; second++) {
            send(sent, 2_500_000, 1);
            sent = estimator.bitsPerSecond();
        }
        assertThat(sent).isBetween(1_500_000L, 3_200_000L);
    }

    @Test
    void reportsAreASecondApartWhileNothingIsLowered() {
        assertThat(estimator.poll(now)).as("nothing came yet").isEqualTo(-1);
        send(500_000, 50_000_000, 1);
        assertThat(estimator.poll(now)).isEqualTo(estimator.bitsPerSecond()).isPositive();
        assertThat(estimator.poll(now + SECOND - 1)).isEqualTo(-1);
        assertThat(estimator.poll(now + SECOND)).isEqualTo(estimator.bitsPerSecond());
    }
}

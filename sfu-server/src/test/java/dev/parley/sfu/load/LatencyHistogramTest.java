package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyHistogramTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void anEmptyOneHasNoPercentile() {
        assertThat(histogram.percentile(0.5)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 1_000, 20_000, 999_999, 1_000_000_000, Long.MAX_VALUE})
    void anyDurationComesBackWithinItsBucket(long nanos) {
        histogram.add(nanos);

        assertThat(histogram.percentile(1))
                .isCloseTo(nanos, withinPercentage(1.6))
                .isLessThanOrEqualTo(nanos);
    }

    @Test
    void percentilesAreThoseOfTheSortedDurations() {
        for (int micros = 1000; micros >= 1; micros--) {
            histogram.add(micros * 1000L);
        }

        assertThat(histogram.percentile(0.001)).isCloseTo(1_000, withinPercentage(1.6));
        assertThat(histogram.percentile(0.5)).isCloseTo(500_000, withinPercentage(1.6));
        assertThat(histogram.percentile(0.99)).isCloseTo(990_000, withinPercentage(1.6));
        assertThat(histogram.percentile(1)).isCloseTo(1_000_000, withinPercentage(1.6));
    }

    @Test
    void oneOutlierInAHundredIsAboveThe99thPercentile() {
        for (int i = 0; i < 99; i++) {
            histogram.add(10);
        }
        histogram.add(1_000_000);

        assertThat(histogram.percentile(0.99)).isEqualTo(10);
        assertThat(histogram.percentile(0.991)).isCloseTo(1_000_000, withinPercentage(1.6));
    }

    @Test
    void aNegativeDurationCountsAsNone() {
        histogram.add(-5);

        assertThat(histogram.percentile(0.5)).isZero();
    }

    @Test
    void afterClearingNothingIsLeft() {
        histogram.add(7);
        histogram.clear();

        assertThat(histogram.total()).isZero();
        assertThat(histogram.percentile(0.5)).isEqualTo(-1);
    }
}

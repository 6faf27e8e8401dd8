package dev.parley.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeHistogramTest {
    private static final long MILLI = 1_000_000;

    /** A bound belongs to its own step, as Prometheus has it ("le"). */
    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "1000000, 0", "1000001, 1", "5000000, 1", "5000001, 2", "9000000000000, 2"})
    void aTimeIsCountedInTheStepThatHoldsIt(long nanos, int step) {
        TimeHistogram histogram = new TimeHistogram(1, 5);
        histogram.add(nanos);
        for (int i = 0; i < 3; i++) {
            assertThat(histogram.values().counts().get(i)).isEqualTo(i == step ? 1 : 0);
        }
    }

    @Test
    void theSumIsThatOfAllTimesAndTimeBelowZeroIsNone() {
        TimeHistogram histogram = new TimeHistogram(1, 5);
        histogram.add(2 * MILLI);
        histogram.add(7 * MILLI);
        histogram.add(-3 * MILLI);
        assertThat(histogram.values().sumNanos()).isEqualTo(9 * MILLI);
        assertThat(histogram.values().boundsNanos()).containsExactly(MILLI, 5 * MILLI);
    }

    @Test
    void valuesThatWereTakenStayAsTheyAre() {
        TimeHistogram histogram = new TimeHistogram(1);
        TimeHistogram.Values before = histogram.values();
        histogram.add(MILLI);
        assertThat(before.counts()).containsExactly(0L, 0L);
    }
}

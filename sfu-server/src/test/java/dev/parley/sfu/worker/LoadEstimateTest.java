package dev.parley.sfu.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadEstimateTest {
    private static final long SECOND = 1_000_000_000L;

    private final LoadEstimate load = new LoadEstimate();

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        // A meeting of ten with sound and picture of everybody: far from loaded.
        "10, 180, 0.085",
        // One of thirty.
        "30, 1740, 0.555",
        // Those who wait for a lecture.
        "125, 0, 0.5",
        "1000, 2000, 4.5"
    })
    void whatIsToBeExpectedGoesByWhoReceivesAndWhat(int receivers, int consumers, double expected) {
        load.receivers(receivers);
        load.seen(new WorkerLoad(0, 0, consumers));

        assertThat(load.value()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void whoIsGoneIsExpectedNoMore() {
        load.receivers(10);
        load.receivers(-10);

        assertThat(load.value()).isZero();
    }

    @Test
    void whatWasSeenCountsWhereItIsMore() {
        load.receivers(25);
        for (int second = 0; second < 20; second++) {
            load.seen(new WorkerLoad(second * SECOND * 7 / 10, second * SECOND, 100));
        }
        assertThat(load.value()).isCloseTo(0.7, within(0.001));

        for (int second = 20; second < 40; second++) {
            load.seen(new WorkerLoad(20 * SECOND * 7 / 10, second * SECOND, 100));
        }
        assertThat(load.value()).isCloseTo(0.125, within(0.001));
    }

    @Test
    void oneBusySecondIsHalfBelieved() {
        load.seen(new WorkerLoad(0, 0, 0));
        load.seen(new WorkerLoad(SECOND, SECOND, 0));

        assertThat(load.value()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void whereTheSystemDoesNotTellOnlyWhatIsExpectedCounts() {
        load.receivers(1);
        load.seen(new WorkerLoad(-1, 0, 0));
        load.seen(new WorkerLoad(-1, SECOND, 0));

        assertThat(load.value()).isCloseTo(0.004, within(1e-9));
    }
}

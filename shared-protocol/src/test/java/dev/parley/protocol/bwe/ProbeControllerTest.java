package dev.parley.protocol.bwe;

import static dev.parley.protocol.bwe.SimulatedLink.MILLI;
import static dev.parley.protocol.bwe.SimulatedLink.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When more is looked for. */
class ProbeControllerTest {
    /** The clock begins anywhere. */
    private static final long BEGIN = -1_000 * SECOND;

    private final ProbeController probes = new ProbeController(10_000_000, new ProbeMeasurements());
    private long now = BEGIN;
    private int wanted;

    /** The estimate is this for so many seconds. */
    private void run(double rate, long seconds, long pollNanos) {
        for (long end = now + seconds * SECOND; now < end; now += pollNanos) {
            probes.update(rate, true, false, false, now);
            wanted += probes.next(now).isPresent() ? 1 : 0;
        }
    }

    /** How often was looked for more in the five seconds after what was reached for a moment fell to this, by and by. */
    private int lookedAfter(double last, long pollNanos) {
        probes.start(300_000, now);
        run(1_000_000, 4, pollNanos);
        run(700_000, 5, pollNanos);
        wanted = 0;
        run(last, 5, pollNanos);
        return wanted;
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 60, 100, 1_000})
    void whatWasReachedForAMomentFadesHoweverOftenItIsLookedAt(long pollMillis) {
        assertThat(lookedAfter(600_000, pollMillis * MILLI)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 60, 100, 1_000})
    void afterALargeDropMoreIsLookedForHoweverOftenItIsLookedAt(long pollMillis) {
        assertThat(lookedAfter(450_000, pollMillis * MILLI)).isPositive();
    }
}

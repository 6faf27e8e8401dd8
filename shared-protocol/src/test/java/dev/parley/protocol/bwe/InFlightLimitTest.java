package dev.parley.protocol.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightLimitTest {
    private static final long MILLI = 1_000_000L;

    /** Three full-size packets, which are always allowed. */
    private static final int ALLOWED_BYTES = 3_600;

    private final InFlightLimit limit = new InFlightLimit();

    InFlightLimitTest() {
        limit.answered(50 * MILLI, 0);
    }

    @Test
    void whereNothingFlowsWhatIsAllowedIsStillAFactor() {
        limit.update(0, ALLOWED_BYTES, false);

        assertThat(limit.factor()).isEqualTo(1);
    }

    @Test
    void whereNothingFlowsMoreHoldsBack() {
        limit.update(0, ALLOWED_BYTES + 1, false);

        assertThat(limit.factor()).isEqualTo(0.25);
    }
}

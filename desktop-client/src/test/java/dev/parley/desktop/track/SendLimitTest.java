package dev.parley.desktop.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendLimitTest {
    private static SendLimit of(Sizes sizes, long kilobits, int wanted) {
        return SendLimit.of(
                sizes.steps(kilobits * 1_000, wanted, 1280, 720, 0), kilobits * 1_000, wanted, sizes.heldBack());
    }

    @ParameterizedTest
    @CsvSource({
        "5000, 2, NOTHING",
        "2000, 2, LINE",
        "700, 2, LINE",
        "700, 0, NOTHING",
        "900, 1, NOTHING",
        "400, 1, LINE",
        "100, 0, LINE",
        "100, -1, LINE"
    })
    void severalSizesAreLimitedByTheLineAsFarAsTheyAreWatched(long kilobits, int wanted, SendLimit expected) {
        assertThat(of(new SimulcastLadder(3), kilobits, wanted)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAMachineDoesNotKeepUpWithLimitsUntilItDoes(boolean several) {
        Sizes sizes = several ? new SimulcastLadder(3) : new Sizes.One(new RateLadder());
        int wanted = several ? 2 : 0;
        assertThat(of(sizes, 5_000, wanted)).isEqualTo(SendLimit.NOTHING);
        sizes.tooLarge();
        assertThat(of(sizes, 5_000, wanted)).isEqualTo(SendLimit.MACHINE);
        sizes.timeToSpare();
        assertThat(of(sizes, 5_000, wanted)).isEqualTo(SendLimit.NOTHING);
    }
}

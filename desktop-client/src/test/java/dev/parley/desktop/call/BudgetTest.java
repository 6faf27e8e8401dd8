package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
    @ParameterizedTest
    @CsvSource({
        // the line carries, a person allows for pictures, camera, screen: of the camera, of the screen
        "2_000_000,       0, true,  false, 1_950_000,         0",
        "2_000_000, 700_000, true,  false,   700_000,         0",
        "2_000_000, 250_000, true,  true,     75_000,   175_000",
        "  500_000, 700_000, true,  false,   450_000,         0",
        "2_000_000,       0, false, true,     50_000, 1_950_000",
        "9_000_000,       0, false, true,     50_000, 2_500_000",
        "1_050_000,       0, true,  true,    300_000,   700_000",
        "9_000_000,       0, true,  true,  6_450_000, 2_500_000",
        "   10_000,       0, true,  false,    50_000,         0",
    })
    void whatMayBeSentIsSharedOut(
            String available, String limit, boolean camera, boolean screen, String ofCamera, String ofScreen) {
        assertThat(Budget.ofSent(number(available), number(limit), camera, screen))
                .isEqualTo(new Budget.Sent(number(ofCamera), number(ofScreen)));
    }

    private static long number(String written) {
        return Long.parseLong(written.replace("_", ""));
    }
}

package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossWindowTest {
    private static final long SECOND = 1_000_000_000L;

    private final LossWindow window = new LossWindow();

    @Test
    void withoutPacketsNothingIsLost() {
        assertThat(window.share(0, 0, 0)).isZero();
        assertThat(window.share(0, 0, SECOND)).isZero();
    }

    @Test
    void lossOfLongAgoIsForgotten() {
        assertThat(window.share(50, 50, 0)).isEqualTo(0.5);
        for (int second = 1; second <= 5; second++) {
            assertThat(window.share(50 + 100L * second, 50, second * SECOND)).isZero();
        }
        assertThat(window.share(650, 60, 6 * SECOND)).isCloseTo(10 / 510.0, within(1e-9));
    }

    @Test
    void lossOfNowIsSeenAfterALongGoodCall() {
        for (int second = 0; second <= 600; second++) {
            window.share(100L * second, 0, second * SECOND);
        }
        assertThat(window.share(60_050, 50, 601 * SECOND)).isEqualTo(0.1);
        for (int second = 602; second <= 606; second++) {
            window.share(60_050 + 50L * (second - 601), 50L * (second - 600), second * SECOND);
        }
        assertThat(window.share(60_350, 350, 607 * SECOND)).isEqualTo(0.5);
    }

    @Test
    void aStreamThatEndsTakesItsCountersWithIt() {
        window.share(1_000, 500, 0);
        assertThat(window.share(100, 0, SECOND)).isZero();
        assertThat(window.share(200, 0, 2 * SECOND)).isZero();
    }

    @Test
    void whoLooksSeldomSeesWhatWasLostSinceTheLastLook() {
        window.share(1_000, 0, 0);
        assertThat(window.share(1_090, 10, 60 * SECOND)).isEqualTo(0.1);
        assertThat(window.share(1_190, 10, 120 * SECOND)).isZero();
    }
}

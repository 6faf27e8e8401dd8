package dev.parley.protocol.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedundancyLevelTest {
    private static final long SECOND = 1_000_000_000L;

    private final RedundancyLevel level = new RedundancyLevel();
    private long now;

    /** So many seconds of 50 packets, with a report in each. */
    private int seconds(int count, double lost, int askedAgain) {
        for (int i = 0; i < count; i++) {
            for (int packet = 0; packet < 50; packet++) {
                level.sent();
            }
            for (int packet = 0; packet < askedAgain; packet++) {
                level.askedAgain();
            }
            now += SECOND;
            level.reported(lost, now);
        }
        return level.level();
    }

    @Test
    void aGoodLineHasNothingRepeated() {
        assertThat(seconds(30, 0.04, 0)).isZero();
    }

    @Test
    void aLossAboveFivePercentIsAnsweredWithinSeconds() {
        assertThat(seconds(2, 0.1, 0)).isEqualTo(1);
        assertThat(seconds(30, 0.1, 0)).isEqualTo(1);
    }

    @Test
    void aLossAboveFifteenPercentIsAnsweredTwice() {
        assertThat(seconds(3, 0.3, 0)).isEqualTo(2);
    }

    @Test
    void whatIsAskedForAgainIsLostToo() {
        assertThat(seconds(3, 0.02, 5)).isEqualTo(1);
    }

    @Test
    void itEndsWhenTheLineWasBetterForAWhileOnly() {
        seconds(3, 0.1, 0);
        assertThat(seconds(30, 0.04, 0)).as("a little below the bar").isEqualTo(1);
        assertThat(seconds(8, 0, 0)).isEqualTo(1);
        assertThat(seconds(10, 0, 0)).isZero();
    }

    @Test
    void aPeakWhileItIsBetterBeginsTheWhileAgain() {
        seconds(3, 0.1, 0);
        seconds(10, 0, 0);
        seconds(2, 0.1, 0);
        assertThat(seconds(9, 0, 0)).isEqualTo(1);
    }

    @Test
    void aReportOfSilenceSaysNothing() {
        seconds(3, 0.1, 0);
        for (int i = 0; i < 60; i++) {
            level.reported(0, now += SECOND);
        }
        assertThat(level.level()).isEqualTo(1);
    }
}

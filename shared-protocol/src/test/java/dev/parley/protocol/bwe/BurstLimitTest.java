package dev.parley.protocol.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BurstLimitTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int CLEAN = 0;
    private static final int LOSSY = 13;

    private final BurstLimit limit = new BurstLimit();
    private long now = -40 * SECOND;

    private void reports(int seconds, int fractionLost) {
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            limit.reported(fractionLost, now);
        }
    }

    @Test
    void withoutLossesBurstsAreAsLongAsTheyMayBe() {
        reports(60, CLEAN);

        assertThat(limit.bytes()).isEqualTo(BurstLimit.MOST);
    }

    @Test
    void whatIsLostOverTheAirDoesNotCount() {
        reports(60, 5);

        assertThat(limit.bytes()).isEqualTo(BurstLimit.MOST);
    }

    @Test
    void lossesHalveThemAtOnceAndNotAgainBeforeThatCanHaveHelped() {
        reports(1, LOSSY);
        assertThat(limit.bytes()).isEqualTo(6_000);
        reports(1, LOSSY);
        assertThat(limit.bytes()).isEqualTo(6_000);
        reports(1, LOSSY);
        assertThat(limit.bytes()).isEqualTo(3_000);
    }

    @Test
    void twoPacketsAlwaysGo() {
        reports(60, 255);

        assertThat(limit.bytes()).isEqualTo(BurstLimit.LEAST);
    }

    @Test
    void theyGrowAgainByAPacketEveryFiveSecondsWithoutLosses() {
        reports(1, LOSSY);
        reports(4, CLEAN);
        assertThat(limit.bytes()).isEqualTo(6_000);
        reports(1, CLEAN);
        assertThat(limit.bytes()).isEqualTo(7_200);
        reports(60, CLEAN);
        assertThat(limit.bytes()).isEqualTo(BurstLimit.MOST);
    }
}

package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LoadReportTest {
    private static LoadReport report(int silent, long expected, long lost, long duplicates) {
        return new LoadReport(
                1, 100, 0, expected - lost, 0, 2, silent, expected, lost, duplicates, 5, 0, 0, 0, 1000, 2000);
    }

    @Test
    void everythingReceivedOnceIsClean() {
        assertThat(report(0, 100, 0, 0).isClean()).isTrue();
        assertThat(report(0, 100, 0, 0).blemishes()).isEmpty();
    }

    @Test
    void everyBlemishIsNamed() {
        assertThat(report(1, 2000, 1234, 7).blemishes())
                .isEqualTo("1,234 packets lost, 1 of 2 streams silent, 7 duplicates");
    }

    @Test
    void nothingExpectedIsNoProofOfDelivery() {
        assertThat(report(2, 0, 0, 0).lossShare()).isEqualTo(1);
        assertThat(report(2, 0, 0, 0).isClean()).isFalse();
        assertThat(report(0, 200, 50, 0).lossShare()).isEqualTo(0.25);
    }
}

package dev.parley.desktop.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeakingMonitorTest {
    private static final long MILLIS = 1_000_000;

    @Test
    void aRingStaysBetweenTwoWordsAndGoesAfterThem() {
        SpeakingMonitor monitor = new SpeakingMonitor();
        assertThat(monitor.speaking("ada", 0, 0)).isFalse();
        assertThat(monitor.speaking("ada", 0.1, 150 * MILLIS)).isTrue();
        assertThat(monitor.speaking("ada", 0, 800 * MILLIS)).isTrue();
        assertThat(monitor.speaking("grace", 0.01, 800 * MILLIS)).isFalse();
        assertThat(monitor.speaking("ada", 0, 851 * MILLIS)).isFalse();
    }
}

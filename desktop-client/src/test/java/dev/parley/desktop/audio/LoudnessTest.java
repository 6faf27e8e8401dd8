package dev.parley.desktop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.desktop.codec.Tones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoudnessTest {
    @ParameterizedTest
    @CsvSource({"0, 3", "-12, 15", "-30, 33", "-57, 60"}) // a sine has 3 dB less than its peak
    void aSineHasTheLevelOfItsPower(double dbfs, int minusDbov) {
        assertThat(Loudness.minusDbov(Tones.sine(440, dbfs, 0, 4800), 0, 4800)).isEqualTo(minusDbov);
    }

    @Test
    void silenceIsTheLowestLevel() {
        assertThat(Loudness.minusDbov(new short[480], 0, 480)).isEqualTo(127);
        assertThat(Loudness.meter(new short[480], 0, 480)).isZero();
    }

    @Test
    void theMeterGoesUpAtOnceAndDownSlowly() {
        var meter = new LevelMeter();
        meter.measure(Tones.sine(440, -12, 0, 480));
        assertThat(meter.level()).isCloseTo(0.75, within(0.01));
        meter.silence();
        assertThat(meter.level()).isBetween(0.7, 0.75);
        for (int i = 0; i < 50; i++) {
            meter.silence();
        }
        assertThat(meter.level()).isZero();
    }
}

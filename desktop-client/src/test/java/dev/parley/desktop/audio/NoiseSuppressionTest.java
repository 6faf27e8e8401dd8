package dev.parley.desktop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.desktop.codec.Tones;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The noise of a fan, say: steady, at -45 dBFS. */
class NoiseSuppressionTest {
    private static final int FRAME = 480; // samples in 10 ms
    private static final int SETTLED = 400; // frames after which the filter knows the noise
    private static final int MEASURED = 200;

    private final Random random = new Random(1);

    private double heard(boolean suppressed) {
        try (VoiceProcessing processing = VoiceProcessing.create()) {
            assumeTrue(processing.available(), "this machine has the native library");
            processing.noiseSuppression(!suppressed);
            processing.noiseSuppression(suppressed);
            short[] kept = new short[MEASURED * FRAME];
            for (int i = 0; i < SETTLED + MEASURED; i++) {
                short[] frame = noise();
                processing.heard(frame, 0);
                if (i >= SETTLED) {
                    System.arraycopy(frame, 0, kept, (i - SETTLED) * FRAME, FRAME);
                }
            }
            return Tones.decibels(kept, 0, kept.length);
        }
    }

    private short[] noise() {
        short[] frame = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            frame[i] = (short) Math.round(184 * random.nextGaussian());
        }
        return frame;
    }

    @Test
    void noiseIsTakenOutOrLeftInAsIsWanted() {
        double left = heard(false);
        double suppressed = heard(true);
        assertThat(left).as("dBFS").isGreaterThan(-55);
        assertThat(suppressed - left).as("dB").isLessThan(-10);
    }

    @Test
    void afterTheEndNothingIsChangedAnyMore() {
        VoiceProcessing processing = VoiceProcessing.create();
        processing.close();
        processing.noiseSuppression(false);
        processing.close();
    }
}

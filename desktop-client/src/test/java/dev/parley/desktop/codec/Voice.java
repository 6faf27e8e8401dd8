package dev.parley.desktop.codec;

import java.util.Random;

/** Something like a voice: harmonics of a gliding pitch, in syllables, with pauses and a little breath. */
public final class Voice {
    private static final int HARMONICS = 20;
    private static final int SYLLABLE = 12_000; // samples: 250 ms
    private static final double SAMPLE_RATE = 48_000;

    private final double pitch;
    private final Random random;
    private final double[] weights = new double[HARMONICS + 1];
    private double phase;
    private long at;

    /** With a pitch of 100 to 250 Hz. */
    public Voice(double pitch, long seed) {
        this.pitch = pitch;
        this.random = new Random(seed);
    }

    /** The next samples; about -20 dBFS while it speaks. */
    public short[] next(int count) {
        var samples = new short[count];
        for (int i = 0; i < count; i++, at++) {
            samples[i] = (short) Math.clamp(Math.round(sample()), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return samples;
    }

    private double sample() {
        long syllable = at / SYLLABLE;
        double within = (at % SYLLABLE) / (double) SYLLABLE;
        double loud = syllable % 8 == 7 ? 0 : Math.pow(Math.sin(Math.PI * within), 0.7); // a pause of 250 ms in 2 s
        double glide = 1 + 0.15 * Math.sin(2 * Math.PI * at / SAMPLE_RATE / 1.7);
        phase += 2 * Math.PI * pitch * glide / SAMPLE_RATE;
        if (at % SYLLABLE == 0) {
            vowel(syllable);
        }
        double sum = 0;
        for (int k = 1; loud > 0 && k <= HARMONICS; k++) {
            sum += weights[k] * Math.sin(k * phase);
        }
        return loud * (3000 * sum + 150 * random.nextGaussian());
    }

    private void vowel(long syllable) {
        double formant = 500 + 250 * Math.sin(syllable * 2.1);
        for (int k = 1; k <= HARMONICS; k++) {
            double first = (k * pitch - formant) / 300;
            double second = (k * pitch - 2.7 * formant) / 400;
            weights[k] = Math.exp(-first * first) + 0.4 * Math.exp(-second * second) + 0.03;
        }
    }
}

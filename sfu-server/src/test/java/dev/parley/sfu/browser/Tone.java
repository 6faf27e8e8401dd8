package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The strongest sine in a recording.
 *
 * @param hertz its frequency
 * @param dbfs its level, 0 for a sine of full scale
 */
record Tone(double hertz, double dbfs) {
    private static final int HEADER = 44;
    private static final int RATE = 48_000;
    private static final int WINDOW = 48_000 / 2;
    private static final int LOWEST = 100;
    private static final int HIGHEST = 2_000;

    /** Looks at the loudest half second of a mono WAV with 16 bit at 48 kHz, in steps of 2 Hz. */
    static Tone loudestIn(Path wav) {
        short[] samples = read(wav);
        int begin = 0;
        double most = -1;
        for (int at = 0; at + WINDOW <= samples.length; at += WINDOW) {
            double energy = 0;
            for (int i = at; i < at + WINDOW; i++) {
                energy += (double) samples[i] * samples[i];
            }
            if (energy > most) {
                most = energy;
                begin = at;
            }
        }
        if (most < 0) {
            throw new IllegalStateException("less than half a second in " + wav);
        }
        double bestHertz = 0;
        double bestAmplitude = 0;
        for (int hertz = LOWEST; hertz <= HIGHEST; hertz += 2) {
            double amplitude = amplitude(samples, begin, hertz);
            if (amplitude > bestAmplitude) {
                bestAmplitude = amplitude;
                bestHertz = hertz;
            }
        }
        return new Tone(bestHertz, 20 * Math.log10(Math.max(bestAmplitude, 1) / Short.MAX_VALUE));
    }

    /** Goertzel's algorithm. */
    private static double amplitude(short[] samples, int begin, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / RATE);
        double one = 0;
        double two = 0;
        for (int i = begin; i < begin + WINDOW; i++) {
            double now = samples[i] + coefficient * one - two;
            two = one;
            one = now;
        }
        return 2 * Math.sqrt(Math.max(0, one * one + two * two - coefficient * one * two)) / WINDOW;
    }

    private static short[] read(Path wav) {
        try {
            byte[] bytes = Files.readAllBytes(wav);
            short[] samples = new short[Math.max(0, bytes.length - HEADER) / 2];
            ByteBuffer.wrap(bytes, Math.min(HEADER, bytes.length), samples.length * 2)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

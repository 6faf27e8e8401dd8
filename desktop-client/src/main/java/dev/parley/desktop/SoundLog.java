package dev.parley.desktop;

import dev.parley.desktop.audio.AudioFrameSink;
import java.io.PrintWriter;

/**
 * Writes a line for each beep that is heard (the microphone {@code beep}): when it leaves the speaker, on the machine's
 * monotonic clock in nanoseconds. As it was said at a whole second of the same clock, its delay is known.
 *
 * <p>Thread: the playback thread.
 */
final class SoundLog implements AudioFrameSink {
    private static final double RATE = 48_000;
    private static final double LOW_HZ = 440;
    private static final double HIGH_HZ = 880;

    /** Quieter sines than this, of 32,767, are noise. */
    private static final double FAINT = 300;

    private final PrintWriter out;
    private boolean high;

    SoundLog(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void frame(short[] frame, long heardNanos) {
        double above = amplitude(frame, HIGH_HZ);
        boolean now = above > FAINT && above > amplitude(frame, LOW_HZ);
        if (now && !high) {
            out.printf("beep\t%d%n", heardNanos);
            out.flush();
        }
        high = now;
    }

    /** Goertzel's algorithm. */
    private static double amplitude(short[] frame, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / RATE);
        double one = 0;
        double two = 0;
        for (short sample : frame) {
            double next = sample + coefficient * one - two;
            two = one;
            one = next;
        }
        return 2 * Math.sqrt(Math.max(0, one * one + two * two - coefficient * one * two)) / frame.length;
    }
}

package dev.parley.desktop.audio;

/** A meter as the eye likes it: up at once, down slowly. Thread: one that measures, any that looks. */
public final class LevelMeter {
    /** Per 10 ms: from full to empty in half a second. */
    private static final double FALL = 0.02;

    private volatile double level;

    /** Takes 10 ms of sound. */
    public void measure(short[] frame) {
        level = Math.max(Loudness.meter(frame, 0, frame.length), level - FALL);
    }

    /** Takes 10 ms of silence. */
    public void silence() {
        level = Math.max(0, level - FALL);
    }

    /** Nothing is measured any more. */
    public void off() {
        level = 0;
    }

    /** 0 (silence) to 1, see {@link Loudness#meter}. */
    public double level() {
        return level;
    }
}

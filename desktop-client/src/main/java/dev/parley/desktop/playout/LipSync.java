package dev.parley.desktop.playout;

import java.util.OptionalLong;

/**
 * Holds the sound and the picture of one person together: the sound says what it plays when, the picture asks when the
 * same moment is heard.
 *
 * <p>Thread: any.
 */
public final class LipSync {
    /** Of each new offset this share is taken: the offset moves by whole packets when the jitter buffer stretches. */
    private static final double SMOOTHING = 0.05;

    /** Beyond this, in ns, the sender's clock was set anew, and the mean starts again. */
    private static final long JUMP = 1_000_000_000L;

    private boolean known;
    private double offset;
    private long base;

    /**
     * The sound says what it plays.
     *
     * @param ntpNanos when it was captured, by the sender's wall clock ({@link RtpClock#ntpNanos})
     * @param localNanos when it leaves the speaker, by {@link System#nanoTime}
     */
    public synchronized void audioPlayed(long ntpNanos, long localNanos) {
        long difference = localNanos - ntpNanos;
        if (!known || Math.abs(difference - base - offset) > JUMP) {
            known = true;
            base = difference;
            offset = 0;
        } else {
            offset += SMOOTHING * (difference - base - offset);
        }
    }

    /** The sound ended; pictures need not wait for it any more. */
    public synchronized void audioEnded() {
        known = false;
    }

    /**
     * When sound captured at that moment leaves the speaker, by {@link System#nanoTime}; empty while there is none.
     *
     * @param ntpNanos when the picture was captured, by the sender's wall clock
     */
    public synchronized OptionalLong showAt(long ntpNanos) {
        return known ? OptionalLong.of(ntpNanos + base + Math.round(offset)) : OptionalLong.empty();
    }
}

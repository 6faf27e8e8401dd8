package dev.parley.desktop.audio;

/** Smooths what devices say about when something will be heard: they say it in steps of their own. Thread: one. */
final class PlayClock {
    private static final long FRAME = 10_000_000L; // ns
    private static final double SMOOTHING = 0.02;

    /** Beyond this a device was exchanged or stopped for a while. */
    private static final long JUMP = 80_000_000L; // ns

    private boolean running;
    private long next;

    /**
     * For the next 10 ms.
     *
     * @param saidNanos when the device says that they will be heard
     * @return when they will, evenly spaced
     */
    long next(long saidNanos) {
        long error = saidNanos - next;
        if (!running || Math.abs(error) > JUMP) {
            running = true;
            next = saidNanos;
        } else {
            next += Math.round(error * SMOOTHING);
        }
        long now = next;
        next += FRAME;
        return now;
    }
}

package dev.parley.protocol.bwe;

/**
 * Backs off while packets leave and no answer comes: either they are lost, all of them, or they stand in a queue of
 * seconds. A full stall brings 2.5 Mbit/s below 40 kbit/s within 3 s.
 */
final class StallGuard {
    /** Feedback comes every 100 ms; two of them lost in a row are no stall. */
    private static final long PATIENCE_NANOS = 500_000_000L;

    private static final long STEP_NANOS = 200_000_000L;
    private static final double STEP = 0.5;

    /** A single packet that gets lost before a pause is no stall either. */
    private static final int UNANSWERED = 4;

    private double factor = 1;
    private boolean everAnswered;
    private int unanswered;
    private int unansweredAtStep;
    private boolean waiting;
    private long waitingSinceNanos;
    private long lastStepNanos;

    void sent(long nowNanos) {
        unanswered++;
        if (!waiting) {
            waiting = true;
            waitingSinceNanos = nowNanos;
        }
    }

    /**
     * Feedback with news came: whatever is still on its way gets its time anew. A stall that nobody polled during is
     * noticed now; before the first answer it is none, since nobody may have listened yet.
     *
     * @param rttNanos the round trip as known before
     * @return what remained of the rate until now: below 1 if a stall ends, otherwise 1
     */
    double answered(long rttNanos, long nowNanos) {
        if (everAnswered) {
            poll(rttNanos, nowNanos);
        }
        double remained = factor;
        everAnswered = true;
        waiting = false;
        unanswered = 0;
        unansweredAtStep = 0;
        factor = 1;
        return remained;
    }

    void poll(long rttNanos, long nowNanos) {
        if (!waiting || unanswered < UNANSWERED || nowNanos - waitingSinceNanos < PATIENCE_NANOS + rttNanos) {
            return;
        }
        boolean first = factor == 1;
        // No step without a packet sent since the last one: an application that stopped sending learns nothing.
        if (first || (nowNanos - lastStepNanos >= STEP_NANOS && unanswered > unansweredAtStep)) {
            factor *= STEP;
            lastStepNanos = nowNanos;
            unansweredAtStep = unanswered;
        }
    }

    boolean stalled() {
        return factor < 1;
    }

    /** What remains of the rate, above 0 to 1. */
    double factor() {
        return factor;
    }
}

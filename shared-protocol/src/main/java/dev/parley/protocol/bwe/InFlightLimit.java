package dev.parley.protocol.bwe;

/**
 * Holds back while more of our own packets are on the way than the path can have taken in: after a drop of the capacity
 * this acts before any trend shows, and it drains what has piled up until then. Allocates nothing.
 */
final class InFlightLimit {
    private static final long BASE_WINDOW_NANOS = 120_000_000_000L;

    /** Queues up to this are the business of the rate control. */
    private static final long ALLOWED_QUEUE_NANOS = 200_000_000L;

    /** A download may fill more than that. */
    private static final long OTHERS_QUEUE_NANOS = 600_000_000L;

    private static final long MIN_GAP_NANOS = 100_000_000L;
    private static final long MAX_GAP_NANOS = 500_000_000L;
    private static final double GAP_SMOOTHING = 0.1;

    /** At low rates one picture is a lot: three full-size packets are always allowed. */
    private static final double ALLOWED_BITS = 3 * 9_600;

    /** What is too much shall be gone within this. */
    private static final double DRAIN_SECONDS = 0.5;

    private static final double MIN_FACTOR = 0.25;

    private final WindowedMinimum baseRtt = new WindowedMinimum(BASE_WINDOW_NANOS);
    private boolean answered;
    private long lastAnswerNanos;
    private double gapNanos = MIN_GAP_NANOS;
    private double factor = 1;

    /** Feedback came; the newest packet it speaks of was sent this long ago. */
    void answered(long sinceSentNanos, long nowNanos) {
        baseRtt.add(sinceSentNanos, nowNanos);
        if (answered) {
            long gap = Math.clamp(nowNanos - lastAnswerNanos, MIN_GAP_NANOS, MAX_GAP_NANOS);
            gapNanos += GAP_SMOOTHING * (gap - gapNanos);
        }
        answered = true;
        lastAnswerNanos = nowNanos;
    }

    /**
     * Looks at what is on the way now.
     *
     * @param competing whether the queue is somebody else's
     */
    void update(double bitsPerSecond, long bytesInFlight, boolean competing) {
        if (!answered) {
            return;
        }
        double seconds = (baseRtt.minimum() + gapNanos + (competing ? OTHERS_QUEUE_NANOS : ALLOWED_QUEUE_NANOS)) / 1e9;
        double excess = bytesInFlight * 8 - ALLOWED_BITS - bitsPerSecond * seconds;
        // Nothing at all may flow.
        factor = Math.clamp(1 - excess / (Math.max(1, bitsPerSecond) * DRAIN_SECONDS), MIN_FACTOR, 1);
    }

    /** What remains of the rate, {@value #MIN_FACTOR} to 1. */
    double factor() {
        return factor;
    }
}

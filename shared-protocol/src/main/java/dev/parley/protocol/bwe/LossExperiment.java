package dev.parley.protocol.bwe;

/**
 * When much is lost at one and the same rate, nothing tells chance from congestion. Then less is sent for a moment, so
 * that {@link LossModel} has something to compare; rarely, when that has changed nothing.
 */
final class LossExperiment {
    /** What remains of the rate meanwhile. */
    static final double FACTOR = 0.7;

    private static final double MUCH = 0.06;

    private static final long LENGTH_NANOS = 1_200_000_000L;
    private static final long FIRST_PAUSE_NANOS = 2_000_000_000L;
    private static final long MAX_PAUSE_NANOS = 60_000_000_000L;

    /** A share of loss that has grown by this since the last time is another matter. */
    private static final double GROWN = 2;

    private boolean started;
    private long beganNanos;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private double shareBefore;

    /** Whether less is to be sent now. */
    boolean running(double lossShare, long nowNanos) {
        if (started && nowNanos - beganNanos < LENGTH_NANOS) {
            return true;
        }
        if (lossShare < MUCH) {
            return false;
        }
        if (lossShare > GROWN * shareBefore) {
            pauseNanos = FIRST_PAUSE_NANOS;
        }
        if (started && nowNanos - beganNanos < pauseNanos) {
            return false;
        }
        started = true;
        beganNanos = nowNanos;
        shareBefore = lossShare;
        pauseNanos = Math.min(2 * pauseNanos, MAX_PAUSE_NANOS);
        return true;
    }
}

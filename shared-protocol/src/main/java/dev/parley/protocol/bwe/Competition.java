package dev.parley.protocol.bwe;

/**
 * Finds out whose queue it is. A download that backs off for loss only keeps the queue filled; giving way each time it
 * grows would leave us nothing. A queue that does not become empty for a while is put to the test: at half the rate our
 * own queue drains at half the speed of time, somebody else's hardly does.
 */
final class Competition {
    private static final long EMPTY_NANOS = 30_000_000L;

    /** Our own queue is usually gone sooner than this after giving way. */
    private static final long PATIENCE_NANOS = 2_500_000_000L;

    /** Held back this much by {@link InFlightLimit}, the queue is being drained already. */
    private static final double DRAINING_ALREADY = 0.8;

    private static final double TEST_FACTOR = 0.5;

    /** Beside a round trip, until a changed rate shows in the feedback. */
    private static final long FEEDBACK_NANOS = 200_000_000L;

    private static final long LOOK_NANOS = 700_000_000L;

    /** Drains at this share of the speed of time or faster: the queue is our own. */
    private static final double OWN_SLOPE = 0.3;

    /** Slower than this at half the rate: there is nothing left to drain. */
    private static final double DRAINED_SLOPE = 0.08;

    /** Neither drains nor moves: no queue at all, the way has become longer. */
    private static final long STILL_NANOS = 8_000_000L;

    private static final long VERDICT_NANOS = 15_000_000_000L;

    private enum State {
        CLEAR,
        TESTING,
        DRAINING,
        COMPETING
    }

    private State state = State.CLEAR;
    private boolean started;
    private long lastEmptyNanos;
    private long sinceNanos;
    private long sinceStandingNanos;
    private long least;
    private long most;

    /**
     * A feedback came.
     *
     * @return true when the path has become longer: what looked like a queue does not drain below this
     */
    boolean update(long standingNanos, double inFlightFactor, long rttNanos, long nowNanos) {
        if (!started || standingNanos < EMPTY_NANOS) {
            started = true;
            lastEmptyNanos = nowNanos;
            state = State.CLEAR;
        }
        long elapsed = nowNanos - sinceNanos;
        double slope = elapsed <= 0 ? 0 : (double) (sinceStandingNanos - standingNanos) / elapsed;
        switch (state) {
            case CLEAR -> {
                if (inFlightFactor < DRAINING_ALREADY) {
                    lastEmptyNanos = nowNanos;
                } else if (nowNanos - lastEmptyNanos > PATIENCE_NANOS) {
                    enter(State.TESTING, standingNanos, nowNanos + rttNanos + FEEDBACK_NANOS);
                }
            }
            case TESTING -> {
                if (elapsed <= 0) {
                    enter(State.TESTING, standingNanos, sinceNanos);
                    break;
                }
                least = Math.min(least, standingNanos);
                most = Math.max(most, standingNanos);
                if (elapsed >= LOOK_NANOS && most - least < STILL_NANOS) {
                    enter(State.CLEAR, standingNanos, nowNanos);
                    lastEmptyNanos = nowNanos;
                    return true;
                }
                if (elapsed >= LOOK_NANOS) {
                    enter(slope >= OWN_SLOPE ? State.DRAINING : State.COMPETING, standingNanos, nowNanos);
                }
            }
            case DRAINING -> {
                if (elapsed >= LOOK_NANOS) {
                    boolean drained = slope < DRAINED_SLOPE;
                    enter(drained ? State.CLEAR : State.DRAINING, standingNanos, nowNanos);
                    lastEmptyNanos = nowNanos;
                    return drained;
                }
            }
            case COMPETING -> {
                if (elapsed >= VERDICT_NANOS) {
                    enter(State.TESTING, standingNanos, nowNanos + rttNanos + FEEDBACK_NANOS);
                }
            }
        }
        return false;
    }

    private void enter(State next, long standingNanos, long nowNanos) {
        state = next;
        sinceNanos = nowNanos;
        sinceStandingNanos = standingNanos;
        least = standingNanos;
        most = standingNanos;
    }

    /** Whether others keep the queue filled. */
    boolean competing() {
        return state == State.COMPETING;
    }

    /** What remains of the rate while a queue is tested or drained. */
    double factor() {
        return state == State.TESTING || state == State.DRAINING ? TEST_FACTOR : 1;
    }

    void restart() {
        started = false;
        state = State.CLEAR;
    }
}

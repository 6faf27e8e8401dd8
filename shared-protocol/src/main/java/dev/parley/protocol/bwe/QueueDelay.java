package dev.parley.protocol.bwe;

/**
 * How long packets stand in queues: the time on the way beyond the shortest seen. The least of the last moments is taken,
 * since jitter delays some packets and a queue delays all of them. Allocates nothing.
 */
final class QueueDelay {
    /** Routes change, and clocks drift by a few milliseconds in this time. */
    private static final long BASE_WINDOW_NANOS = 120_000_000_000L;

    private static final long STANDING_WINDOW_NANOS = 200_000_000L;

    /** On a jittery path a moment may hold no packet that was not delayed. */
    private static final long JITTERY_WINDOW_NANOS = 1_200_000_000L;

    private static final long EMPTY_NANOS = 8_000_000L;
    private static final long JITTERY_EMPTY_NANOS = 15_000_000L;

    /** The delay spreads over this much within {@link #SPREAD_WINDOW_NANOS}: a jittery path. */
    private static final double JITTERY_SPREAD_NANOS = 40e6;

    private static final long SPREAD_WINDOW_NANOS = 100_000_000L;
    private static final double SPREAD_SMOOTHING = 0.1;

    private WindowedMinimum base = new WindowedMinimum(BASE_WINDOW_NANOS);
    private final WindowedMinimum standing = new WindowedMinimum(STANDING_WINDOW_NANOS);
    private final WindowedMinimum longer = new WindowedMinimum(JITTERY_WINDOW_NANOS);
    private boolean spreading;
    private long spreadBegan;
    private long least;
    private long most;
    private double spread;
    private long lastSentNanos;
    private long latest;

    void arrived(long sentNanos, long arrivalNanos) {
        // Two clocks: the difference means nothing by itself, but it grows and shrinks with the time on the way.
        long difference = arrivalNanos - sentNanos;
        lastSentNanos = sentNanos;
        latest = difference;
        base.add(difference, sentNanos);
        standing.add(difference, sentNanos);
        longer.add(difference, sentNanos);
        spread(difference, sentNanos);
    }

    private void spread(long difference, long sentNanos) {
        if (spreading && sentNanos - spreadBegan >= SPREAD_WINDOW_NANOS) {
            spread += SPREAD_SMOOTHING * (most - least - spread);
            spreading = false;
        }
        if (!spreading) {
            spreading = true;
            spreadBegan = sentNanos;
            least = difference;
            most = difference;
        }
        least = Math.min(least, difference);
        most = Math.max(most, difference);
    }

    /** The way has become longer: what is seen from now on is the measure. */
    void restart() {
        base = new WindowedMinimum(BASE_WINDOW_NANOS);
        base.add(standing.minimum(), lastSentNanos);
    }

    /** What every packet of the last moments has waited, in nanoseconds. */
    long standingNanos() {
        return above(standing);
    }

    /** What the last packet has waited, jitter and all. */
    long latestNanos() {
        return Math.max(0, latest - base.minimum());
    }

    /** While some packets still come through at once there is no queue: what grew was jitter. */
    boolean empty() {
        return above(standing) < EMPTY_NANOS || (spread > JITTERY_SPREAD_NANOS && above(longer) < JITTERY_EMPTY_NANOS);
    }

    private long above(WindowedMinimum recent) {
        return Math.max(0, recent.minimum() - base.minimum());
    }
}

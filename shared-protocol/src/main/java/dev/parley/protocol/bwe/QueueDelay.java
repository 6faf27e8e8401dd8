package dev.parley.protocol.bwe;

/**
 * How long packets stand in queues: the time on the way beyond the shortest seen. The least of the last moments is taken,
 * since jitter delays some packets and a queue delays all of them. Allocates nothing.
 */
final class QueueDelay {
    /** Routes change, and clocks drift by a few milliseconds in this time. */
    private static final long BASE_WINDOW_NANOS = 30_000_000_000L;

    private static final long STANDING_WINDOW_NANOS = 200_000_000L;

    private final WindowedMinimum base = new WindowedMinimum(BASE_WINDOW_NANOS);
    private final WindowedMinimum standing = new WindowedMinimum(STANDING_WINDOW_NANOS);

    void arrived(long sentNanos, long arrivalNanos) {
        // Two clocks: the difference means nothing by itself, but it grows and shrinks with the time on the way.
        long difference = arrivalNanos - sentNanos;
        base.add(difference, sentNanos);
        standing.add(difference, sentNanos);
    }

    /** What every packet of the last moments has waited, in nanoseconds. */
    long standingNanos() {
        return Math.max(0, standing.minimum() - base.minimum());
    }
}

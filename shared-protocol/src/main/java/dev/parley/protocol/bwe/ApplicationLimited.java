package dev.parley.protocol.bwe;

/**
 * Whether the application sends clearly less than it may. Then what comes through says nothing of what the path could
 * carry, and probes keep the estimate honest.
 */
final class ApplicationLimited {
    private static final int WINDOW_MILLIS = 1000;

    /** Below this share of the target it begins, above {@link #ENDS} it ends. */
    private static final double BEGINS = 0.65;

    private static final double ENDS = 0.8;

    /** No verdict before there is something to look at. */
    private static final long MIN_SPAN_NANOS = 500_000_000L;

    private final SlidingRate sent = new SlidingRate(WINDOW_MILLIS);
    private boolean limited;

    void sent(int bytes, long nowNanos) {
        sent.add(bytes, nowNanos);
    }

    void update(double target, long nowNanos) {
        sent.advance(nowNanos);
        if (sent.spanNanos(nowNanos) < MIN_SPAN_NANOS) {
            return;
        }
        limited = sent.bitsPerSecond(nowNanos) < target * (limited ? ENDS : BEGINS);
    }

    boolean limited() {
        return limited;
    }

    /** Bits per second of late, all packets of the transport. */
    double sentBitsPerSecond(long nowNanos) {
        sent.advance(nowNanos);
        return sent.bitsPerSecond(nowNanos);
    }
}

package dev.parley.desktop.transport;

/** The round trip to the server as last measured; what one transport finds, the other uses. Thread: any. */
public final class RoundTrip {
    private static final double NEW_SHARE = 0.125; // as TCP smooths it (RFC 6298, section 2.3)

    private volatile long nanos = -1;

    /** A round trip was measured. On one thread. */
    void measured(long sampleNanos) {
        long before = nanos;
        nanos = before < 0 ? sampleNanos : Math.round(before + NEW_SHARE * (sampleNanos - before));
    }

    /** Smoothed, in nanoseconds; -1 while unknown. */
    public long nanos() {
        return nanos;
    }
}

package dev.parley.sfu.limit;

/** A rate limit: {@code burst} events at once, {@code perSecond} in the long run. */
public final class TokenBucket {
    private final long nanosPerToken;
    private final long fullNanos;
    private long creditNanos;
    private long lastNanos;

    /** Starts full. {@code perSecond} and {@code burst} are at least 1; times are monotonic nanoseconds. */
    public TokenBucket(int perSecond, int burst, long nowNanos) {
        nanosPerToken = 1_000_000_000L / perSecond;
        fullNanos = nanosPerToken * burst;
        creditNanos = fullNanos;
        lastNanos = nowNanos;
    }

    /** Takes one token; false when there is none. */
    public boolean take(long nowNanos) {
        creditNanos = Math.min(fullNanos, creditNanos + Math.max(0, nowNanos - lastNanos));
        lastNanos = nowNanos;
        if (creditNanos < nanosPerToken) {
            return false;
        }
        creditNanos -= nanosPerToken;
        return true;
    }
}

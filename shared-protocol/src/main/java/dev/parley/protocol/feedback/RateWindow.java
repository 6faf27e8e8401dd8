package dev.parley.protocol.feedback;

/** The rate of what came within the last second, in buckets of 20 ms. Allocates nothing. */
public final class RateWindow {
    private static final long BUCKET_NANOS = 20_000_000L;
    private static final int BUCKETS = 50;

    private final long[] bytes = new long[BUCKETS];
    private long newest;
    private long oldest;
    private long total;
    private boolean started;
    /** The newest bucket's place, and when it is over: most packets come in the bucket of the one before. */
    private int place;

    private long overNanos;

    /** So many bytes came. */
    public void add(int size, long nowNanos) {
        advance(nowNanos);
        bytes[place] += size;
        total += size;
    }

    /** Bits a second over the window, or over the time since the first packet when that is shorter. */
    public long bitsPerSecond(long nowNanos) {
        if (!started) {
            return 0;
        }
        advance(nowNanos);
        long nanos = (newest - oldest + 1) * BUCKET_NANOS;
        return total * 8 * 1_000_000_000L / nanos;
    }

    private void advance(long nowNanos) {
        if (!started || nowNanos - overNanos >= 0) {
            advanceTo(Math.floorDiv(nowNanos, BUCKET_NANOS));
        }
    }

    private void advanceTo(long bucket) {
        if (!started) {
            started = true;
            newest = bucket;
            oldest = bucket;
        }
        for (long empty = Math.min(bucket - newest, BUCKETS); empty > 0; empty--) {
            place = place + 1 == BUCKETS ? 0 : place + 1;
            total -= bytes[place];
            bytes[place] = 0;
        }
        newest = bucket;
        oldest = Math.max(oldest, newest - BUCKETS + 1);
        overNanos = (newest + 1) * BUCKET_NANOS;
    }
}

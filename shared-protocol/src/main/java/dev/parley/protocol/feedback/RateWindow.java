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

    /** So many bytes came. */
    public void add(int size, long nowNanos) {
        advance(nowNanos);
        bytes[(int) Math.floorMod(newest, (long) BUCKETS)] += size;
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
        long bucket = Math.floorDiv(nowNanos, BUCKET_NANOS);
        if (!started) {
            started = true;
            newest = bucket;
            oldest = bucket;
        }
        long empty = Math.min(bucket - newest, BUCKETS);
        for (long i = 1; i <= empty; i++) {
            int index = (int) Math.floorMod(newest + i, (long) BUCKETS);
            total -= bytes[index];
            bytes[index] = 0;
        }
        newest = Math.max(newest, bucket);
        oldest = Math.max(oldest, newest - BUCKETS + 1);
    }
}

package dev.parley.sfu.load;

import java.util.Arrays;

/**
 * Durations counted in buckets that grow with the duration: never off by more than 1.6 percent, whatever the range, and
 * adding one allocates nothing. Not thread-safe.
 */
final class LatencyHistogram {
    /** Each doubling of the duration has 2^6 buckets, so a bucket is 1/64 as wide as its lower end. */
    private static final int PRECISION_BITS = 6;

    private static final int PER_DOUBLING = 1 << PRECISION_BITS;
    private static final int BUCKETS = (Long.SIZE - PRECISION_BITS) * PER_DOUBLING;

    private final long[] counts = new long[BUCKETS];
    private long total;

    /** Counts a duration in nanoseconds; a negative one counts as 0. */
    void add(long nanos) {
        counts[bucketOf(Math.max(0, nanos))]++;
        total++;
    }

    /** How many durations were added. */
    long total() {
        return total;
    }

    /** Forgets everything. */
    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    /**
     * The smallest duration in nanoseconds which at least that share of all durations does not exceed, rounded down to
     * its bucket; -1 when there are none.
     *
     * @param share above 0, at most 1
     */
    long percentile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return lowerEnd(bucket);
            }
        }
        return -1;
    }

    private static int bucketOf(long nanos) {
        if (nanos < PER_DOUBLING) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - PRECISION_BITS;
        return (shift << PRECISION_BITS) + (int) (nanos >>> shift);
    }

    private static long lowerEnd(int bucket) {
        if (bucket < PER_DOUBLING) {
            return bucket;
        }
        int shift = (bucket >>> PRECISION_BITS) - 1;
        return (long) (bucket - (shift << PRECISION_BITS)) << shift;
    }
}

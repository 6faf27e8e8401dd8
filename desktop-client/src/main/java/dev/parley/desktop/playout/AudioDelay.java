package dev.parley.desktop.playout;

import java.util.Arrays;

/**
 * How long sound should wait before it is played, so that nearly everything arrives in time. Each packet's delay is
 * taken relative to the fastest of the last two seconds; of each half second the worst counts; and the wait is what
 * covers 95 % of these, the older ones counting less and less.
 *
 * <p>Thread: one at a time.
 */
final class AudioDelay {
    static final long MILLI = 1_000_000L; // ns

    /** Before anything is known. */
    private static final long FIRST_GUESS = 40 * MILLI;

    private static final long INTERVAL = 500 * MILLI;
    private static final int INTERVALS_OF_FASTEST = 4;
    private static final long BUCKET = 10 * MILLI;

    /** 600 ms: nobody talks with people who are further away. */
    private static final int BUCKETS = 60;

    private static final double QUANTILE = 0.95;

    /** What is left of a weight an interval later; a calm of 29 s forgets a storm. */
    private static final double REMEMBERED = 0.95;

    /** After a loss, sound also waits for the next packet, which may hold the lost one once more. */
    private static final long FOR_RECOVERY = 20 * MILLI;

    /** Who is that much later than the others has set the clock. */
    private static final long LEAP = 1_000 * MILLI;

    private static final long LOSS_REMEMBERED = 10_000 * MILLI;

    private final long[] fastest = new long[INTERVALS_OF_FASTEST];
    private final double[] histogram = new double[BUCKETS];
    private long interval = Long.MIN_VALUE; // number of the one that is running
    private long worst = -1; // relative delay in this interval, ns; -1 if nothing came
    private int observed;
    private long quantile = FIRST_GUESS;
    private long lossUntil;
    private boolean lossy;

    AudioDelay() {
        Arrays.fill(fastest, Long.MAX_VALUE);
    }

    /**
     * A packet came.
     *
     * @param mediaNanos its RTP timestamp in ns
     */
    void arrived(long mediaNanos, long arrivalNanos) {
        advance(Math.floorDiv(arrivalNanos, INTERVAL));
        long transit = arrivalNanos - mediaNanos;
        long before = fastest();
        if (before != Long.MAX_VALUE && Math.abs(transit - before) > LEAP) {
            restart();
        }
        int slot = (int) Math.floorMod(interval, (long) INTERVALS_OF_FASTEST);
        fastest[slot] = Math.min(fastest[slot], transit);
        worst = Math.max(worst, transit - fastest());
    }

    /** The sender's timestamps begin anew; how much the network varies is still so. */
    void restart() {
        Arrays.fill(fastest, Long.MAX_VALUE);
        worst = -1;
    }

    /** A packet was not there when it was to be played. */
    void missed(long nanos) {
        lossy = true;
        lossUntil = nanos + LOSS_REMEMBERED;
    }

    private void advance(long now) {
        if (interval == Long.MIN_VALUE || now - interval > INTERVALS_OF_FASTEST) {
            Arrays.fill(fastest, Long.MAX_VALUE); // nothing came for so long that nothing of it holds any more
            interval = now;
            worst = -1;
            return;
        }
        while (interval < now) {
            if (worst >= 0) {
                observe(worst);
            }
            worst = -1;
            interval++;
            fastest[(int) Math.floorMod(interval, (long) INTERVALS_OF_FASTEST)] = Long.MAX_VALUE;
        }
    }

    private void observe(long relative) {
        observed++;
        double kept = Math.min(REMEMBERED, 1 - 1.0 / observed); // the first ones make a mean at once
        for (int i = 0; i < BUCKETS; i++) {
            histogram[i] *= kept;
        }
        histogram[(int) Math.min(relative / BUCKET, BUCKETS - 1)] += 1 - kept;
        double sum = 0;
        int bucket = 0;
        while (bucket < BUCKETS - 1 && sum + histogram[bucket] < QUANTILE) {
            sum += histogram[bucket++];
        }
        quantile = (bucket + 1) * BUCKET;
    }

    private long fastest() {
        long least = Long.MAX_VALUE;
        for (long transit : fastest) {
            least = Math.min(least, transit);
        }
        return least;
    }

    /** How long to wait at least, in ns. */
    long target(long nanos) {
        if (lossy && nanos - lossUntil > 0) {
            lossy = false;
        }
        return lossy ? quantile + FOR_RECOVERY : quantile;
    }

    /** How long this would have waited if it was played now, counted from when it could have been here at the earliest. */
    long of(long mediaNanos, long nanos) {
        long least = fastest();
        return least == Long.MAX_VALUE ? 0 : nanos - least - mediaNanos;
    }
}

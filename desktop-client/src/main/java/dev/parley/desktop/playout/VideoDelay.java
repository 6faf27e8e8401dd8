package dev.parley.desktop.playout;

import java.util.Arrays;

/**
 * When a picture is to be shown so that nearly all come in time and none waits longer than it must: as late after its
 * capture as the fastest of the last seconds came, and as much later as most of the others did.
 *
 * <p>Not thread-safe.
 */
final class VideoDelay {
    /** Length of each of the two windows whose fastest picture counts: shorter than clocks need to drift apart. */
    private static final long WINDOW = 5_000_000_000L;
    /** Pictures that the quantile is taken of, and how often. */
    private static final int SAMPLES = 240;

    private static final int EVERY = 8;
    /** Of the pictures this share is to come in time; the others are shown late, which nobody sees as a freeze. */
    private static final double IN_TIME = 0.95;
    /** The delay falls by this share of the difference with each picture: pictures must not seem to hurry. */
    private static final double FALL = 0.02;

    private static final long LONGEST = 1_000_000_000L;
    /** So far off, the sender's clock was set anew. */
    private static final long JUMP = 5_000_000_000L;

    private final long[] samples = new long[SAMPLES];
    private final long[] sorted = new long[SAMPLES];
    private boolean begun;
    private int lastTimestamp;
    private long media;
    private long windowBegan;
    private long windowFastest;
    private long lastFastest;
    private int count;
    private long wanted;
    private double target;

    /** A picture is complete. To be called once for each, about in order. */
    void complete(long rtpTimestamp, long nowNanos) {
        long transit = nowNanos - mediaNanos(rtpTimestamp);
        if (begun && Math.abs(transit - fastest()) > JUMP) {
            begun = false;
        }
        if (!begun) {
            begun = true;
            lastTimestamp = (int) rtpTimestamp;
            media = 0;
            transit = nowNanos;
            windowBegan = nowNanos;
            windowFastest = transit;
            lastFastest = transit;
            count = 0;
            wanted = 0;
            target = 0;
        }
        advance(rtpTimestamp);
        if (nowNanos - windowBegan > WINDOW) {
            windowBegan = nowNanos;
            lastFastest = windowFastest;
            windowFastest = transit;
        }
        windowFastest = Math.min(windowFastest, transit);
        samples[count % SAMPLES] = transit - fastest();
        count++;
        if (count < EVERY || count % EVERY == 0) {
            wanted = quantile();
        }
        target = wanted > target ? wanted : target + FALL * (wanted - target);
    }

    private long fastest() {
        return Math.min(windowFastest, lastFastest);
    }

    private long quantile() {
        int filled = Math.min(count, SAMPLES);
        System.arraycopy(samples, 0, sorted, 0, filled);
        Arrays.sort(sorted, 0, filled);
        return Math.min(LONGEST, sorted[(int) (IN_TIME * (filled - 1))]);
    }

    private void advance(long rtpTimestamp) {
        int units = (int) rtpTimestamp - lastTimestamp;
        if (units > 0) {
            media += units;
            lastTimestamp = (int) rtpTimestamp;
        }
    }

    /** Time of capture by the sender's 90 kHz clock, in ns since the first picture. */
    private long mediaNanos(long rtpTimestamp) {
        return begun ? (media + ((int) rtpTimestamp - lastTimestamp)) * 100_000L / 9 : 0;
    }

    /** When a picture is to be shown; only after the first {@link #complete}. */
    long showAt(long rtpTimestamp) {
        return mediaNanos(rtpTimestamp) + fastest() + Math.round(target);
    }

    /** What the fastest pictures wait, in ns. */
    long target() {
        return Math.round(target);
    }

    /** Another stream, or a pause: what was learnt is forgotten. */
    void reset() {
        begun = false;
    }
}

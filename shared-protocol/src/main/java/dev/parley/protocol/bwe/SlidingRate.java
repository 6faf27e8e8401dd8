package dev.parley.protocol.bwe;

import java.util.Arrays;

/** A rate over the last so many milliseconds, in buckets of 10 ms. Allocates nothing. */
final class SlidingRate {
    private static final long BUCKET_NANOS = 10_000_000L;

    private final int[] bytes;
    private final int[] packets;
    private boolean started;
    private long newest;
    private long beganNanos;
    private long total;
    private int totalPackets;

    SlidingRate(int windowMillis) {
        bytes = new int[windowMillis / 10];
        packets = new int[windowMillis / 10];
    }

    /** Something too old for the window is left out; time otherwise only goes forward. */
    void add(int size, long atNanos) {
        advance(atNanos);
        long bucket = Math.floorDiv(atNanos, BUCKET_NANOS);
        if (newest - bucket < bytes.length) {
            int slot = Math.floorMod(bucket, bytes.length);
            bytes[slot] += size;
            packets[slot]++;
            total += size;
            totalPackets++;
        }
    }

    /** Moves the window so that it ends at this time. */
    void advance(long atNanos) {
        long bucket = Math.floorDiv(atNanos, BUCKET_NANOS);
        if (!started) {
            started = true;
            newest = bucket;
            beganNanos = atNanos;
        }
        long steps = bucket - newest;
        if (steps <= 0) {
            return;
        }
        for (long i = 1; i <= Math.min(steps, bytes.length); i++) {
            int slot = Math.floorMod(newest + i, bytes.length);
            total -= bytes[slot];
            totalPackets -= packets[slot];
            bytes[slot] = 0;
            packets[slot] = 0;
        }
        newest = bucket;
    }

    /** Forgets everything. */
    void clear() {
        started = false;
        total = 0;
        totalPackets = 0;
        Arrays.fill(bytes, 0);
        Arrays.fill(packets, 0);
    }

    /** How much of the window has passed since the beginning, at the end given: its length, or less at first. */
    long spanNanos(long endNanos) {
        if (!started) {
            return 0;
        }
        // The newest bucket is not over yet, so the window is its whole buckets and the part of that one.
        long window = (bytes.length - 1) * BUCKET_NANOS + (endNanos - newest * BUCKET_NANOS);
        return Math.min(window, endNanos - beganNanos);
    }

    int packets() {
        return totalPackets;
    }

    /** Bits per second over {@link #spanNanos}, or 0 when that is nothing. */
    double bitsPerSecond(long endNanos) {
        long span = spanNanos(endNanos);
        return span <= 0 ? 0 : total * 8e9 / span;
    }
}

package dev.parley.sfu.transport;

import java.util.function.LongUnaryOperator;

/** A bottleneck in virtual time, which several wires may share: it serves in order, and holds so much. */
final class MemoryLink {
    /** In place of a time. */
    static final long LOST = -1;

    /** IPv4 and UDP. */
    private static final int HEADERS = 28;

    private static final long STEP = 5 * VirtualTime.MILLI;
    private static final long FOREVER = 60 * VirtualTime.SECOND;

    private final LongUnaryOperator capacity;
    private final long limitNanos;
    private long freeAtNanos;
    /** Bytes that were let in, headers included. */
    long bytes;
    /** Datagrams for which there was no room. */
    int lost;

    /**
     * @param capacity bits per second at a time in nanoseconds
     * @param limitNanos a datagram that would wait longer is lost
     */
    MemoryLink(LongUnaryOperator capacity, long limitNanos) {
        this.capacity = capacity;
        this.limitNanos = limitNanos;
    }

    /** How long a datagram that came now would wait. */
    long queueNanos(long now) {
        return Math.max(0, freeAtNanos - now);
    }

    long capacityAt(long now) {
        return capacity.applyAsLong(now);
    }

    /** When a datagram that comes now is through, or {@link #LOST}. */
    long send(int length, long now) {
        if (queueNanos(now) > limitNanos) {
            lost++;
            return LOST;
        }
        bytes += length + HEADERS;
        freeAtNanos = served(Math.max(freeAtNanos, now), (length + HEADERS) * 8.0);
        return freeAtNanos;
    }

    private long served(long from, double bits) {
        double left = bits;
        long time = from;
        while (time - from < FOREVER) {
            long end = (time / STEP + 1) * STEP;
            double rate = capacity.applyAsLong(time);
            double possible = rate * (end - time) / 1e9;
            if (left <= possible) {
                return time + (long) (left / rate * 1e9);
            }
            left -= possible;
            time = end;
        }
        return time;
    }
}

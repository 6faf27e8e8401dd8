package dev.parley.protocol.bwe;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.function.LongUnaryOperator;

/**
 * A bottleneck in virtual time: a queue with a limit, a capacity that changes, then a way with delay, jitter and loss.
 * Several flows may share it. The same seed gives the same link.
 */
final class SimulatedLink {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    /** In place of an arrival time. */
    static final long LOST = -1;

    private static final long STEP = 5 * MILLI;
    private static final long JITTER_STEP = 40 * MILLI;
    private static final long FOREVER = 60 * SECOND;

    private record Queued(long departure, int bytes) {}

    private final Random random;
    private final ArrayDeque<Queued> queue = new ArrayDeque<>();
    private LongUnaryOperator capacity;
    private long queueLimitBytes = Long.MAX_VALUE;
    private long propagation = 25 * MILLI;
    private double loss;
    private double lossBurst = 1;
    private boolean losing;
    private long jitter;
    private boolean reordering;
    private long queuedBytes;
    private long detourFrom;
    private long detour;
    private long jitterUntil;
    private long jitterFrom;
    private long jitterTo;
    private int policedBurst;
    private double tokens;
    private long tokensAt;
    private long freeAt;
    private long lastArrival;

    SimulatedLink(long seed, long bitsPerSecond) {
        this(seed, time -> bitsPerSecond);
    }

    /** A link whose capacity in bits per second is a function of time in nanoseconds. */
    SimulatedLink(long seed, LongUnaryOperator capacity) {
        random = random(seed);
        this.capacity = capacity;
    }

    /** Chance by a seed; {@code -Dbwe.seed=n} gives other chances to all scenarios. */
    static Random random(long seed) {
        return new Random(seed + 1_000 * Long.getLong("bwe.seed", 0));
    }

    SimulatedLink propagation(long millis) {
        propagation = millis * MILLI;
        return this;
    }

    /** How much of this capacity's traffic the queue holds. */
    SimulatedLink queueLimit(long millis, long ofBitsPerSecond) {
        queueLimitBytes = ofBitsPerSecond * millis / 8_000;
        return this;
    }

    SimulatedLink loss(double share) {
        loss = share;
        return this;
    }

    /** The same share of loss, so many packets in a row on average. */
    SimulatedLink burstyLoss(double share, double packets) {
        loss = share;
        lossBurst = packets;
        return this;
    }

    /**
     * Packets come up to this much earlier or later: each by itself and overtaking when {@code reorder}, otherwise all
     * those of a moment, in order.
     */
    SimulatedLink jitter(long millis, boolean reorder) {
        jitter = millis * MILLI;
        reordering = reorder;
        return this;
    }

    /** From this second on the way is longer by so much. */
    SimulatedLink detour(long second, long millis) {
        detourFrom = second * SECOND;
        detour = millis * MILLI;
        return this;
    }

    /** A policer: lets pass what is within the capacity, with bursts of so many bytes, and holds nothing back. */
    SimulatedLink policing(int burst) {
        policedBurst = burst;
        return this;
    }

    long capacityAt(long now) {
        return capacity.applyAsLong(now);
    }

    /** How long a packet that comes now will wait. */
    long queueNanos(long now) {
        return Math.max(0, freeAt - now);
    }

    /** When a packet sent now arrives, or {@link #LOST}. */
    long send(int bytes, long now) {
        while (!queue.isEmpty() && queue.element().departure() <= now) {
            queuedBytes -= queue.remove().bytes();
        }
        if (queuedBytes + bytes > queueLimitBytes) {
            return LOST;
        }
        if (policedBurst > 0) {
            return police(bytes, now);
        }
        long departure = serve(Math.max(freeAt, now), bytes * 8.0);
        if (departure - now > FOREVER) {
            return LOST;
        }
        freeAt = departure;
        queue.add(new Queued(departure, bytes));
        queuedBytes += bytes;
        if (lost()) {
            return LOST;
        }
        long arrival = departure + propagation + (departure >= detourFrom ? detour : 0) + jitterAt(departure);
        if (!reordering) {
            arrival = Math.max(arrival, lastArrival + 1);
            lastArrival = arrival;
        }
        return arrival;
    }

    private long jitterAt(long time) {
        if (jitter == 0) {
            return 0;
        }
        if (reordering) {
            return random.nextLong(2 * jitter);
        }
        while (time >= jitterUntil) {
            jitterUntil += JITTER_STEP;
            jitterFrom = jitterTo;
            jitterTo = random.nextLong(2 * jitter);
        }
        return jitterTo - (jitterTo - jitterFrom) * (jitterUntil - time) / JITTER_STEP;
    }

    private long police(int bytes, long now) {
        tokens = Math.min(policedBurst, tokens + capacity.applyAsLong(now) / 8e9 * (now - tokensAt));
        tokensAt = now;
        if (tokens < bytes || lost()) {
            return LOST;
        }
        tokens -= bytes;
        return now + propagation;
    }

    private boolean lost() {
        if (lossBurst <= 1) {
            return random.nextDouble() < loss;
        }
        // Gilbert: stays bad for the mean length of a burst, and becomes bad so often that the share comes out.
        double toGood = 1 / lossBurst;
        double toBad = toGood * loss / (1 - loss);
        losing = losing ? random.nextDouble() >= toGood : random.nextDouble() < toBad;
        return losing;
    }

    private long serve(long from, double bits) {
        long time = from;
        double left = bits;
        while (time - from <= FOREVER) {
            long end = (time / STEP + 1) * STEP;
            double rate = capacity.applyAsLong(time);
            double possible = rate * (end - time) / 1e9;
            if (left <= possible) {
                return time + (long) (left / rate * 1e9);
            }
            left -= possible;
            time = end;
        }
        return time + FOREVER;
    }
}

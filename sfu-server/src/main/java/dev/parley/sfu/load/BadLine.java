package dev.parley.sfu.load;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a bad line: which datagrams come out at its far end, and when. They stand in a queue before a link that
 * carries so many bits a second, then some are lost, and the others are on their way for a while, where one may overtake
 * another.
 *
 * <p>The queue is kept in the line's own time, which is the bits that it could have carried so far: when the rate changes,
 * what waits already leaves at the new one. Not thread-safe; no clock of its own.
 */
public final class BadLine<T> {
    /** When nothing is under way. */
    public static final long IDLE = Long.MAX_VALUE;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Beside the payload the link carries headers of IPv4 and UDP. */
    private static final int HEADERS = 28;

    /**
     * How bad it is.
     *
     * @param loss share of datagrams lost, 0 to 1
     * @param delayMillis on the way, whatever waits
     * @param jitterMillis further delay, between none and this, of each datagram by itself
     * @param bitsPerSecond what the link carries, 0 for any amount
     * @param queueMillis what would wait longer for the link is thrown away
     */
    public record Conditions(double loss, int delayMillis, int jitterMillis, long bitsPerSecond, int queueMillis) {
        /** Everything comes out at once. */
        public static final Conditions GOOD = new Conditions(0, 0, 0, 0, 0);

        /** As these, with that share lost. */
        public Conditions losing(double share) {
            return new Conditions(share, delayMillis, jitterMillis, bitsPerSecond, queueMillis);
        }

        /** As these, so long on the way. */
        public Conditions delayed(int millis, int jitter) {
            return new Conditions(loss, millis, jitter, bitsPerSecond, queueMillis);
        }

        /** As these, with so much carried, before which datagrams wait no longer than that. */
        public Conditions carrying(long rate, int queue) {
            return new Conditions(loss, delayMillis, jitterMillis, rate, queue);
        }
    }

    private record Waiting<T>(T datagram, double lastBit) {}

    private record UnderWay<T>(T datagram, long arrivesNanos, long number) {}

    private final SplittableRandom random;
    private final ArrayDeque<Waiting<T>> queue = new ArrayDeque<>();
    private final PriorityQueue<UnderWay<T>> way = new PriorityQueue<>(
            Comparator.<UnderWay<T>>comparingLong(UnderWay::arrivesNanos).thenComparingLong(UnderWay::number));
    private Conditions conditions;
    private double carriedBits;
    private double queuedBits; // in the line's time: the last bit of the last datagram that waits
    private long countedNanos;
    private long numbers;
    private long longestQueueNanos;
    private double offeredBits;
    private long lost;

    /** A line whose chance is that of the seed. */
    public BadLine(long seed, Conditions conditions) {
        random = new SplittableRandom(seed);
        this.conditions = conditions;
    }

    /** It is like this from now on. */
    public void become(Conditions other, long nowNanos) {
        advance(nowNanos);
        conditions = other;
        advance(nowNanos);
    }

    /** A datagram with so many bytes of payload comes in. */
    public void offer(T datagram, int bytes, long nowNanos) {
        advance(nowNanos);
        double bits = 8.0 * (bytes + HEADERS);
        offeredBits += bits;
        if (conditions.bitsPerSecond == 0) {
            depart(datagram, nowNanos);
            return;
        }
        double last = queuedBits + bits;
        long wait = nanosUntil(last);
        if (wait > conditions.queueMillis * NANOS_PER_MILLI) {
            lost++;
            return;
        }
        longestQueueNanos = Math.max(longestQueueNanos, wait);
        queuedBits = last;
        queue.add(new Waiting<>(datagram, last));
    }

    /** The next datagram that has come out by now, or null. */
    public @Nullable T poll(long nowNanos) {
        advance(nowNanos);
        UnderWay<T> first = way.peek();
        if (first == null || first.arrivesNanos > nowNanos) {
            return null;
        }
        way.remove();
        return first.datagram;
    }

    /** When to {@link #poll} next, {@link #IDLE} when there is nothing to wait for. */
    public long nextNanos() {
        Waiting<T> head = queue.peek();
        UnderWay<T> first = way.peek();
        return Math.min(
                head == null ? IDLE : countedNanos + nanosUntil(head.lastBit),
                first == null ? IDLE : first.arrivesNanos);
    }

    /** What came in since this was asked the last time, in bits with headers, whether it came out or not. */
    public double takeOfferedBits() {
        double offered = offeredBits;
        offeredBits = 0;
        return offered;
    }

    /** The longest that a datagram waited for the link since this was asked the last time, in ns. */
    public long takeLongestQueueNanos() {
        long longest = longestQueueNanos;
        longestQueueNanos = 0;
        return longest;
    }

    /** Datagrams that did not come out, by chance or because the queue was full. */
    public long lost() {
        return lost;
    }

    /** The link carried on until now: what is through is on its way from the moment its last bit was. */
    private void advance(long nowNanos) {
        if (conditions.bitsPerSecond == 0) {
            while (!queue.isEmpty()) {
                depart(queue.remove().datagram, nowNanos);
            }
        } else {
            carriedBits += (nowNanos - countedNanos) * conditions.bitsPerSecond / NANOS_PER_SECOND;
        }
        countedNanos = nowNanos;
        for (Waiting<T> head = queue.peek(); head != null && head.lastBit <= carriedBits; head = queue.peek()) {
            queue.remove();
            depart(head.datagram, nowNanos + nanosUntil(head.lastBit));
        }
        if (queue.isEmpty()) { // and what an idle link could have carried is gone
            carriedBits = 0;
            queuedBits = 0;
        }
    }

    /** From the moment last counted; below 0 for what was carried before it. */
    private long nanosUntil(double bit) {
        return (long) Math.ceil((bit - carriedBits) * NANOS_PER_SECOND / conditions.bitsPerSecond);
    }

    private void depart(T datagram, long atNanos) {
        boolean isLost = random.nextDouble() < conditions.loss;
        double millis = conditions.delayMillis + random.nextDouble() * conditions.jitterMillis;
        if (isLost) {
            lost++;
        } else {
            way.add(new UnderWay<>(datagram, atNanos + Math.round(millis * NANOS_PER_MILLI), numbers++));
        }
    }
}

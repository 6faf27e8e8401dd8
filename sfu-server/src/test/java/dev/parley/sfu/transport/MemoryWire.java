package dev.parley.sfu.transport;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One direction of a network in virtual time: it delays, and by a seeded die it loses and reorders. */
final class MemoryWire {
    /** What stands at the far end. */
    interface End {
        /** A datagram, which the receiver may keep and change. */
        void arrives(byte[] datagram);
    }

    private final VirtualTime time;
    private final Random random;
    private final End end;
    private double loss;
    private long delayNanos;
    private long jitterNanos;
    private @Nullable MemoryLink link;
    /** Decides besides the die what gets through. */
    private Predicate<byte[]> passes = datagram -> true;

    MemoryWire(VirtualTime time, Random random, End end) {
        this.time = time;
        this.random = random;
        this.end = end;
    }

    /** How bad it is from now on: the share that is lost, and what each datagram takes, at least and on top. */
    void quality(double lost, long delay, long jitter) {
        loss = lost;
        delayNanos = delay;
        jitterNanos = jitter;
    }

    /** Everything goes through this first from now on. */
    void through(MemoryLink bottleneck) {
        link = bottleneck;
    }

    void passes(Predicate<byte[]> which) {
        passes = which;
    }

    void send(byte[] buffer, int offset, int length) {
        byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
        if (!passes.test(datagram) || random.nextDouble() < loss) {
            return;
        }
        long waits = waits(length);
        if (waits < 0) {
            return;
        }
        long jitter = jitterNanos == 0 ? 0 : random.nextLong(jitterNanos);
        time.after(waits + delayNanos + jitter, () -> end.arrives(datagram));
    }

    /** How long a datagram is held by the link, or a negative number when it is lost there. */
    private long waits(int length) {
        MemoryLink bottleneck = link;
        if (bottleneck == null) {
            return 0;
        }
        long now = time.nanoTime();
        long through = bottleneck.send(length, now);
        return through == MemoryLink.LOST ? -1 : through - now;
    }
}

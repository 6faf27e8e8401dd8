package dev.parley.sfu.transport;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** A clock that stands still until the test moves it, and what is to happen at which time. */
final class VirtualTime implements MediaClock {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    private static final long EPOCH_NANOS = 1_800_000_000L * SECOND;

    private record Event(long atNanos, long order, Runnable task) {}

    private final Queue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::order));
    private long nowNanos = 5 * SECOND;
    private long order;

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public long unixNanos() {
        return EPOCH_NANOS + nowNanos;
    }

    /** Has {@code task} run after {@code delayNanos}. */
    void after(long delayNanos, Runnable task) {
        events.add(new Event(nowNanos + delayNanos, order++, task));
    }

    /** Has {@code task} run every {@code intervalNanos}, for ever. */
    void every(long intervalNanos, Runnable task) {
        after(intervalNanos, () -> {
            task.run();
            every(intervalNanos, task);
        });
    }

    /** Lets {@code nanos} pass, with all that happens meanwhile. */
    void pass(long nanos) {
        long until = nowNanos + nanos;
        while (!events.isEmpty() && events.peek().atNanos() <= until) {
            Event next = events.remove();
            nowNanos = next.atNanos();
            next.task().run();
        }
        nowNanos = until;
    }
}

package dev.parley.desktop.call;

import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call's thread whose time passes only when a test lets it. Tasks may come from any thread. */
final class VirtualTime extends AbstractExecutorService implements ScheduledExecutorService {
    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>();
    private long nowNanos;
    private long count;

    /** Runs all that is to be done by then, in order. */
    void pass(long seconds) {
        long until = nowNanos + TimeUnit.SECONDS.toNanos(seconds);
        for (Task<?> task = next(until); task != null; task = next(until)) {
            task.run();
        }
        nowNanos = until;
    }

    /** Whether nothing is to be done any more, ever. */
    synchronized boolean isIdle() {
        return tasks.isEmpty();
    }

    private synchronized @Nullable Task<?> next(long until) {
        Task<?> first = tasks.peek();
        if (first == null || first.atNanos > until) {
            return null;
        }
        tasks.remove();
        nowNanos = Math.max(nowNanos, first.atNanos);
        return first;
    }

    private synchronized <T> Task<T> add(Callable<T> what, long delayNanos, long periodNanos) {
        Task<T> task = new Task<>(what, nowNanos + delayNanos, periodNanos, count++);
        tasks.add(task);
        return task;
    }

    @Override
    public void execute(Runnable command) {
        var _ = add(
                () -> {
                    command.run();
                    return null;
                },
                0,
                0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    command.run();
                    return null;
                },
                delay,
                unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, unit.toNanos(delay), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return add(
                () -> {
                    command.run();
                    return null;
                },
                unit.toNanos(initialDelay),
                unit.toNanos(period));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, initialDelay, delay, unit);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Task<T> extends FutureTask<T> implements ScheduledFuture<T> {
        private final long periodNanos;
        private final long number;
        private long atNanos;

        Task(Callable<T> what, long atNanos, long periodNanos, long number) {
            super(what);
            this.atNanos = atNanos;
            this.periodNanos = periodNanos;
            this.number = number;
        }

        @Override
        public void run() {
            if (periodNanos == 0) {
                super.run();
            } else if (!isCancelled() && runAndReset()) {
                synchronized (VirtualTime.this) {
                    atNanos += periodNanos;
                    tasks.add(this);
                }
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - nowNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task<?> task = (Task<?>) other;
            int byTime = Long.compare(atNanos, task.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, task.number);
        }
    }
}

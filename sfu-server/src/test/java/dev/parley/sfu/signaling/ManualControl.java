package dev.parley.sfu.signaling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A control thread that is the test's own: tasks run when the test says so, and time is what it says. */
public final class ManualControl extends AbstractExecutorService implements ScheduledExecutorService {
    private static final long PATIENCE_SECONDS = 20;

    private record Timer(Runnable task, long atNanos) {}

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Timer> timers = new ArrayList<>();
    private long nowNanos = 1_000;

    long nanoTime() {
        return nowNanos;
    }

    /** Lets time pass and runs the timers that are due then. */
    void pass(long nanos) {
        nowNanos += nanos;
        List<Timer> due =
                timers.stream().filter(timer -> timer.atNanos() - nowNanos <= 0).toList();
        timers.removeAll(due);
        due.forEach(timer -> timer.task().run());
    }

    /** Runs tasks, which may come from a Worker's thread, until the condition holds. */
    public void runUntil(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Runnable task = tasks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (task == null) {
                throw new AssertionError("nothing to do for " + PATIENCE_SECONDS + " s");
            }
            task.run();
        }
    }

    /** Runs the tasks that are there, and those that they bring. */
    public void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        timers.add(new Timer(task, nowNanos + unit.toNanos(delay)));
        return new Scheduled();
    }

    /** Nobody here asks a timer anything. */
    private static final class Scheduled extends java.util.concurrent.FutureTask<Boolean>
            implements ScheduledFuture<Boolean> {
        Scheduled() {
            super(() -> true);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(java.util.concurrent.Delayed other) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
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
        return false;
    }
}

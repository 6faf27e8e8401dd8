package dev.parley.desktop.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that all transports of a call live on. What is given to it after {@link #close} is let go. */
public final class MediaThread implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaThread.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("media").daemon().unstarted(task));

    /** A thread of its own. */
    public MediaThread() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            // The call is over.
        }
    }

    /** Runs {@code task} again and again, the first time after one period, until the future is cancelled. */
    Future<?> every(long periodMillis, Runnable task) {
        try {
            return executor.scheduleAtFixedRate(() -> guarded(task), periodMillis, periodMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // the call is over
        }
    }

    /** Runs {@code task} once, unless the future is cancelled before. */
    Future<?> after(long millis, Runnable task) {
        try {
            return executor.schedule(() -> guarded(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // the call is over
        }
    }

    /** One fault must not stop the media of the whole call. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of the media thread failed", e);
        }
    }

    /** Runs what is there already, and ends. */
    @Override
    public void close() {
        executor.shutdown();
    }
}

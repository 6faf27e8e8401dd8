package dev.parley.sfu.worker;

import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.WebRtcTransport;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of a Worker while there is anything on it, and how late they are. A Worker that nobody is on does not wake up
 * for them.
 *
 * <p>Thread: the Worker's.
 */
final class TickTimer {
    /** The loop on which it ticks. */
    interface Loop {
        /** Runs the task every so many milliseconds until that is cancelled. */
        Future<?> every(Runnable task, int millis);

        /** The time now, monotonic nanoseconds. */
        long nowNanos();
    }

    /** What is to be done with each tick. */
    interface Listener {
        /** Time passes. */
        void tick(long nowNanos);

        /** Whether there is anything for which time passes. */
        boolean needsTicks();
    }

    private static final long INTERVAL_NANOS = WebRtcTransport.TICK_MILLIS * 1_000_000L;

    /** Whatever routers still have to say of those who have gone they say within a second. */
    static final long LAST_NANOS = 2_000_000_000L;

    private final Loop loop;
    private final Listener listener;
    private final WorkerCounters counters;
    private @Nullable Future<?> running;
    private long neededNanos;
    private long dueNanos;

    TickTimer(Loop loop, Listener listener, WorkerCounters counters) {
        this.loop = loop;
        this.listener = listener;
        this.counters = counters;
    }

    /** There is something to tick for; it ticks until some time after there no longer is. */
    void begin() {
        if (running == null) {
            neededNanos = loop.nowNanos();
            dueNanos = neededNanos;
            running = loop.every(this::tick, WebRtcTransport.TICK_MILLIS);
        }
    }

    private void tick() {
        long nowNanos = loop.nowNanos();
        // Ticks are never early: what seems so shows when they really are due.
        dueNanos = Math.min(dueNanos + INTERVAL_NANOS, nowNanos);
        counters.lag(nowNanos - dueNanos);
        listener.tick(nowNanos);
        if (listener.needsTicks()) {
            neededNanos = nowNanos;
        } else if (nowNanos - neededNanos >= LAST_NANOS) {
            end();
        }
    }

    private void end() {
        Future<?> ticks = running;
        if (ticks != null) {
            running = null;
            ticks.cancel(false);
        }
    }
}

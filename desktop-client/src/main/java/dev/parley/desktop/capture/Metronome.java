package dev.parley.desktop.capture;

import java.util.concurrent.locks.LockSupport;

/** Ticks every 10 ms, for devices that have no clock of their own. Thread: one that ticks, any that stops. */
final class Metronome {
    static final long PERIOD = 10_000_000L; // ns

    /** Who is further behind (the machine slept) does not catch up. */
    private static final long FORGIVEN = 200_000_000L; // ns

    private long next = System.nanoTime();
    private volatile boolean stopped;

    /**
     * Waits for the next tick.
     *
     * @return when it was due, by {@link System#nanoTime}; -1 if it was stopped
     */
    long await() {
        long due = next + PERIOD;
        long now = System.nanoTime();
        if (now - due > FORGIVEN) {
            due = now;
        }
        while (!stopped && due - now > 0) {
            LockSupport.parkNanos(this, due - now);
            now = System.nanoTime();
            if (Thread.interrupted()) { // parks would return at once from here on
                stopped = true;
            }
        }
        next = due;
        return stopped ? -1 : due;
    }

    void stop() {
        stopped = true;
    }
}

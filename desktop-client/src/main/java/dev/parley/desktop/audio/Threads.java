package dev.parley.desktop.audio;

/** Threads for what a driver may keep for long. */
final class Threads {
    /** A driver that takes longer is left behind. */
    private static final long PATIENCE = 3_000; // ms

    private Threads() {}

    static void run(String name, Runnable what) {
        Thread.ofPlatform().daemon().name(name).start(what);
    }

    /** Whether it ended in time. */
    static boolean join(Thread thread) {
        if (thread.equals(Thread.currentThread())) {
            return false;
        }
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}

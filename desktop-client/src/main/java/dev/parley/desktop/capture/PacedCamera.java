package dev.parley.desktop.capture;

import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A camera made of a source of pictures that is asked at a steady rate, on a thread of its own. */
final class PacedCamera implements Camera {
    private static final Logger log = LoggerFactory.getLogger(PacedCamera.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** So many intervals late, the pace begins anew instead of being caught up with. */
    private static final int TOO_LATE = 4;

    private final String name;
    private final Source source;
    private final long interval;
    private volatile boolean open = true;
    private volatile @Nullable Thread thread;

    PacedCamera(String name, Source source, double picturesPerSecond) {
        this.name = name;
        this.source = source;
        interval = Math.round(NANOS_PER_SECOND / picturesPerSecond);
    }

    /** What the pictures come from. */
    interface Source extends AutoCloseable {
        /**
         * The next picture, held by the caller; null when there is none this time.
         *
         * @throws DeviceException when there will be none any more
         */
        @Nullable
        Picture next(long timeNanos) throws DeviceException;

        /** Called on the thread that asked for pictures, after the last; or on any when there was none. */
        @Override
        void close();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start(FrameSink sink, Runnable lost) {
        if (!open || thread != null) {
            throw new IllegalStateException("A camera starts once");
        }
        Thread started = Thread.ofPlatform().daemon().name("camera " + name).unstarted(() -> run(sink, lost));
        thread = started;
        started.start();
    }

    private void run(FrameSink sink, Runnable lost) {
        try {
            deliver(sink);
        } catch (DeviceException | RuntimeException e) {
            log.warn("The camera {} is lost", name, e);
            if (open) {
                lost.run();
            }
        } finally {
            source.close();
        }
    }

    private void deliver(FrameSink sink) throws DeviceException {
        long due = System.nanoTime();
        while (open) {
            long now = System.nanoTime();
            if (now < due) {
                LockSupport.parkNanos(due - now);
                continue;
            }
            Picture picture = source.next(now);
            if (picture != null) {
                try {
                    if (open) {
                        sink.frame(picture);
                    }
                } finally {
                    picture.release();
                }
            }
            due += interval;
            if (System.nanoTime() - due > TOO_LATE * interval) {
                due = System.nanoTime();
            }
        }
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
            running = thread;
        }
        if (running == null) {
            source.close();
            return;
        }
        LockSupport.unpark(running);
        if (running.equals(Thread.currentThread())) {
            return;
        }
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

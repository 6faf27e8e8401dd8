package dev.parley.desktop.picture;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One picture in I420: width times height bytes of Y, then a quarter of that each of U and V, without gaps between rows.
 * It goes back to its pool when the last who retained it has released it.
 */
public final class Picture {
    private final PicturePool pool;
    private final int width;
    private final int height;
    private final MemorySegment bytes;
    private final AtomicInteger holders = new AtomicInteger();
    private long timeNanos;

    Picture(PicturePool pool, int width, int height, MemorySegment bytes) {
        this.pool = pool;
        this.width = width;
        this.height = height;
        this.bytes = bytes;
    }

    void begin(long nanos) {
        timeNanos = nanos;
        holders.set(1);
    }

    /** In pixels, even. */
    public int width() {
        return width;
    }

    /** In pixels, even. */
    public int height() {
        return height;
    }

    /** The three planes, in native memory. To be written only by who got the picture from the pool. */
    public MemorySegment bytes() {
        return bytes;
    }

    /** When it was captured, or is to be shown, by {@link System#nanoTime}. */
    public long timeNanos() {
        return timeNanos;
    }

    /** One more who will {@link #release} it. */
    public void retain() {
        if (holders.getAndIncrement() <= 0) {
            throw new IllegalStateException("a picture retained after its release");
        }
    }

    /** Gives up one hold. */
    public void release() {
        int left = holders.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("a picture released too often");
        }
        if (left == 0) {
            pool.back(this);
        }
    }
}

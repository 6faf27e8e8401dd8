package dev.parley.desktop.capture;

import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PicturePool;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A screen or a part of it that is being looked at, and can be made to stand still. Thread: any. */
public final class SharedScreen implements Camera {
    private final Freezing source;
    private final PacedCamera camera;

    SharedScreen(String name, PacedCamera.Source pictures, double picturesPerSecond) {
        source = new Freezing(pictures);
        camera = new PacedCamera(name, source, picturesPerSecond);
    }

    @Override
    public String name() {
        return camera.name();
    }

    @Override
    public void start(FrameSink sink, Runnable lost) {
        camera.start(sink, lost);
    }

    /** Delivers the last picture again and again, without looking; or what is there, again. */
    public void freeze(boolean still) {
        source.frozen = still;
    }

    @Override
    public void close() {
        camera.close();
    }

    /** Copies of the last picture with new times: whoever comes later needs one too. Two a second will do for them. */
    private static final class Freezing implements PacedCamera.Source {
        private static final long STILL_EVERY = 500_000_000L; // ns

        private final PacedCamera.Source pictures;
        private final PicturePool pool = new PicturePool();
        private volatile boolean frozen;
        private @Nullable Picture last; // on the camera's thread
        private long lastNanos;

        Freezing(PacedCamera.Source pictures) {
            this.pictures = pictures;
        }

        @Override
        public @Nullable Picture next(long timeNanos) throws DeviceException {
            Picture still = last;
            if (!frozen || still == null) {
                Picture next = pictures.next(timeNanos);
                if (next != null) {
                    keep(next);
                    lastNanos = timeNanos;
                }
                return next;
            }
            if (timeNanos - lastNanos < STILL_EVERY) {
                return null;
            }
            lastNanos = timeNanos;
            Picture copy = pool.take(still.width(), still.height(), timeNanos);
            MemorySegment.copy(still.bytes(), 0, copy.bytes(), 0, still.bytes().byteSize());
            return copy;
        }

        private void keep(Picture next) {
            next.retain();
            if (last != null) {
                last.release();
            }
            last = next;
        }

        @Override
        public void close() {
            if (last != null) {
                last.release();
                last = null;
            }
            pictures.close();
        }
    }
}

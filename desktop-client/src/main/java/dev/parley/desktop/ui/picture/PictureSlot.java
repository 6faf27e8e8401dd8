package dev.parley.desktop.ui.picture;

import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Between the media's thread, which brings pictures, the converting thread, and JavaFX's thread, which shows them. Keeps
 * only the newest of each kind. Two surfaces take turns: one is shown while the other is written.
 */
final class PictureSlot implements FrameSink {
    /** What JavaFX's thread does with a new surface. */
    interface Screen {
        void show(Surface surface);
    }

    private final PictureTicks ticks;
    private final Screen screen;
    private final Converter converter =
            new Converter(Platform.isSupported(ConditionalFeature.SCENE3D)); // on the converting thread
    private final AtomicReference<@Nullable Picture> newest = new AtomicReference<>();
    private volatile Target target = Target.NOWHERE;
    private volatile boolean open = true;

    // Guarded by this.
    private @Nullable Surface shown;
    private @Nullable Surface ready;
    private @Nullable Surface spare;
    private @Nullable Surface cooling; // was shown until a moment ago; the renderer may still read it
    private boolean waiting; // a picture for want of a surface

    PictureSlot(PictureTicks ticks, Screen screen) {
        this.ticks = ticks;
        this.screen = screen;
        ticks.add(this);
    }

    /** How big it is shown from now on. */
    void target(Target next) {
        boolean appeared = target.isEmpty() && !next.isEmpty();
        target = next;
        if (appeared) {
            ticks.wake();
        }
    }

    @Override
    public void frame(Picture picture) {
        if (!open || ticks.paused()) {
            return;
        }
        picture.retain();
        release(newest.getAndSet(picture));
        if (!open) {
            release(newest.getAndSet(null));
            return;
        }
        ticks.wake();
    }

    /** Takes no more pictures and frees what it holds. */
    void close() {
        open = false;
        ticks.remove(this);
        release(newest.getAndSet(null));
    }

    /** On the converting thread; whether there is something new to show. */
    boolean convert() {
        Target at = target;
        if (newest.get() == null || at.isEmpty()) {
            return false;
        }
        Surface free = takeSurface();
        if (free == null) {
            return false;
        }
        Picture picture = newest.getAndSet(null);
        if (picture == null) {
            giveBack(free);
            return false;
        }
        try {
            Surface written = converter.convert(picture, at, free);
            synchronized (this) {
                ready = written;
            }
        } finally {
            picture.release();
        }
        return true;
    }

    private synchronized @Nullable Surface takeSurface() {
        Surface free = ready != null ? ready : spare;
        if (free == null && cooling == null) {
            free = Surface.NONE;
        }
        ready = null;
        if (free == spare) {
            spare = null;
        }
        waiting = free == null;
        return free;
    }

    private synchronized void giveBack(Surface surface) {
        spare = surface;
    }

    /** On JavaFX's thread, in a pulse. */
    void present() {
        Surface next;
        synchronized (this) {
            next = ready;
            if (next == null || !open) {
                return;
            }
            cooling = shown;
            shown = next;
            ready = null;
        }
        screen.show(next);
    }

    /** On JavaFX's thread, after the pulse; whether a picture waits for the surface that became free. */
    synchronized boolean settle() {
        if (cooling != null) {
            spare = cooling;
            cooling = null;
        }
        return waiting;
    }

    private static void release(@Nullable Picture picture) {
        if (picture != null) {
            picture.release();
        }
    }
}

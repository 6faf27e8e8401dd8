package dev.parley.desktop.ui.picture;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings new pictures to the window: a thread of its own converts what came for all slots, then JavaFX's thread is asked
 * once to show them all with its next pulse. While that is pending no further one is asked for, so that a slow window
 * never has a queue before it.
 */
public final class PictureTicks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureTicks.class);

    private final List<PictureSlot> slots = new CopyOnWriteArrayList<>();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final Scene scene;
    private final Runnable onPulse = this::present;
    private final Object lock = new Object();
    private boolean dirty;
    private boolean closed;
    private volatile boolean paused;

    /** @param scene whose pulses show the pictures */
    public PictureTicks(Scene scene) {
        this.scene = scene;
        scene.addPreLayoutPulseListener(onPulse);
        var _ = Thread.ofPlatform().daemon().name("pictures").start(this::run);
    }

    /** Converts nothing while the window cannot be seen. */
    public void paused(boolean nobodyLooks) {
        paused = nobodyLooks;
    }

    boolean paused() {
        return paused;
    }

    void add(PictureSlot slot) {
        slots.add(slot);
    }

    void remove(PictureSlot slot) {
        slots.remove(slot);
    }

    /** A slot has something to convert. Any thread. */
    void wake() {
        synchronized (lock) {
            dirty = true;
            lock.notifyAll();
        }
    }

    /** Stops the thread. */
    @Override
    public void close() {
        scene.removePreLayoutPulseListener(onPulse);
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    private void run() {
        while (awaitWork()) {
            boolean any = false;
            for (PictureSlot slot : slots) {
                try {
                    any |= slot.convert();
                } catch (RuntimeException e) {
                    LOG.error("a picture could not be converted", e);
                }
            }
            if (any && pending.compareAndSet(false, true)) {
                Platform.runLater(Platform::requestNextPulse);
            }
        }
    }

    private boolean awaitWork() {
        synchronized (lock) {
            while (!dirty && !closed) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    return false;
                }
            }
            dirty = false;
            return !closed;
        }
    }

    private void present() {
        if (!pending.getAndSet(false)) {
            return;
        }
        for (PictureSlot slot : slots) {
            slot.present();
        }
        // After this pulse the renderer is done with what was shown before, and it can be written again.
        Platform.runLater(this::settle);
    }

    private void settle() {
        boolean waiting = false;
        for (PictureSlot slot : slots) {
            waiting |= slot.settle();
        }
        if (waiting) {
            wake();
        }
    }
}

package dev.parley.desktop.call;

import dev.parley.desktop.capture.Camera;
import dev.parley.desktop.capture.Cameras;
import dev.parley.desktop.capture.DeviceException;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The camera in use, switched on and off and changed one step after the other, since opening one can take seconds.
 *
 * <p>Thread: any.
 */
final class OwnCamera implements AutoCloseable {
    /** What it tells, on a thread of its own. */
    interface Listener {
        void runs();

        void stopped();

        void failed(DeviceException why);
    }

    /** Opens a camera by its name, or the default for null. */
    interface Opener {
        Camera open(@Nullable String name) throws DeviceException;
    }

    private final Cameras cameras = new Cameras();
    private final Opener opener;
    private final Listener listener;
    private final ExecutorService steps = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("camera-steps").daemon().factory());
    private volatile @Nullable FrameSink preview;
    private volatile @Nullable FrameSink send;
    private volatile boolean running;
    private volatile boolean wanted;
    private volatile @Nullable String name;
    private @Nullable Camera open; // on the thread of the steps

    OwnCamera(Listener listener) {
        this.listener = listener;
        this.opener = cameras::open;
    }

    /** With cameras of one's own. */
    OwnCamera(Listener listener, Opener opener) {
        this.listener = listener;
        this.opener = opener;
    }

    /** May block for a second. */
    List<String> names() {
        return cameras.names();
    }

    boolean isRunning() {
        return running;
    }

    void preview(@Nullable FrameSink sink) {
        preview = sink;
    }

    void send(@Nullable FrameSink sink) {
        send = sink;
    }

    void use(@Nullable String other) {
        name = other;
        step(() -> {
            stop();
            bringInStep();
        });
    }

    void turn(boolean on) {
        wanted = on;
        step(this::bringInStep);
    }

    private void step(Runnable task) {
        try {
            steps.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
        }
    }

    private void bringInStep() {
        if (!wanted) {
            if (open != null) {
                stop();
                listener.stopped();
            }
            return;
        }
        if (open != null) {
            return;
        }
        try {
            Camera camera = opener.open(name);
            open = camera;
            running = true;
            camera.start(this::frame, () -> step(() -> lost(camera)));
            listener.runs();
        } catch (DeviceException e) {
            running = false;
            listener.failed(e);
        }
    }

    private void frame(Picture picture) {
        FrameSink own = preview;
        if (own != null) {
            own.frame(picture);
        }
        FrameSink others = send;
        if (others != null) {
            others.frame(picture);
        }
    }

    private void lost(Camera camera) {
        if (camera.equals(open)) {
            stop();
            listener.failed(new DeviceException(DeviceException.Reason.UNPLUGGED, camera.name() + " is gone"));
        }
    }

    private void stop() {
        Camera old = open;
        open = null;
        running = false;
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void close() {
        wanted = false;
        step(this::stop);
        steps.shutdown();
    }
}

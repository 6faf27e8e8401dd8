package dev.parley.desktop.call;

import dev.parley.desktop.capture.Area;
import dev.parley.desktop.capture.DeviceException;
import dev.parley.desktop.capture.Screens;
import dev.parley.desktop.capture.SharedScreen;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One's own screen for real: begun, changed and ended one step after the other. Thread: any. */
final class OwnScreen implements LocalScreen, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnScreen.class);

    /** Opens a screen by its name. */
    interface Opener {
        SharedScreen open(String name) throws DeviceException;
    }

    private final Opener opener;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService steps = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("screen-steps").daemon().factory());
    private volatile @Nullable FrameSink send;
    private volatile State state = State.OFF;
    private volatile @Nullable String name;
    private @Nullable SharedScreen open; // on the thread of the steps

    OwnScreen() {
        this(Screens::open);
    }

    /** With screens of one's own. */
    OwnScreen(Opener opener) {
        this.opener = opener;
    }

    /** Where its pictures go; null for nowhere. */
    void send(@Nullable FrameSink sink) {
        send = sink;
    }

    @Override
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (Area area : Screens.list()) {
            choices.add(new Choice("screen:" + (choices.size() + 1), area.x(), area.y(), area.width(), area.height()));
        }
        return choices;
    }

    @Override
    public void share(String what) {
        step(() -> {
            end();
            try {
                SharedScreen screen = opener.open(what);
                open = screen;
                name = what;
                screen.start(this::frame, () -> step(() -> lost(screen)));
                become(State.SHARED);
            } catch (DeviceException e) {
                LOG.warn("{} cannot be shared", what, e);
                become(State.OFF);
                tell(e.reason());
            }
        });
    }

    @Override
    public void shareRegion(int x, int y, int width, int height) {
        share(Screens.nameOf(new Area(x, y, width, height)));
    }

    @Override
    public void stop() {
        step(() -> {
            end();
            become(State.OFF);
        });
    }

    @Override
    public void freeze(boolean still) {
        step(() -> {
            if (open != null) {
                open.freeze(still);
                become(still ? State.FROZEN : State.SHARED);
            }
        });
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Optional<String> shared() {
        return Optional.ofNullable(name);
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void forget(Listener listener) {
        listeners.remove(listener);
    }

    private void step(Runnable task) {
        try {
            steps.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
        }
    }

    private void frame(Picture picture) {
        FrameSink others = send;
        if (others != null) {
            others.frame(picture);
        }
    }

    private void lost(SharedScreen screen) {
        if (screen.equals(open)) {
            end();
            become(State.OFF);
            tell(DeviceException.Reason.CANNOT_OPEN);
        }
    }

    private void end() {
        SharedScreen old = open;
        open = null;
        name = null;
        if (old != null) {
            old.close();
        }
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            listeners.forEach(listener -> listener.changed(next));
        }
    }

    private void tell(DeviceException.Reason why) {
        listeners.forEach(listener -> listener.failed(OwnMedia.problemOf(why)));
    }

    @Override
    public void close() {
        step(this::end);
        steps.shutdown();
    }
}

package dev.parley.desktop.ui;

import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.call.LocalScreen;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A screen whose fate a test decides. */
public final class ScreenDouble implements LocalScreen {
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Choice> choices = List.of(new Choice("screen:1", 0, 0, 1920, 1080));
    private volatile State state = State.OFF;
    private volatile String shared;

    /** These are there. */
    public void choices(List<Choice> there) {
        choices = there;
    }

    /** It ends by itself. */
    public void fail(Problem problem) {
        become(State.OFF, null);
        listeners.forEach(listener -> listener.failed(problem));
    }

    private void become(State next, String what) {
        shared = what;
        state = next;
        listeners.forEach(listener -> listener.changed(next));
    }

    @Override
    public List<Choice> choices() {
        return choices;
    }

    @Override
    public void share(String name) {
        become(State.SHARED, name);
    }

    @Override
    public void shareRegion(int x, int y, int width, int height) {
        become(State.SHARED, "region:" + width + "x" + height + "+" + x + "+" + y);
    }

    @Override
    public void stop() {
        become(State.OFF, null);
    }

    @Override
    public void freeze(boolean still) {
        become(still ? State.FROZEN : State.SHARED, shared);
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public Optional<String> shared() {
        return Optional.ofNullable(shared);
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void forget(Listener listener) {
        listeners.remove(listener);
    }
}

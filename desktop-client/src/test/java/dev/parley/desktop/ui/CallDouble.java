package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.Participant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A call whose fate a test decides. */
public final class CallDouble implements Call {
    private final LocalMedia local;
    private final List<Participant> people = new ArrayList<>();
    private CallState state = new CallState.Joining();
    private Listener listener;
    private final AtomicInteger retries = new AtomicInteger();
    private volatile boolean closed;

    public CallDouble(LocalMedia local) {
        this.local = local;
    }

    /** It stands differently now. */
    public synchronized void become(CallState next) {
        state = next;
        if (listener != null) {
            listener.state(next);
        }
    }

    public synchronized void join(PersonDouble person) {
        people.add(person);
        if (listener != null) {
            listener.added(person);
        }
    }

    public synchronized void change(PersonDouble person) {
        listener.changed(person);
    }

    public synchronized void part(PersonDouble person) {
        people.remove(person);
        listener.removed(person);
    }

    /** The server has been told to stop. */
    public synchronized void drain(int seconds) {
        listener.draining(seconds);
    }

    public int retries() {
        return retries.get();
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public synchronized CallState state() {
        return state;
    }

    @Override
    public synchronized List<Participant> participants() {
        return List.copyOf(people);
    }

    @Override
    public synchronized void listen(Listener next) {
        listener = next;
        next.state(state);
    }

    @Override
    public LocalMedia local() {
        return local;
    }

    @Override
    public Figures figures() {
        return new Figures("VP8 (libvpx 1.12)", 1280, 720, 29.8, 1_640_000, 2_500_000, 23.4, "UDP", "AEAD_AES_128_GCM");
    }

    @Override
    public void retryNow() {
        retries.incrementAndGet();
    }

    @Override
    public void leave() {
        become(new CallState.Left());
    }

    @Override
    public void close() {
        closed = true;
    }
}

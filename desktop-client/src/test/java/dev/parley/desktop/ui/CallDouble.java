package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.RoomEvent;
import dev.parley.desktop.call.RoomFacts;
import dev.parley.desktop.call.Seen;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A call whose fate a test decides. */
public final class CallDouble implements Call {
    private final LocalMedia local;
    private final List<Participant> people = new ArrayList<>();
    private CallState state = new CallState.Joining();
    private Listener listener;
    private final List<RoomNews.ChatMessage> messages = new ArrayList<>();
    private final List<RoomRequest> asked = new CopyOnWriteArrayList<>();
    private volatile List<Seen> seen = List.of();
    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private RoomFacts room = RoomFacts.NONE;
    private volatile boolean refusing;
    private volatile double loss;
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
        next.room(new RoomEvent.Changed(room));
        messages.forEach(message -> next.room(new RoomEvent.Message(message, false)));
    }

    @Override
    public LocalMedia local() {
        return local;
    }

    /** So much of what one sends is lost, 0 to 1. */
    public void loses(double share) {
        loss = share;
    }

    @Override
    public Figures figures() {
        return new Figures(
                "VP8 (libvpx 1.12)",
                1280,
                720,
                29.8,
                1_640_000,
                2_500_000,
                loss,
                23.4,
                "UDP",
                "AEAD_AES_128_GCM",
                List.of(
                        new Size(320, 180, 29.8, 150_000),
                        new Size(640, 360, 29.8, 600_000),
                        new Size(1280, 720, 29.8, 1_750_000)),
                Optional.of(Limit.LINE));
    }

    /** The meeting is this now. */
    public synchronized void room(RoomFacts next) {
        room = next;
        happen(new RoomEvent.Changed(next));
    }

    /** This happens in the meeting. */
    public synchronized void happen(RoomEvent event) {
        if (event instanceof RoomEvent.Message message) {
            messages.add(message.message());
        }
        if (listener != null) {
            listener.room(event);
        }
    }

    /** What was asked of the room. */
    public List<RoomRequest> asked() {
        return List.copyOf(asked);
    }

    /** What is seen of the others, as it was told last. */
    public List<Seen> seen() {
        return seen;
    }

    @Override
    public void seen(List<Seen> pictures) {
        seen = List.copyOf(pictures);
    }

    /** Passwords that were given. */
    public List<String> passwords() {
        return List.copyOf(passwords);
    }

    /** From now on the server refuses what is asked. */
    public void refuse() {
        refusing = true;
    }

    @Override
    public synchronized RoomFacts room() {
        return room;
    }

    @Override
    public synchronized List<RoomNews.ChatMessage> messages() {
        return List.copyOf(messages);
    }

    @Override
    public CompletableFuture<Void> ask(RoomRequest request) {
        asked.add(request);
        return refusing
                ? CompletableFuture.failedFuture(new IllegalStateException("refused"))
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public void givePassword(String password) {
        passwords.add(password);
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

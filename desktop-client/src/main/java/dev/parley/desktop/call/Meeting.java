package dev.parley.desktop.call;

import dev.parley.desktop.transport.SendTransport;
import dev.parley.desktop.trust.UntrustedServerException;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.ServerMessage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call for real: stays in the room, one {@link Stay} after the other, until left or refused. */
public final class Meeting implements Call {
    private static final Logger LOG = LoggerFactory.getLogger(Meeting.class);
    /** A stay of at least this long shows that the server is well, and the pauses start afresh. */
    private static final long STABLE_NANOS = 10_000_000_000L;

    private static final long CLOSE_SECONDS = 3;

    private final MeetingSettings settings;
    private final People people;
    private final MeetingRoom room = new MeetingRoom(this::happened);
    private final LayoutReport layout;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final LocalMedia.Listener devices = device -> run(this::devicesChanged);
    private final LocalScreen.Listener screen = new FromScreen();
    private volatile CallState state = new CallState.Joining();
    private volatile @Nullable Stay stay;
    private @Nullable Future<?> next;
    private final BackOff pauses = new BackOff(ThreadLocalRandom.current());
    private String password = "";
    private long beganNanos;
    private boolean joinedBefore;

    Meeting(MeetingSettings settings) {
        this.settings = settings;
        this.people = new People(settings.executor(), new FromPeople());
        this.layout = new LayoutReport(settings.executor(), people, this::askNow, this::flow);
        settings.own().listen(devices);
        settings.own().screen().listen(screen);
        layout.budget(settings.own().budget());
    }

    /** Joins. */
    void begin() {
        run(this::stay);
    }

    private void run(Runnable task) {
        settings.executor().execute(task);
    }

    private void stay() {
        next = null;
        if (isOver()) {
            return;
        }
        beganNanos = System.nanoTime();
        Stay begun = new Stay(settings, password, people, room, new FromStay());
        stay = begun;
        begun.begin();
    }

    private boolean isOver() {
        return state instanceof CallState.Left
                || state instanceof CallState.Refused
                || state instanceof CallState.Untrusted;
    }

    private void become(CallState other) {
        if (!other.equals(state) && !isOver()) {
            state = other;
            LOG.debug("the call is {}", other);
            listeners.forEach(listener -> listener.state(other));
        }
    }

    private void devicesChanged() {
        layout.budget(settings.own().budget());
        Stay present = stay;
        if (present != null) {
            present.media().devicesChanged();
        }
    }

    private DataSaver.Flow flow() {
        long sent = Optional.ofNullable(stay)
                .flatMap(present -> present.media().sendTransport())
                .map(SendTransport::sentBitsPerSecond)
                .orElse(0L);
        return DataSaver.Flow.of(people.all(), sent);
    }

    @Override
    public CallState state() {
        return state;
    }

    @Override
    public List<Participant> participants() {
        return List.copyOf(people.all());
    }

    @Override
    public void listen(Listener listener) {
        run(() -> {
            listener.state(state);
            people.all().forEach(listener::added);
            listener.room(new RoomEvent.Changed(room.facts()));
            room.messages().forEach(message -> listener.room(new RoomEvent.Message(message, false)));
            listeners.add(listener);
        });
    }

    @Override
    public LocalMedia local() {
        return settings.own();
    }

    @Override
    public RoomFacts room() {
        return room.facts();
    }

    @Override
    public List<RoomNews.ChatMessage> messages() {
        return room.messages();
    }

    @Override
    public CompletableFuture<Void> ask(RoomRequest request) {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        run(() -> {
            var _ = askNow(request).whenComplete((done, failure) -> {
                if (failure == null) {
                    asked.complete(null);
                } else {
                    asked.completeExceptionally(failure);
                }
            });
        });
        return asked;
    }

    private CompletableFuture<Void> askNow(RoomRequest request) {
        Stay present = stay;
        return present == null
                ? CompletableFuture.failedFuture(new IOException("there is no connection to the server"))
                : present.ask(request);
    }

    @Override
    public void seen(List<Seen> pictures) {
        run(() -> layout.show(pictures));
    }

    @Override
    public void givePassword(String given) {
        run(() -> {
            if (state instanceof CallState.PasswordAsked) {
                password = given;
                become(new CallState.Joining());
                stay();
            }
        });
    }

    /** Nobody is un-muted by others; to be muted is done at once, and said. */
    private void happened(RoomEvent event) {
        if (event instanceof RoomEvent.Silenced silenced) {
            settings.own().turn(silenced.device(), false);
            presentStay().ifPresent(present -> present.media().silenced(silenced.device()));
            if (silenced.device() == LocalMedia.Device.CAMERA) {
                settings.own().screen().stop();
            }
        }
        tell(listener -> listener.room(event));
    }

    /** The stay under way, for figures. */
    Optional<Stay> presentStay() {
        return Optional.ofNullable(stay);
    }

    List<RemotePerson> people() {
        return people.all();
    }

    /** Figures of streams that ended, oldest first. */
    List<CallReport.Remote> departed() {
        return people.departed().all();
    }

    @Override
    public Figures figures() {
        return MeetingFigures.of(this, settings.own());
    }

    @Override
    public void retryNow() {
        run(() -> {
            if (next != null) {
                next.cancel(false);
                stay();
            } else if (stay != null) {
                stay.hurry();
            }
        });
    }

    @Override
    public void leave() {
        run(() -> {
            if (isOver()) {
                return;
            }
            if (next != null) {
                next.cancel(false);
            }
            Stay present = stay;
            stay = null;
            if (present != null) {
                present.close(true);
            }
            become(new CallState.Left());
            end();
        });
    }

    private void end() {
        settings.own().forget(devices);
        settings.own().screen().forget(screen);
        settings.own().screen().stop();
        layout.budget(0); // nothing is left to be measured
        people.clear();
        over.complete(null);
    }

    @Override
    public void close() {
        leave();
        try {
            over.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the call did not end in time", e);
        }
        settings.executor().shutdown();
    }

    private void tell(java.util.function.Consumer<Listener> what) {
        listeners.forEach(what);
    }

    private final class FromScreen implements LocalScreen.Listener {
        @Override
        public void changed(LocalScreen.State now) {
            run(Meeting.this::devicesChanged);
        }

        @Override
        public void failed(LocalMedia.Problem problem) {
            // Whoever wanted to share it is told.
        }
    }

    private final class FromPeople implements People.Listener {
        @Override
        public void added(RemotePerson person) {
            tell(listener -> listener.added(person));
        }

        @Override
        public void changed(RemotePerson person) {
            layout.changed();
            tell(listener -> listener.changed(person));
        }

        @Override
        public void removed(RemotePerson person) {
            tell(listener -> listener.removed(person));
        }
    }

    private final class FromStay implements Stay.Listener {
        @Override
        public void joined(ServerMessage.RoomJoined entered) {
            people.replaceAll(entered);
            room.entered(entered);
            become(new CallState.Joined(joinedBefore));
            joinedBefore = true;
            layout.again();
        }

        @Override
        public void receiving() {
            layout.again();
        }

        @Override
        public void knocking() {
            become(new CallState.Knocking());
        }

        @Override
        public void resuming() {
            become(new CallState.Resuming());
        }

        @Override
        public void resumed(ServerMessage.RoomJoined now) {
            people.bringInStep(now);
            room.resumed(now);
            layout.again();
            become(new CallState.Joined(true));
        }

        @Override
        public void connected() {
            if (state instanceof CallState.Repairing) {
                become(new CallState.Joined(true));
            }
        }

        @Override
        public void interrupted() {
            if (state instanceof CallState.Joined) {
                become(new CallState.Repairing());
            }
        }

        @Override
        public void notice(ServerMessage notice) {
            if (notice instanceof ServerMessage.ServerDraining draining) {
                tell(listener -> listener.draining(draining.seconds()));
            }
            people.notice(notice);
            room.notice(notice);
        }

        @Override
        public void ended(Ending ending) {
            stay = null;
            switch (ending) {
                case Ending.Refused(String code, String message)
                when asksForPassword(code) ->
                    become(new CallState.PasswordAsked(
                            ErrorCode.PASSWORD_REFUSED.word().equals(code)));
                case Ending.Refused(String code, String message) -> {
                    become(new CallState.Refused(code, message));
                    end();
                }
                case Ending.Untrusted(UntrustedServerException server) -> {
                    become(new CallState.Untrusted(
                            server.host(), server.fingerprint(), server.known().isPresent()));
                    end();
                }
                case Ending.Lost(CallState.Cause cause) -> {
                    boolean stable =
                            System.nanoTime() - beganNanos >= STABLE_NANOS && cause != CallState.Cause.MEDIA_BLOCKED;
                    if (stable) {
                        pauses.reset();
                    }
                    become(new CallState.Reconnecting(cause, pauses.attempt()));
                    next = settings.executor().schedule(Meeting.this::stay, pauses.nextMillis(), TimeUnit.MILLISECONDS);
                }
            }
        }

        private static boolean asksForPassword(String code) {
            return ErrorCode.PASSWORD_REQUIRED.word().equals(code)
                    || ErrorCode.PASSWORD_REFUSED.word().equals(code);
        }
    }
}

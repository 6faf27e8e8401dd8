package dev.parley.desktop.call;

import dev.parley.desktop.signaling.RefusedException;
import dev.parley.desktop.signaling.SignalingClient;
import dev.parley.desktop.transport.MediaParameters;
import dev.parley.desktop.transport.RoundTrip;
import dev.parley.desktop.transport.SendTransport;
import dev.parley.desktop.trust.UntrustedServerException;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.AnsweredBy;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stay in the room as one peer: from the first socket's opening to its end, perhaps over several sockets. It is never
 * revived; whoever wants to come back begins the next one.
 *
 * <p>Thread: the call's.
 */
final class Stay {
    private static final Logger LOG = LoggerFactory.getLogger(Stay.class);
    private static final int EXTENDED = 2;
    private static final long PROBE_SECONDS = 20;

    /** Why one was not let in, beside the codes of the protocol. */
    static final String NOT_ADMITTED = "not-admitted";

    /** What a stay tells. */
    interface Listener {
        /** In the room; these are there. */
        void joined(ServerMessage.RoomJoined room);

        /** At the door; somebody inside has been asked. */
        void knocking();

        /** The socket is gone; media goes on, and another one is tried. */
        void resuming();

        /** In the room as before, over another socket; this is there now. */
        void resumed(ServerMessage.RoomJoined room);

        /** Media gets through, for the first time or again. */
        void connected();

        /** Media does not get through for the moment. */
        void interrupted();

        /** Something happened in the room. */
        void notice(ServerMessage notice);

        /** Over, by itself. Once; nothing follows. */
        void ended(Ending ending);
    }

    /** How a stay ended by itself. */
    sealed interface Ending {
        /** The server would not have us. */
        record Refused(String code, String message) implements Ending {}

        /** The server is not known to be who it says. */
        record Untrusted(UntrustedServerException server) implements Ending {}

        /** Something was lost. */
        record Lost(CallState.Cause cause) implements Ending {}
    }

    private final MeetingSettings settings;
    private final String password;
    private final People people;
    private final MeetingRoom room;
    private final Listener listener;
    private final Line line = new Line();
    private final String cname = Long.toHexString(System.nanoTime());
    private final MediaPaths paths;
    private @Nullable SendTransport send;
    private @Nullable Publisher publisher;
    private @Nullable Subscriber subscriber;
    private @Nullable Future<?> probing;
    private @Nullable Resumption resumption;
    private @Nullable RtpCapabilities router;
    private String secret = "";
    private boolean over;

    /**
     * Nothing happens before {@link #begin}.
     *
     * @param password of the room; empty for none
     */
    Stay(MeetingSettings settings, String password, People people, MeetingRoom room, Listener listener) {
        this.settings = settings;
        this.password = password;
        this.people = people;
        this.room = room;
        this.listener = listener;
        paths = new MediaPaths(settings, line, cname, new FromPaths());
    }

    /** Joins. */
    void begin() {
        var _ = SignalingClient.connect(
                        settings.http(), settings.place().server(), settings.executor(), new FromServer())
                .thenComposeAsync(this::join, settings.executor())
                .exceptionallyAsync(
                        failure -> {
                            failed(failure);
                            return null;
                        },
                        settings.executor());
    }

    private CompletableFuture<Void> join(SignalingClient client) {
        if (over) {
            client.close();
            return CompletableFuture.completedFuture(null);
        }
        line.use(client);
        probing = settings.executor().scheduleAtFixedRate(this::probe, PROBE_SECONDS, PROBE_SECONDS, TimeUnit.SECONDS);
        return line.ask(new ClientMessage.GetRouterRtpCapabilities(), ServerMessage.RouterRtpCapabilities.class)
                .thenCompose(answer -> {
                    router = answer.rtpCapabilities();
                    return enter(answer.rtpCapabilities());
                });
    }

    private ClientMessage.JoinRoom ticket() {
        return new ClientMessage.JoinRoom(
                settings.place().room(),
                settings.name(),
                settings.place().token().text(),
                EXTENDED,
                password,
                settings.personKeys().forServer(settings.place().server()),
                true);
    }

    /** All at once: the server answers in the order asked, so each needs the one before only there. */
    private CompletableFuture<Void> enter(RtpCapabilities offered) {
        Subscriber others = new Subscriber(
                line, MediaParameters.receivable(offered), settings.receive(), people, settings.own(), paths.media());
        subscriber = others;
        CompletableFuture<Void> joined = line.ask(ticket(), ServerMessage.RoomJoined.class)
                .thenAccept(answer -> {
                    secret = answer.resumeSecret();
                    listener.joined(answer);
                    wantAll(answer, others);
                });
        CompletableFuture<Void> receiving = paths.receiving().thenAccept(others::start);
        CompletableFuture<Void> sending =
                paths.sending(this::available).thenAccept(transport -> publish(transport, offered));
        return CompletableFuture.allOf(joined, receiving, sending);
    }

    private static void wantAll(ServerMessage.RoomJoined room, Subscriber others) {
        room.existingProducers()
                .forEach(peer -> peer.producers()
                        .forEach(producer -> others.want(peer.peerId(), producer.producerId(), producer.kind())));
    }

    private void publish(SendTransport transport, RtpCapabilities offered) {
        send = transport;
        if (!over) {
            Publisher own = new Publisher(line, transport, paths.media(), offered, settings.own(), cname);
            publisher = own;
            own.bringInStep();
        }
    }

    private void available(long bitsPerSecond) {
        if (publisher != null) {
            publisher.available(bitsPerSecond);
        }
    }

    /** Waits to be let in for as long as it takes; the answer comes as a notice. */
    private void knock() {
        listener.knocking();
        var _ = line.ask(new RoomRequest.Knock(ticket()), RoomNews.Knocking.class)
                .exceptionally(failure -> {
                    failed(failure);
                    return null;
                });
    }

    private void knockAnswered(boolean admitted) {
        RtpCapabilities offered = router;
        if (!admitted || offered == null) {
            end(new Ending.Refused(NOT_ADMITTED, "nobody let us in"));
            return;
        }
        var _ = enter(offered).exceptionally(failure -> {
            failed(failure);
            return null;
        });
    }

    /** Asks for something in the room; the answer is news for us as it is for the others. */
    CompletableFuture<Void> ask(RoomRequest request) {
        AnsweredBy by = request.getClass().getAnnotation(AnsweredBy.class);
        if (by == null || !line.isExtended()) {
            return CompletableFuture.failedFuture(
                    new UnsupportedOperationException(request.type() + " is unknown to this server"));
        }
        return line.ask(request, by.value().asSubclass(ServerMessage.class)).thenAccept(this::noticed);
    }

    /** A dead network path closes no socket for minutes. */
    private void probe() {
        if (resumption == null) {
            var _ = line.ask(new ClientMessage.GetRouterRtpCapabilities(), ServerMessage.RouterRtpCapabilities.class)
                    .exceptionally(failure -> {
                        socketLost();
                        return null;
                    });
        }
    }

    /** Does not wait any longer before the next socket is tried. */
    void hurry() {
        if (resumption != null) {
            resumption.hurry();
        }
    }

    private void socketLost() {
        if (over || resumption != null) {
            return;
        }
        line.drop();
        if (secret.isEmpty()) {
            end(new Ending.Lost(CallState.Cause.SERVER_LOST));
            return;
        }
        listener.resuming();
        RoomRequest.ResumeSession request = new RoomRequest.ResumeSession(
                settings.place().room(), room.facts().selfId(), secret, room.lastMessage());
        resumption = new Resumption(settings, request, new FromServer(), new FromResumption());
        resumption.begin();
    }

    private void resumed(SignalingClient client, RoomNews.SessionResumed answer) {
        resumption = null;
        line.use(client);
        Subscriber others = subscriber;
        if (others == null || !answer.transports().containsAll(paths.ids())) {
            end(new Ending.Lost(CallState.Cause.SERVER_LOST));
            return;
        }
        secret = answer.room().resumeSecret();
        others.keepOnly(answer.consumers());
        listener.resumed(answer.room());
        wantAll(answer.room(), others);
        if (publisher != null) {
            publisher.resumed(answer.producers());
        }
    }

    /** Sends what is on, and no longer what is off. */
    void devicesChanged() {
        if (publisher != null) {
            publisher.bringInStep();
        }
    }

    RoundTrip roundTrip() {
        return paths.roundTrip();
    }

    Optional<Publisher> publisher() {
        return Optional.ofNullable(publisher);
    }

    Optional<SendTransport> sendTransport() {
        return Optional.ofNullable(send);
    }

    private void failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (over) {
            return;
        }
        LOG.info("the call could not go on: {}", cause.toString());
        Optional<UntrustedServerException> untrusted = UntrustedServerException.behind(failure);
        if (untrusted.isPresent()) {
            end(new Ending.Untrusted(untrusted.get()));
        } else if (cause instanceof RefusedException refused) {
            switch (refused.code()) {
                case KNOCK_REQUIRED -> knock();
                // It may be back in a moment.
                case SERVER_DRAINING -> end(new Ending.Lost(CallState.Cause.SERVER_CLOSING));
                default -> end(new Ending.Refused(refused.code().word(), String.valueOf(refused.getMessage())));
            }
        } else {
            end(new Ending.Lost(CallState.Cause.SERVER_LOST));
        }
    }

    private void end(Ending ending) {
        if (!over) {
            close(false);
            listener.ended(ending);
        }
    }

    /** Frees everything; {@code politely} tells the server first. The listener hears nothing more. */
    void close(boolean politely) {
        if (over) {
            return;
        }
        over = true;
        if (probing != null) {
            probing.cancel(false);
        }
        if (resumption != null) {
            resumption.cancel();
        }
        if (publisher != null) {
            publisher.close();
        }
        if (subscriber != null) {
            subscriber.close();
        }
        paths.close();
        if (politely && line.isExtended()) {
            // The answer is of no interest, and the socket may be gone already.
            var _ = line.ask(new ClientMessage.LeaveRoom(), ServerMessage.RoomLeft.class);
        }
        line.close();
    }

    private void noticed(ServerMessage message) {
        if (over) {
            return;
        }
        switch (message) {
            case ServerMessage.NewProducer producer -> {
                listener.notice(producer);
                if (subscriber != null) {
                    subscriber.want(producer.peerId(), producer.producerId(), producer.kind());
                }
            }
            case ServerMessage.RoomClosed closed ->
                end(
                        switch (closed.reason()) {
                            case WORKER_DIED -> new Ending.Lost(CallState.Cause.ROOM_INTERRUPTED);
                            case SERVER_CLOSING -> new Ending.Lost(CallState.Cause.SERVER_CLOSING);
                            case ENDED, REMOVED, BANNED ->
                                new Ending.Refused(closed.reason().word(), "somebody has ended it for you");
                        });
            case ServerMessage.TransportClosed closed -> paths.lost("transport " + closed.reason());
            case RoomNews.KnockAnswered answered -> knockAnswered(answered.admitted());
            default -> listener.notice(message);
        }
    }

    private final class FromServer implements SignalingClient.Listener {
        @Override
        public void notice(ServerMessage message) {
            noticed(message);
        }

        @Override
        public void closed() {
            socketLost();
        }
    }

    private final class FromResumption implements Resumption.Listener {
        @Override
        public void resumed(SignalingClient client, RoomNews.SessionResumed answer) {
            Stay.this.resumed(client, answer);
        }

        @Override
        public void failed() {
            resumption = null;
            end(new Ending.Lost(CallState.Cause.SERVER_LOST));
        }
    }

    private final class FromPaths implements MediaPaths.Listener {
        @Override
        public void connected() {
            listener.connected();
        }

        @Override
        public void interrupted() {
            listener.interrupted();
        }

        @Override
        public void ended(boolean everConnected) {
            end(new Ending.Lost(everConnected ? CallState.Cause.MEDIA_LOST : CallState.Cause.MEDIA_BLOCKED));
        }

        @Override
        public void failed(Throwable failure) {
            Stay.this.failed(failure);
        }
    }
}

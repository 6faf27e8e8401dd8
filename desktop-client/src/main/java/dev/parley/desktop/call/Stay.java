package dev.parley.desktop.call;

import dev.parley.desktop.signaling.RefusedException;
import dev.parley.desktop.signaling.SignalingClient;
import dev.parley.desktop.trust.UntrustedServerException;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.AnsweredBy;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.LayerNews;
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

        /** One more video of somebody comes. */
        void receiving();

        /** Something happened in the room. */
        void notice(ServerMessage notice);

        /** Over, by itself. Once; nothing follows. */
        void ended(Ending ending);
    }

    private final MeetingSettings settings;
    private final String password;
    private final MeetingRoom room;
    private final Listener listener;
    private final Line line = new Line();
    private final StayMedia media;
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
        this.room = room;
        this.listener = listener;
        media = new StayMedia(settings, line, people, new FromPaths(), listener::receiving);
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
        media.prepare(offered);
        CompletableFuture<Void> joined = line.ask(ticket(), ServerMessage.RoomJoined.class)
                .thenAccept(answer -> {
                    secret = answer.resumeSecret();
                    listener.joined(answer);
                    media.wantAll(answer);
                });
        return CompletableFuture.allOf(joined, media.open(offered));
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
        if (!media.isKept(answer)) {
            end(new Ending.Lost(CallState.Cause.SERVER_LOST));
            return;
        }
        secret = answer.room().resumeSecret();
        media.keepOnly(answer);
        listener.resumed(answer.room());
        media.resume(answer);
    }

    /** What is sent and received. */
    StayMedia media() {
        return media;
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
        media.close();
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
                media.want(producer.peerId(), producer.producerId(), producer.kind());
            }
            case ServerMessage.RoomClosed closed ->
                end(
                        switch (closed.reason()) {
                            case WORKER_DIED -> new Ending.Lost(CallState.Cause.ROOM_INTERRUPTED);
                            case SERVER_CLOSING -> new Ending.Lost(CallState.Cause.SERVER_CLOSING);
                            case ENDED, REMOVED, BANNED ->
                                new Ending.Refused(closed.reason().word(), "somebody has ended it for you");
                        });
            case ServerMessage.TransportClosed closed -> media.lost("transport " + closed.reason());
            case LayerNews.ProducerLayersWanted wanted -> media.layersWanted(wanted);
            case LayerNews.ConsumerLayersChanged changed -> media.layersChanged(changed);
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

package dev.parley.sfu.signaling;

import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.ServerMessage.ErrorMessage;
import dev.parley.protocol.signaling.SignalingCodec;
import dev.parley.protocol.signaling.SignalingCodec.Read.Received;
import dev.parley.protocol.signaling.SignalingCodec.Read.Refused;
import dev.parley.sfu.http.SocketListener;
import dev.parley.sfu.http.SourceLimit;
import dev.parley.sfu.http.WebSocketConnection;
import dev.parley.sfu.room.Peer;
import dev.parley.sfu.room.PeerConnection;
import dev.parley.sfu.room.RequestRefused;
import dev.parley.sfu.room.Rooms;
import dev.parley.sfu.worker.RouterProxy;
import dev.parley.sfu.worker.WorkerDiedException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One client's conversation. Requests are carried out one after the other, each begun when the one before is answered,
 * so that answers come in the order of the requests; only a {@code consume} that waits for its transport is overtaken.
 *
 * <p>Thread: the control thread.
 */
final class SignalingSession implements SocketListener, PeerConnection {
    /** Requests that may wait for the one being carried out. */
    static final int MAXIMUM_WAITING = 512;

    /** Going away (RFC 6455, section 7.4.1). */
    private static final int GOING_AWAY = 1001;

    /** Policy violation (RFC 6455, section 7.4.1). */
    private static final int POLICY_VIOLATION = 1008;

    /** Internal error, likewise. */
    private static final int SERVER_ERROR = 1011;

    private static final Logger LOG = LoggerFactory.getLogger(SignalingSession.class);

    private final WebSocketConnection connection;
    private Peer peer;
    private final Rooms rooms;
    private final Requests requests;
    private final ScheduledExecutorService control;
    private final SourceLimit joins;
    private final LongSupplier nanoClock;
    private final Deque<SignalingCodec.Read<ClientMessage>> waiting = new ArrayDeque<>();
    private final KeptConsumes kept = new KeptConsumes();
    private boolean busy;
    private boolean proceeding;
    private boolean closed;

    /**
     * @param joins how often those of one address may enter rooms
     * @param control the control thread
     * @param nanoClock monotonic nanoseconds
     */
    SignalingSession(
            WebSocketConnection connection,
            String peerId,
            Rooms rooms,
            RtpCapabilities capabilities,
            SourceLimit joins,
            ScheduledExecutorService control,
            LongSupplier nanoClock) {
        this.connection = connection;
        this.peer = new Peer(peerId, this);
        this.rooms = rooms;
        this.requests = new Requests(rooms, capabilities);
        this.joins = joins;
        this.control = control;
        this.nanoClock = nanoClock;
    }

    void greet() {
        aboutPeer(LOG.atDebug()).log("a WebSocket from {} is this peer's", connection.remote());
        answer(new ServerMessage.Connected(peer.id()), RequestId.NONE);
    }

    private LoggingEventBuilder aboutPeer(LoggingEventBuilder line) {
        LoggingEventBuilder about = line.addKeyValue("peer", peer.id());
        return peer.room().map(room -> about.addKeyValue("room", room.id())).orElse(about);
    }

    @Override
    public void text(String frame) {
        if (waiting.size() >= MAXIMUM_WAITING) {
            close(POLICY_VIOLATION, "too many requests at once");
            return;
        }
        waiting.add(SignalingCodec.read(frame));
        proceed();
    }

    /** Carries out what waits, until something takes time. Answers that come at once return to this loop. */
    private void proceed() {
        if (proceeding) {
            return;
        }
        proceeding = true;
        try {
            while (!busy && !closed && !waiting.isEmpty()) {
                switch (waiting.remove()) {
                    case Refused<ClientMessage> refused -> answer(refused.answer(), refused.id());
                    case Received<ClientMessage> request -> begin(request);
                }
            }
        } finally {
            proceeding = false;
        }
    }

    private void begin(Received<ClientMessage> request) {
        if (request.message() instanceof ClientMessage.Consume && peer.room().isPresent() && !peer.canReceive()) {
            keep(request);
            return;
        }
        busy = true;
        var _ = carryOut(request.message())
                .exceptionally(failure -> explain(failure, request.message()))
                .thenAccept(answer -> finish(request, answer))
                .exceptionally(broken -> {
                    aboutPeer(LOG.atError())
                            .setCause(broken)
                            .log(
                                    "the conversation ends after {}",
                                    request.message().type());
                    close(SERVER_ERROR, "the server failed");
                    return null;
                });
    }

    private void finish(Received<ClientMessage> request, ServerMessage answer) {
        busy = false;
        answer(answer, request.id());
        if (answer instanceof ServerMessage.TransportCreated && peer.canReceive()) {
            // What waited for this transport comes before what was asked since.
            kept.takeAll().reversed().forEach(waiting::addFirst);
        }
        proceed();
    }

    private CompletableFuture<ServerMessage> carryOut(ClientMessage message) {
        try {
            if (message instanceof ClientMessage.JoinRoom
                    || message instanceof RoomRequest.Knock
                    || message instanceof RoomRequest.ResumeSession) {
                requireSeldomJoins();
            }
            return message instanceof RoomRequest.ResumeSession resumption
                    ? CompletableFuture.completedFuture(resume(resumption))
                    : requests.carryOut(peer, message);
        } catch (RequestRefused | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** From now on this socket is that of another peer, who was there before. */
    private ServerMessage resume(RoomRequest.ResumeSession request) throws RequestRefused {
        if (peer.room().isPresent()) {
            throw new RequestRefused(ErrorCode.ALREADY_JOINED, "you are in a room already");
        }
        rooms.stopWaiting(peer);
        return rooms.resume(this, request, resumed -> peer = resumed);
    }

    private void requireSeldomJoins() throws RequestRefused {
        if (!joins.take(connection.remote().getAddress(), nanoClock.getAsLong())) {
            throw new RequestRefused(ErrorCode.RATE_LIMITED, "too many joins from your address; try again in a while");
        }
    }

    private ErrorMessage explain(Throwable failure, ClientMessage request) {
        Throwable cause = failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
        return switch (cause) {
            case RequestRefused refused -> error(refused.code(), refused.sentence(), request);
            case RouterProxy.GoneException gone -> error(code(gone.kind()), String.valueOf(gone.getMessage()), request);
            case WorkerDiedException _ ->
                error(ErrorCode.INTERNAL, "the media worker has ended; join the room again", request);
            case null, default -> {
                aboutPeer(LOG.atError()).setCause(cause).log("{} failed", request.type());
                yield error(ErrorCode.INTERNAL, "the server failed; its log says why", request);
            }
        };
    }

    private static ErrorCode code(RouterProxy.GoneException.Kind gone) {
        return switch (gone) {
            case TRANSPORT -> ErrorCode.NO_SUCH_TRANSPORT;
            case PRODUCER -> ErrorCode.NO_SUCH_PRODUCER;
            case CONSUMER -> ErrorCode.NO_SUCH_CONSUMER;
        };
    }

    private static ErrorMessage error(ErrorCode code, String sentence, ClientMessage request) {
        return new ErrorMessage(sentence, code, Optional.of(request.type()));
    }

    private void keep(Received<ClientMessage> request) {
        if (!kept.keep(request, nanoClock.getAsLong())) {
            answer(
                    error(ErrorCode.TOO_MANY, "too many requests wait for a receive transport", request.message()),
                    request.id());
            return;
        }
        var _ = control.schedule(this::expire, KeptConsumes.PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    }

    private void expire() {
        for (Received<ClientMessage> late : kept.takeExpired(nanoClock.getAsLong())) {
            answer(error(ErrorCode.TIMED_OUT, "no receive transport was made within 30 s", late.message()), late.id());
        }
    }

    @Override
    public void tell(String frame) {
        if (!closed) {
            connection.send(frame);
        }
    }

    private void answer(ServerMessage message, RequestId id) {
        tell(SignalingCodec.write(message, id, peer.generation()));
    }

    @Override
    public List<InetAddress> loopbackAddress() {
        return connection.isLoopback() ? List.of(connection.local().getAddress()) : List.of();
    }

    void close(int code, String reason) {
        connection.close(code, reason);
    }

    @Override
    public InetAddress remoteAddress() {
        return connection.remote().getAddress();
    }

    @Override
    public void superseded() {
        end();
        close(GOING_AWAY, "the session goes on over another socket");
    }

    @Override
    public void closed() {
        end();
        rooms.socketEnded(peer, this, false);
    }

    @Override
    public void broken() {
        end();
        rooms.socketEnded(peer, this, true);
    }

    private void end() {
        closed = true;
        waiting.clear();
        kept.takeAll();
    }
}

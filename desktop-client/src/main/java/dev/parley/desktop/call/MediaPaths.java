package dev.parley.desktop.call;

import dev.parley.desktop.transport.ClientTransport;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.RecvTransport;
import dev.parley.desktop.transport.RoundTrip;
import dev.parley.desktop.transport.SendTransport;
import dev.parley.desktop.transport.TransportException;
import dev.parley.desktop.transport.TransportSettings;
import dev.parley.protocol.dtls.FingerprintAlgorithm;
import dev.parley.protocol.media.DtlsFingerprint;
import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.DtlsRole;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.protocol.srtp.SrtpProfile;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two transports of a stay, one for each direction, from asking for them to their end. Thread: the call's. */
final class MediaPaths implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaPaths.class);

    /** What they tell, on the call's thread. */
    interface Listener {
        /** Media gets through in both directions, for the first time or again. */
        void connected();

        /** Media does not get through for the moment. */
        void interrupted();

        /** Media gets through no longer, or never did. */
        void ended(boolean everConnected);

        /** The server would not have our side of a transport, or cannot be asked. */
        void failed(Throwable failure);
    }

    /** How long the socket, which tells why the server closed a transport, may be behind the transport itself. */
    private static final long REASON_PATIENCE_MILLIS = 2_000;

    private interface Maker<T extends ClientTransport> {
        T make(ServerMessage.TransportCreated created, ClientTransport.Listener listener) throws TransportException;
    }

    private final MeetingSettings settings;
    private final Line line;
    private final String cname;
    private final Listener listener;
    private final MediaThread media = new MediaThread();
    private final RoundTrip roundTrip = new RoundTrip();
    /** Known from before they are opened, so that whatever ends the stay closes them. */
    private final List<ClientTransport> transports = new CopyOnWriteArrayList<>();

    private final Set<String> ids = new HashSet<>();
    private final Set<TransportDirection> connected = EnumSet.noneOf(TransportDirection.class);
    private boolean everConnected;
    private boolean closed;

    /** @param cname of what is sent and reported */
    MediaPaths(MeetingSettings settings, Line line, String cname, Listener listener) {
        this.settings = settings;
        this.line = line;
        this.cname = cname;
        this.listener = listener;
    }

    MediaThread media() {
        return media;
    }

    RoundTrip roundTrip() {
        return roundTrip;
    }

    /** What the server calls them. */
    Set<String> ids() {
        return Set.copyOf(ids);
    }

    CompletableFuture<RecvTransport> receiving() {
        return make(
                TransportDirection.RECV,
                (created, events) -> RecvTransport.of(created, environment(), transportSettings(), cname, events));
    }

    /** @param available told on the call's thread what the path is thought to carry, in bits per second */
    CompletableFuture<SendTransport> sending(LongConsumer available) {
        return make(
                TransportDirection.SEND,
                (created, events) -> SendTransport.of(
                        created,
                        environment(),
                        transportSettings(),
                        cname,
                        bits -> settings.executor().execute(() -> available.accept(bits)),
                        events));
    }

    private SessionEnvironment environment() {
        Executor handshakes = task -> Thread.ofVirtual().start(task);
        return new SessionEnvironment(settings.certificate(), List.of(SrtpProfile.values()), media, handshakes);
    }

    private TransportSettings transportSettings() {
        return new TransportSettings(media, settings.udpAllowed(), roundTrip);
    }

    private <T extends ClientTransport> CompletableFuture<T> make(TransportDirection direction, Maker<T> maker) {
        return line.ask(new ClientMessage.CreateTransport(direction), ServerMessage.TransportCreated.class)
                .thenCompose(created -> made(created, maker).thenApply(transport -> begin(created, transport)));
    }

    /** The server usually tells addresses; resolving a name may block. */
    private <T extends ClientTransport> CompletableFuture<T> made(
            ServerMessage.TransportCreated created, Maker<T> maker) {
        boolean names = created.iceCandidates().stream().anyMatch(each -> !isLiteral(each.ip()));
        if (!names) {
            return CompletableFuture.completedFuture(makeOf(created, maker));
        }
        return CompletableFuture.supplyAsync(
                        () -> makeOf(created, maker), task -> Thread.ofVirtual().start(task))
                .thenApplyAsync(transport -> transport, settings.executor());
    }

    private static boolean isLiteral(String host) {
        return host.contains(":") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    private <T extends ClientTransport> T makeOf(ServerMessage.TransportCreated created, Maker<T> maker) {
        try {
            return maker.make(created, new FromTransport(created.direction()));
        } catch (TransportException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T extends ClientTransport> T begin(ServerMessage.TransportCreated created, T transport) {
        if (closed) {
            return transport;
        }
        var fingerprint = settings.certificate().fingerprint(FingerprintAlgorithm.SHA_256);
        DtlsParameters ours = new DtlsParameters(
                DtlsRole.CLIENT,
                List.of(new DtlsFingerprint(fingerprint.algorithm().text(), fingerprint.value())));
        transports.add(transport);
        ids.add(created.transportId());
        media.execute(transport::open);
        var _ = line.ask(
                        new ClientMessage.ConnectTransport(created.transportId(), ours),
                        ServerMessage.TransportConnected.class)
                .exceptionally(failure -> {
                    listener.failed(failure);
                    return null;
                });
        return transport;
    }

    /** The server has ended one of them. */
    void lost(String why) {
        if (!closed) {
            LOG.info("media ended: {}", why);
            listener.ended(everConnected);
        }
    }

    /** The server has closed one of them, and will say why: that somebody was put out, say, who must not come back. */
    void closedByServer(TransportDirection direction) {
        var _ = settings.executor()
                .schedule(
                        () -> lost(direction + ": the server closed it"),
                        REASON_PATIENCE_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        media.execute(() -> transports.forEach(ClientTransport::close));
        media.close();
    }

    /** Hops from the media thread. */
    private final class FromTransport implements ClientTransport.Listener {
        private final TransportDirection direction;

        FromTransport(TransportDirection direction) {
            this.direction = direction;
        }

        @Override
        public void connected() {
            settings.executor().execute(() -> {
                connected.add(direction);
                if (!closed && connected.size() == TransportDirection.values().length) {
                    everConnected = true;
                    listener.connected();
                }
            });
        }

        @Override
        public void interrupted() {
            settings.executor().execute(() -> {
                connected.remove(direction);
                if (!closed) {
                    listener.interrupted();
                }
            });
        }

        @Override
        public void ended(String why) {
            settings.executor().execute(() -> lost(direction + ": " + why));
        }

        @Override
        public void closedByServer() {
            MediaPaths.this.closedByServer(direction);
        }
    }
}

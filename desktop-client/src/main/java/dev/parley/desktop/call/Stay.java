package dev.parley.desktop.call;

import dev.parley.desktop.signaling.RefusedException;
import dev.parley.desktop.signaling.SignalingClient;
import dev.parley.desktop.transport.ClientTransport;
import dev.parley.desktop.transport.MediaParameters;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.RecvTransport;
import dev.parley.desktop.transport.RoundTrip;
import dev.parley.desktop.transport.SendTransport;
import dev.parley.desktop.transport.TransportException;
import dev.parley.desktop.transport.TransportSettings;
import dev.parley.desktop.trust.UntrustedServerException;
import dev.parley.protocol.dtls.FingerprintAlgorithm;
import dev.parley.protocol.media.DtlsFingerprint;
import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.DtlsRole;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.protocol.srtp.SrtpProfile;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stay in the room as one peer: from the socket's opening to its end. It is never revived; whoever wants to come back
 * begins the next one.
 *
 * <p>Thread: the call's.
 */
final class Stay {
    private static final Logger LOG = LoggerFactory.getLogger(Stay.class);
    private static final int EXTENDED = 2;
    private static final long PROBE_SECONDS = 20;

    /** What a stay tells. */
    interface Listener {
        /** In the room; these are there. */
        void joined(ServerMessage.RoomJoined room);

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
    private final People people;
    private final Listener listener;
    private final MediaThread media = new MediaThread();
    private final RoundTrip roundTrip = new RoundTrip();
    /** Known from before they are opened, so that whatever ends the stay closes them. */
    private final List<ClientTransport> transports = new CopyOnWriteArrayList<>();

    private final Set<TransportDirection> connected = EnumSet.noneOf(TransportDirection.class);
    private final String cname = Long.toHexString(System.nanoTime());
    private @Nullable SignalingClient signaling;
    private @Nullable SendTransport send;
    private @Nullable Publisher publisher;
    private @Nullable Subscriber subscriber;
    private @Nullable Future<?> probing;
    private boolean everConnected;
    private boolean over;

    Stay(MeetingSettings settings, People people, Listener listener) {
        this.settings = settings;
        this.people = people;
        this.listener = listener;
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
        signaling = client;
        if (over) {
            client.close();
            return CompletableFuture.completedFuture(null);
        }
        return client.ask(new ClientMessage.GetRouterRtpCapabilities(), ServerMessage.RouterRtpCapabilities.class)
                .thenCompose(answer -> enter(client, answer.rtpCapabilities()));
    }

    /** All at once: the server answers in the order asked, so each needs the one before only there. */
    private CompletableFuture<Void> enter(SignalingClient client, RtpCapabilities router) {
        Subscriber others = new Subscriber(
                client, MediaParameters.receivable(router), settings.receive(), people, settings.own(), media);
        subscriber = others;
        CompletableFuture<Void> joined = client.ask(
                        new ClientMessage.JoinRoom(
                                settings.place().room(),
                                settings.name(),
                                settings.place().token().text(),
                                EXTENDED),
                        ServerMessage.RoomJoined.class)
                .thenAccept(room -> {
                    listener.joined(room);
                    room.existingProducers()
                            .forEach(peer -> peer.producers()
                                    .forEach(producer ->
                                            others.want(peer.peerId(), producer.producerId(), producer.kind())));
                });
        CompletableFuture<Void> receiving = createTransport(client, TransportDirection.RECV)
                .thenAccept(created -> open(created, () -> receive(created, others)));
        CompletableFuture<Void> sending = createTransport(client, TransportDirection.SEND)
                .thenAccept(created -> open(created, () -> send(created, client, router)));
        probing = settings.executor()
                .scheduleAtFixedRate(() -> probe(client), PROBE_SECONDS, PROBE_SECONDS, TimeUnit.SECONDS);
        return CompletableFuture.allOf(joined, receiving, sending);
    }

    private static CompletableFuture<ServerMessage.TransportCreated> createTransport(
            SignalingClient client, TransportDirection direction) {
        return client.ask(new ClientMessage.CreateTransport(direction), ServerMessage.TransportCreated.class);
    }

    /** Makes our side of a transport. The server usually tells addresses; resolving a name may block. */
    private void open(ServerMessage.TransportCreated created, Runnable make) {
        boolean names = created.iceCandidates().stream().anyMatch(each -> !isLiteral(each.ip()));
        if (names) {
            var _ = CompletableFuture.runAsync(make, task -> Thread.ofVirtual().start(task))
                    .exceptionallyAsync(
                            failure -> {
                                failed(failure);
                                return null;
                            },
                            settings.executor());
        } else {
            make.run();
        }
    }

    private static boolean isLiteral(String host) {
        return host.contains(":") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    private SessionEnvironment environment() {
        Executor handshakes = task -> Thread.ofVirtual().start(task);
        return new SessionEnvironment(settings.certificate(), List.of(SrtpProfile.values()), media, handshakes);
    }

    private TransportSettings transportSettings() {
        return new TransportSettings(media, settings.udpAllowed(), roundTrip);
    }

    private void receive(ServerMessage.TransportCreated created, Subscriber others) {
        try {
            RecvTransport transport = RecvTransport.of(
                    created, environment(), transportSettings(), cname, new FromTransport(TransportDirection.RECV));
            begin(created, transport);
            settings.executor().execute(() -> others.start(transport));
        } catch (TransportException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(ServerMessage.TransportCreated created, SignalingClient client, RtpCapabilities router) {
        try {
            SendTransport transport = SendTransport.of(
                    created,
                    environment(),
                    transportSettings(),
                    cname,
                    this::available,
                    new FromTransport(TransportDirection.SEND));
            begin(created, transport);
            settings.executor().execute(() -> {
                send = transport;
                if (!over) {
                    Publisher own = new Publisher(client, transport, media, router, settings.own(), cname);
                    publisher = own;
                    own.bringInStep();
                }
            });
        } catch (TransportException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the media thread. */
    private void available(long bitsPerSecond) {
        settings.executor().execute(() -> {
            if (publisher != null) {
                publisher.available(bitsPerSecond);
            }
        });
    }

    private void begin(ServerMessage.TransportCreated created, ClientTransport transport) {
        var fingerprint = settings.certificate().fingerprint(FingerprintAlgorithm.SHA_256);
        DtlsParameters ours = new DtlsParameters(
                DtlsRole.CLIENT,
                List.of(new DtlsFingerprint(fingerprint.algorithm().text(), fingerprint.value())));
        transports.add(transport);
        media.execute(transport::open);
        settings.executor().execute(() -> {
            SignalingClient client = signaling;
            if (over || client == null) {
                return;
            }
            var _ = client.ask(
                            new ClientMessage.ConnectTransport(created.transportId(), ours),
                            ServerMessage.TransportConnected.class)
                    .exceptionally(failure -> {
                        failed(failure);
                        return null;
                    });
        });
    }

    /** A dead network path closes no socket for minutes. */
    private void probe(SignalingClient client) {
        var _ = client.ask(new ClientMessage.GetRouterRtpCapabilities(), ServerMessage.RouterRtpCapabilities.class)
                .exceptionally(failure -> {
                    end(new Ending.Lost(CallState.Cause.SERVER_LOST));
                    return null;
                });
    }

    /** Sends what is on, and no longer what is off. */
    void devicesChanged() {
        if (publisher != null) {
            publisher.bringInStep();
        }
    }

    RoundTrip roundTrip() {
        return roundTrip;
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
        LOG.info("the call could not go on: {}", cause.toString());
        Optional<UntrustedServerException> untrusted = UntrustedServerException.behind(failure);
        if (untrusted.isPresent()) {
            end(new Ending.Untrusted(untrusted.get()));
        } else if (cause instanceof RefusedException refused && refused.code() == ErrorCode.SERVER_DRAINING) {
            // It may be back in a moment.
            end(new Ending.Lost(CallState.Cause.SERVER_CLOSING));
        } else if (cause instanceof RefusedException refused) {
            end(new Ending.Refused(refused.code().word(), String.valueOf(refused.getMessage())));
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
        if (publisher != null) {
            publisher.close();
        }
        if (subscriber != null) {
            subscriber.close();
        }
        media.execute(() -> transports.forEach(ClientTransport::close));
        media.close();
        if (signaling != null) {
            if (politely && signaling.isExtended()) {
                // The answer is of no interest, and the socket may be gone already.
                var _ = signaling.ask(new ClientMessage.LeaveRoom(), ServerMessage.RoomLeft.class);
            }
            signaling.close();
        }
    }

    private final class FromServer implements SignalingClient.Listener {
        @Override
        public void notice(ServerMessage message) {
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
                case ServerMessage.TransportClosed closed -> mediaEnded("transport " + closed.reason());
                default -> listener.notice(message);
            }
        }

        @Override
        public void closed() {
            end(new Ending.Lost(CallState.Cause.SERVER_LOST));
        }
    }

    private void mediaEnded(String why) {
        LOG.info("media ended: {}", why);
        end(new Ending.Lost(everConnected ? CallState.Cause.MEDIA_LOST : CallState.Cause.MEDIA_BLOCKED));
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
                if (!over && connected.size() == TransportDirection.values().length) {
                    everConnected = true;
                    listener.connected();
                }
            });
        }

        @Override
        public void interrupted() {
            settings.executor().execute(() -> {
                connected.remove(direction);
                if (!over) {
                    listener.interrupted();
                }
            });
        }

        @Override
        public void ended(String why) {
            settings.executor().execute(() -> {
                if (!over) {
                    mediaEnded(direction + ": " + why);
                }
            });
        }
    }
}

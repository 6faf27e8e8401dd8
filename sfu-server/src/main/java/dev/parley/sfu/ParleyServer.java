package dev.parley.sfu;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.SupportedRtpCapabilities;
import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.sfu.access.JoinTokens;
import dev.parley.sfu.access.RoomPatterns;
import dev.parley.sfu.access.TokenDoor;
import dev.parley.sfu.access.TokenSecret;
import dev.parley.sfu.cli.ServerLauncher;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.WrongSettingException;
import dev.parley.sfu.http.ServerCondition;
import dev.parley.sfu.http.SourceLimit;
import dev.parley.sfu.metrics.MetricsServer;
import dev.parley.sfu.net.Candidates;
import dev.parley.sfu.net.LocalAddresses;
import dev.parley.sfu.net.NetworkLoop;
import dev.parley.sfu.net.SharedTcpPort;
import dev.parley.sfu.room.ControlTime;
import dev.parley.sfu.room.Door;
import dev.parley.sfu.room.Ids;
import dev.parley.sfu.room.MediaOptions;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.room.Rooms;
import dev.parley.sfu.signaling.SignalingServer;
import dev.parley.sfu.storage.StoredRooms;
import dev.parley.sfu.tls.CertificateTrouble;
import dev.parley.sfu.tls.ServerIdentity;
import dev.parley.sfu.worker.WorkerProxy;
import dev.parley.sfu.worker.WorkerSettings;
import dev.parley.sfu.worker.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server: Workers for media, and one control thread for pages, signaling and rooms.
 *
 * <p>Thread: {@link #start} and {@link #close} on any thread but the control thread and the Workers'.
 */
public final class ParleyServer implements ServerLauncher.Running {
    private static final Logger LOG = LoggerFactory.getLogger(ParleyServer.class);
    private static final long WATCH_SECONDS = 1;
    private static final long CLOSE_SECONDS = 3;

    private final ServerConfiguration configuration;
    private final NetworkLoop control = NetworkLoop.start("control");
    private final Ids ids = new Ids();
    private final SharedTcpPort shared = new SharedTcpPort();
    private @Nullable Parts parts;
    private @Nullable InetSocketAddress address;
    private @Nullable MetricsServer metrics;
    private @Nullable StoredRooms storage;

    private record Parts(Workers workers, Rooms rooms, Doors doors, Figures figures) {}

    /** A server that is not started. */
    public ParleyServer(ServerConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Opens all ports and serves.
     *
     * @throws IOException when a port cannot be had or a name has no address; its message is one line for the operator
     */
    public void start() throws IOException {
        try {
            RtpCapabilities capabilities = Ortc.routerRtpCapabilities(SupportedRtpCapabilities.defaultCodecs());
            Optional<JoinTokens> tokens = tokens();
            Optional<TokenDoor> tokenDoor =
                    tokens.map(each -> new TokenDoor(each, new RoomPatterns(configuration.tokenRooms())));
            Door door = tokenDoor.<Door>map(each -> each).orElse(Door.OPEN);
            Examinations examinations = new Examinations(configuration, tokens, this::httpPort);
            Workers workers = new Workers(configuration.workers(), workerSettings(), control.loop());
            ControlTime time = new ControlTime(System::nanoTime, InstantSource.system(), control.loop());
            StoredRooms stored = StoredRooms.open(configuration.dataDir(), control.loop());
            storage = stored;
            Rooms rooms =
                    new Rooms(workers, new MediaOptions(capabilities, PeerLimits.STANDARD, ids), door, stored, time);
            SourceLimit joins = new SourceLimit("joins", configuration.arrivalsPerSecond());
            SignalingServer signaling = new SignalingServer(rooms, capabilities, ids, joins, control.loop());
            Doors doors =
                    new Doors(configuration, control, shared, new Condition(workers, rooms, examinations), signaling);
            Figures figures = new Figures(control.loop(), workers, rooms, doors, joins, tokenDoor);
            parts = new Parts(workers, rooms, doors, figures);
            doors.prepare();
            startWorkers(workers, rooms);
            address = doors.open();
            openMetrics(figures);
        } catch (OrtcException e) {
            throw new IllegalStateException("the default codecs contradict themselves", e);
        } catch (IOException | WrongSettingException e) {
            close();
            throw e;
        }
    }

    private Optional<JoinTokens> tokens() {
        return configuration
                .tokenSecretFile()
                .map(file -> new JoinTokens(TokenSecret.read(file), InstantSource.system()));
    }

    private void openMetrics(Figures figures) throws IOException {
        if (configuration.metricsPort().isPresent()) {
            InetAddress host = Doors.resolve("metrics-host", configuration.metricsHost());
            metrics = MetricsServer.open(host, configuration.metricsPort().getAsInt(), figures);
        }
    }

    private void startWorkers(Workers workers, Rooms rooms) throws IOException {
        try {
            workers.start(rooms);
        } catch (CompletionException e) {
            int last = configuration.rtcPort() + configuration.workers() - 1;
            throw new IOException(
                    "cannot receive media on the ports " + configuration.rtcPort() + " to " + last + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
        var _ = control.loop()
                .scheduleAtFixedRate(
                        () -> workers.watch(System.nanoTime()), WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    private WorkerSettings workerSettings() throws IOException {
        List<InetAddress> announced = new ArrayList<>();
        for (String host : configuration.announce()) {
            announced.add(Doors.resolve("announce", host));
        }
        InetAddress host = rtcAddress(announced);
        if (announced.isEmpty() && !host.isAnyLocalAddress()) {
            // Nothing is received on the machine's other addresses.
            announced.add(host);
        }
        return new WorkerSettings(
                host,
                configuration.rtcPort(),
                configuration.oneTcpPort() ? Optional.of(shared) : Optional.empty(),
                new Candidates(
                        announced.stream().map(InetAddress::getHostAddress).toList(),
                        configuration.announce().isEmpty() ? Doors.tcpAddresses(configuration) : List.of(),
                        configuration.udp(),
                        configuration.tcp(),
                        configuration.preferUdp()),
                DtlsCertificate.generate(Instant.now(), new SecureRandom()),
                configuration.srtpProfiles(),
                configuration.srtpOpenSsl() ? SrtpCiphers.best() : SrtpCiphers.JDK,
                configuration.udpSettings(),
                configuration.loudestVoices(),
                configuration.roomSpread());
    }

    /**
     * Where media is received: as configured, else where the one address announced is, if that is this machine's own. A
     * socket bound to every address answers from the one that routing picks, which need not be the one it was asked at.
     */
    private InetAddress rtcAddress(List<InetAddress> announced) throws IOException {
        if (!configuration.rtcHost().equals(ServerConfiguration.EVERY_ADDRESS)) {
            return Doors.resolve("rtc-host", configuration.rtcHost());
        }
        if (announced.size() == 1 && LocalAddresses.isOwn(announced.getFirst())) {
            return announced.getFirst();
        }
        return new InetSocketAddress(0).getAddress();
    }

    private record Condition(Workers workers, Rooms rooms, Examinations examinations) implements ServerCondition {
        @Override
        public String health() {
            return "{\"status\":\"" + (workers.alive() > 0 ? "ok" : "failed") + "\",\"workers\":" + workers.alive()
                    + "}";
        }

        @Override
        public boolean ready() {
            return workers.alive() > 0 && !rooms.isDraining();
        }

        @Override
        public CompletableFuture<Optional<String>> examination(String token) {
            return examinations.of(token);
        }
    }

    @Override
    public CompletableFuture<Void> drain(Duration atMost) {
        Rooms rooms = running().rooms();
        return onControl(() -> rooms.drain(Math.toIntExact(atMost.toSeconds())));
    }

    @Override
    public int httpPort() {
        if (address == null) {
            throw new IllegalStateException("not started");
        }
        return address.getPort();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(running().doors().notes());
        if (metrics != null) {
            notes.add("metrics are at http://" + bracketed(configuration.metricsHost()) + ":" + metrics.port()
                    + "/metrics");
        }
        return notes;
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** The port of the metrics, if they are served. */
    public OptionalInt metricsPort() {
        return metrics == null ? OptionalInt.empty() : OptionalInt.of(metrics.port());
    }

    /** The certificate that is shown to clients: its end is what an operator has to know. Empty without TLS. */
    public Optional<ServerIdentity> certificate() {
        return running().doors().certificate();
    }

    /** What keeps a newer certificate away, if anything does. */
    public Optional<CertificateTrouble> certificateTrouble() {
        return running().doors().certificateTrouble();
    }

    /** The doors to the living Workers. */
    public List<WorkerProxy> workers() {
        return running().workers().living();
    }

    /** Runs {@code task} on the control thread. */
    public void execute(Runnable task) {
        control.loop().execute(task);
    }

    private CompletableFuture<Void> onControl(Supplier<CompletableFuture<Void>> task) {
        return CompletableFuture.completedFuture(task).thenComposeAsync(Supplier::get, control.loop());
    }

    /** Workers that hang must not keep the server from ending. */
    private static void await(CompletableFuture<Void> closing) {
        try {
            closing.orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            LOG.warn("not every Worker could say goodbye", e);
        }
    }

    private Parts running() {
        if (parts == null) {
            throw new IllegalStateException("not started");
        }
        return parts;
    }

    /** Tells every client, closes every session properly, and frees all ports. */
    @Override
    public void close() {
        Parts open = parts;
        if (open != null) {
            parts = null;
            if (metrics != null) {
                metrics.close();
            }
            control.loop().submit(open.rooms()::close).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
            open.doors().close();
            await(onControl(() -> open.workers().close()));
        }
        StoredRooms stored = storage;
        if (stored != null) {
            storage = null;
            stored.close();
        }
        control.group().shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

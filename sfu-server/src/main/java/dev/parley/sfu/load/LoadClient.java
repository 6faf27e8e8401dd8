package dev.parley.sfu.load;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.dtls.FingerprintAlgorithm;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.media.DtlsFingerprint;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.media.TransportProtocol;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.protocol.signaling.Generation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Any number of peers towards one server, whose media all runs on one thread. Join peers, let them publish and
 * subscribe, {@link #startSending}, and count between {@link #startWindow} and {@link #report}.
 *
 * <p>Thread: any.
 */
public final class LoadClient implements AutoCloseable {
    /** Every run sends packets of the same sizes at the same places. */
    private static final long SEED = 20_260_101;

    private static final int FIRST_SSRC = 0x1000_0001;

    private final LoadSettings settings;
    private final SecureRandom secrets = new SecureRandom();
    private final SplittableRandom shapes = new SplittableRandom(SEED);
    private final DtlsCertificate certificate = DtlsCertificate.generate(Instant.now(), secrets);
    private final ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final MediaLoop loop;
    private final AtomicInteger nextSsrc = new AtomicInteger(FIRST_SSRC);
    private final List<LoadPeer> peers = new ArrayList<>();

    /** A client without peers. */
    public LoadClient(LoadSettings settings) throws IOException {
        this.settings = settings;
        this.loop = new MediaLoop(
                loop -> new SessionEnvironment(certificate, settings.profiles(), loop, virtualThreads),
                settings.sampleEvery());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.answerLimit())
                .executor(virtualThreads);
        settings.trust().ifPresent(builder::sslContext);
        this.http = builder.build();
        loop.start();
    }

    /** Connects a peer and enters a room with it. */
    public LoadPeer join(String room) throws LoadException {
        return join(room, "");
    }

    /**
     * Connects a peer and enters a room with it.
     *
     * @param token lets it in; empty for none
     */
    public LoadPeer join(String room, String token) throws LoadException {
        return join(room, token, Generation.BASE);
    }

    /** Connects a peer that publishes cameras and views those of others, as clients do that speak the extensions. */
    public LoadPeer joinWithCamera(String room) throws LoadException {
        return join(room, "", Generation.EXTENDED);
    }

    private LoadPeer join(String room, String token, Generation generation) throws LoadException {
        SignalingSocket socket = new SignalingSocket(http, settings.signaling(), settings.answerLimit());
        try {
            LoadPeer peer = new LoadPeer(this, socket, room, token, generation);
            synchronized (peers) {
                peers.add(peer);
            }
            return peer;
        } catch (LoadException e) {
            socket.close();
            throw e;
        }
    }

    /** Begins the checks of all these transports at once; the handshakes follow. */
    public void begin(Collection<LoadTransport> transports) throws LoadException {
        onLoop(() -> {
            long now = System.nanoTime();
            transports.forEach(transport -> transport.begin(now));
            return true;
        });
    }

    /** Waits until all these transports are connected. */
    public void awaitConnected(Collection<LoadTransport> transports) throws LoadException {
        for (LoadTransport transport : transports) {
            Answers.await(transport.connected(), settings.answerLimit(), "connected transport");
        }
    }

    /** Lets all published tracks flow. */
    public void startSending() throws LoadException {
        onLoop(() -> {
            loop.startSending();
            return true;
        });
    }

    /** Lets nothing flow any more. */
    public void stopSending() throws LoadException {
        onLoop(() -> {
            loop.stopSending();
            return true;
        });
    }

    /** Begins to count anew. */
    public void startWindow() throws LoadException {
        onLoop(() -> {
            loop.startWindow();
            return true;
        });
    }

    /** What was counted since {@link #startWindow}. */
    public LoadReport report() throws LoadException {
        return onLoop(loop::report);
    }

    /** What each peer got of each camera since {@link #startWindow}. */
    public List<View> views() throws LoadException {
        return onLoop(loop::views);
    }

    DtlsFingerprint signaledFingerprint() {
        Fingerprint fingerprint = certificate.fingerprint(FingerprintAlgorithm.SHA_256);
        return new DtlsFingerprint(fingerprint.algorithm().text(), fingerprint.value());
    }

    int nextSsrc() {
        return nextSsrc.getAndIncrement();
    }

    LoadTransport open(
            String id,
            TransportProtocol protocol,
            InetSocketAddress server,
            IceCredentials credentials,
            Fingerprint fingerprint)
            throws LoadException {
        return onLoop(() -> {
            Wire wire = switch (protocol) {
                case UDP -> throughLine(new UdpWire(server));
                case TCP -> new TcpWire(server);
            };
            LoadTransport transport = new LoadTransport(
                    id,
                    loop,
                    wire,
                    listener -> new NegotiatedKeys(
                            loop.environment(), new ServerTuple(server), credentials, fingerprint, secrets, listener));
            loop.add(transport);
            return transport;
        });
    }

    private Wire throughLine(Wire wire) {
        BadLine.Conditions line = settings.line();
        return line.equals(BadLine.Conditions.GOOD)
                ? wire
                : new NarrowWire(wire, new BadLine<>(secrets.nextLong(), line));
    }

    /** Opens a transport whose keys are given, and so is connected at once. */
    LoadTransport open(UdpWire wire, ForwarderKeys keys) throws LoadException {
        return onLoop(() -> {
            LoadTransport transport =
                    new LoadTransport("forwarded", loop, wire, listener -> new GivenKeys(keys, listener));
            loop.add(transport);
            return transport;
        });
    }

    void publish(LoadTransport transport, StreamShape shape, int ssrc) throws LoadException {
        onLoop(() -> transport
                .outgoing()
                .add(new OutgoingStream(shape, ssrc, LoadMedia.payloadType(shape.kind()), shapes.split())));
    }

    void expect(LoadTransport transport, int ssrc) throws LoadException {
        onLoop(() -> {
            transport.incoming().add(new IncomingStream(ssrc));
            return true;
        });
    }

    /** Publishes a camera, and gives what it is told by. */
    OutgoingCamera publish(LoadTransport transport, List<CameraClip> sizes, List<Integer> ssrcs) throws LoadException {
        return onLoop(() -> {
            OutgoingCamera camera =
                    new OutgoingCamera(sizes, ssrcs, LoadMedia.payloadType(MediaKind.VIDEO), shapes.split());
            transport.outgoing().add(camera);
            return camera;
        });
    }

    void view(LoadTransport transport, RtpParameters parameters, int wantedHeight) throws LoadException {
        onLoop(() -> {
            transport.viewing().add(new ViewedCamera(parameters, wantedHeight, System.nanoTime()));
            return true;
        });
    }

    /** Has the camera leave out the sizes above this one; -1 for all. */
    void wanted(OutgoingCamera camera, int layer) {
        loop.execute(() -> camera.wanted(layer));
    }

    void closeTransport(LoadTransport transport) {
        loop.execute(() -> loop.remove(transport));
    }

    private <T> T onLoop(Callable<T> task) throws LoadException {
        return Answers.await(loop.call(task), settings.answerLimit(), "answer from the load client's own thread");
    }

    /** Ends all peers and the media thread. */
    @Override
    public void close() {
        synchronized (peers) {
            peers.forEach(LoadPeer::close);
            peers.clear();
        }
        loop.close();
        http.shutdownNow();
        virtualThreads.shutdownNow();
    }
}

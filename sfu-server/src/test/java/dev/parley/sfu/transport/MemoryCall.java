package dev.parley.sfu.transport;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.protocol.session.SessionListener;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.observer.AudioLevel;
import dev.parley.sfu.pipe.Pipe;
import dev.parley.sfu.pipe.PipeConsumer;
import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.router.ReadBurst;
import dev.parley.sfu.router.Router;
import dev.parley.sfu.stream.Track;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.WebRtcTransport.FailureReason;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A server's router and transports with their clients, joined by wires in memory. Only the DTLS handshakes have threads
 * of their own, and are waited for; from then on all is virtual time, and the same seed gives the same course.
 */
final class MemoryCall implements AutoCloseable {
    /** As the Worker's. */
    private static final long TICK_NANOS = WebRtcTransport.TICK_MILLIS * VirtualTime.MILLI;

    private static final long PACE_NANOS = 5 * VirtualTime.MILLI;

    private static final long PATIENCE_SECONDS = 20;
    static final DtlsCertificate SERVER_CERTIFICATE = certificate();
    static final DtlsCertificate CLIENT_CERTIFICATE = certificate();

    final VirtualTime time;
    final Random random;
    /** Of all Workers of the call. */
    final WorkerCounters drops;

    final List<String> silences = new ArrayList<>();
    /** The layers of consumers that were forwarded, one change after the other. */
    final List<String> layers = new ArrayList<>();

    /** What publishers were told of the layers that are watched, one after the other. */
    final List<Integer> wanted = new ArrayList<>();

    /** Who spoke, one after the other. */
    final List<String> speakers = new ArrayList<>();

    final Router router;
    private final ReadBurst burst;
    final TransportTicks ticks = new TransportTicks();
    /** For how many transports there was something to do, all ticks together. */
    int looked;

    /** The names under which transports are no longer known. */
    final List<String> retired = new ArrayList<>();

    final Map<String, FailureReason> failures = new LinkedHashMap<>();
    final PacketBuffers packetBuffers = new PacketBuffers();
    private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    private final ExecutorService handshakes = Executors.newVirtualThreadPerTaskExecutor();
    private final List<SrtpProfile> profiles;
    private final List<MemoryClient> clients = new ArrayList<>();
    private @Nullable MemoryCall home;
    /** Whether what comes through the pipe is taken; else it stays in it. */
    boolean takesFromPipe = true;

    private final List<Runnable> notTaken = new ArrayList<>();
    final Pipe pipeFromHome;

    MemoryCall(long seed) {
        this(seed, List.of(SrtpProfile.values()));
    }

    MemoryCall(long seed, List<SrtpProfile> profiles) {
        this(seed, profiles, 0);
    }

    /** A call whose router forwards only so many voices in a large room. */
    MemoryCall(long seed, List<SrtpProfile> profiles, int loudestVoices) {
        this(seed, profiles, loudestVoices, UdpSettings.USUAL);
    }

    MemoryCall(long seed, List<SrtpProfile> profiles, int loudestVoices, UdpSettings settings) {
        this(new VirtualTime(), new Random(seed), profiles, loudestVoices, settings);
    }

    private MemoryCall(VirtualTime time, Random random, List<SrtpProfile> profiles, int loudest, UdpSettings settings) {
        this(time, random, new WorkerCounters(), profiles, loudest, readBurst(time, settings));
    }

    private MemoryCall(
            VirtualTime time,
            Random random,
            WorkerCounters drops,
            List<SrtpProfile> profiles,
            int loudestVoices,
            ReadBurst burst) {
        this.burst = burst;
        this.time = time;
        this.random = random;
        this.drops = drops;
        this.profiles = profiles;
        this.pipeFromHome = new Pipe(this::fromHome, time::nanoTime);
        this.router = new Router(new RouterNews(), burst, loudestVoices);
        time.every(TICK_NANOS, this::tick);
    }

    /** Another Worker for the same call, on which people receive what those of this one send. */
    MemoryCall otherWorker() {
        MemoryCall other = new MemoryCall(time, random, drops, profiles, 0, readBurst(time, UdpSettings.USUAL));
        other.home = this;
        return other;
    }

    /** Another call on the same Worker. */
    MemoryCall otherRoom() {
        return new MemoryCall(time, random, drops, profiles, 0, burst);
    }

    /** The Worker that producers are on. */
    MemoryCall home() {
        return home == null ? this : home;
    }

    /** What consumers here consume: the producer itself, or what stands for it. */
    Track track(Producer producer, RtpMapping mapping) {
        Track known = router.track(producer.id());
        if (known != null || home == null) {
            return producer;
        }
        return new PipeProducer(
                producer.id(), producer.kind(), producer.parameters(), mapping, new PipeBack(), router.pipeEnds());
    }

    /** The way back to the home, and the pipe from there: what the Workers have between them, in virtual time. */
    private final class PipeBack implements PipeProducer.Output {
        @Override
        public void open(PipeProducer producer) {
            time.after(
                    0,
                    () -> home().router
                            .pipeEnds()
                            .open(producer.id(), new PipeConsumer(producer, pipeFromHome, drops)));
        }

        @Override
        public void close(PipeProducer producer) {
            time.after(0, () -> home().router.pipeEnds().close(producer));
        }

        @Override
        public void keyFrameNeeded(PipeProducer producer, int encoding, long nowNanos) {
            time.after(0, () -> home().router.pipeEnds().keyFrameNeeded(producer, encoding, nowNanos));
        }

        @Override
        public void layersWanted(PipeProducer producer, int spatialLayer) {
            time.after(0, () -> home().router.pipeEnds().layersWanted(producer, spatialLayer));
        }

        @Override
        public void joins(PipeProducer producer, boolean now) {
            time.after(0, () -> home().router.pipeEnds().joins(producer, now));
        }
    }

    private static DtlsCertificate certificate() {
        return DtlsCertificate.generate(Instant.EPOCH, new SecureRandom());
    }

    SessionEnvironment clientEnvironment() {
        return new SessionEnvironment(CLIENT_CERTIFICATE, profiles, loop::add, handshakes);
    }

    /** A client with its transport, over which nothing was said yet. */
    MemoryClient client(String name) {
        MemoryClient client = new MemoryClient(this, name, 40_000 + clients.size());
        clients.add(client);
        return client;
    }

    /** A client whose transport is connected. */
    MemoryClient connected(String name) throws InterruptedException {
        MemoryClient client = client(name);
        client.connect();
        awaitConnected(client);
        return client;
    }

    /** Waits for the threads of a handshake. No virtual time passes. */
    void awaitConnected(MemoryClient client) throws InterruptedException {
        await(() -> client.isConnected() && client.transport.ready());
    }

    /** Waits until a client has heard of the end of its session, of which DTLS's own thread tells. */
    void awaitClosedByPeer(MemoryClient client) throws InterruptedException {
        await(() -> client.closedByPeer);
    }

    /** Waits until a transport has failed, of which DTLS's own thread tells. */
    void awaitFailure(String transportId) throws InterruptedException {
        await(() -> failures.containsKey(transportId));
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        time.pass(0);
        while (!condition.getAsBoolean()) {
            Runnable task = loop.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (task == null) {
                throw new AssertionError("DTLS stands still");
            }
            task.run();
            time.pass(0);
        }
    }

    /** Outside the heap, as the memory is from which the kernel takes datagrams. */
    final MemorySegment slotMemory = Arena.ofAuto().allocate(2_048);

    private static ReadBurst readBurst(VirtualTime time, UdpSettings settings) {
        ReadBurst.Timing timing = new ReadBurst.Timing() {
            @Override
            public void afterReading(Runnable task) {
                time.after(0, task);
            }

            @Override
            public Future<?> later(Runnable task, int micros) {
                FutureTask<?> later = new FutureTask<>(task, null);
                time.after(micros * 1_000L, later);
                return later;
            }

            @Override
            public long nowNanos() {
                return time.nanoTime();
            }
        };
        return new ReadBurst(timing, settings);
    }

    private final class RouterNews implements Router.Listener {
        @Override
        public void producerSilent(String producerId, boolean silent) {
            silences.add(producerId + " " + silent);
        }

        @Override
        public void producerScore(String producerId, List<Integer> scores) {}

        @Override
        public void consumerLayersChanged(String consumerId, int spatialLayer, int temporalLayer) {
            layers.add(consumerId + " " + spatialLayer + "," + temporalLayer);
        }

        @Override
        public void consumerScore(String consumerId, int score) {}

        @Override
        public void producerLayersWanted(String producerId, int spatialLayer) {
            wanted.add(spatialLayer);
        }

        @Override
        public void activeSpeaker(String producerId) {
            speakers.add(producerId);
        }

        @Override
        public void audioLevels(List<AudioLevel> levels) {}
    }

    private void tick() {
        looked += ticks.tick(time.nanoTime());
        router.tick(time.nanoTime());
        clients.forEach(MemoryClient::tick);
    }

    private void fromHome(Runnable task) {
        if (takesFromPipe) {
            time.after(0, task);
        } else {
            notTaken.add(task);
        }
    }

    /** The Worker comes round again. */
    void takeFromPipe() {
        takesFromPipe = true;
        notTaken.forEach(task -> time.after(0, task));
        notTaken.clear();
    }

    private void pace(WebRtcTransport transport) {
        time.after(PACE_NANOS, () -> {
            if (transport.pace(time.nanoTime())) {
                pace(transport);
            }
        });
    }

    /** What a Worker does: it closes a transport that has failed, but not while others walk over it. */
    final class Owner implements WebRtcTransport.Listener {
        @Override
        public void pathAdded(WebRtcTransport transport, TransportTuple tuple) {}

        @Override
        public void pathRemoved(WebRtcTransport transport, TransportTuple tuple) {}

        @Override
        public void usernameFragmentRetired(String usernameFragment) {
            retired.add(usernameFragment);
        }

        @Override
        public void waiting(WebRtcTransport transport) {
            pace(transport);
        }

        @Override
        public void due(WebRtcTransport transport, long nanos) {
            ticks.due(transport, nanos);
        }

        @Override
        public void closed(WebRtcTransport transport) {
            ticks.remove(transport);
        }

        @Override
        public void failed(WebRtcTransport transport, FailureReason reason) {
            failures.put(transport.id(), reason);
            time.after(0, () -> router.closeTransport(transport.id()));
        }
    }

    RtcSession<TransportTuple> serverSession(
            IceCredentials local, Executor executor, SessionListener<TransportTuple> listener) {
        return RtcSession.lite(
                new SessionEnvironment(SERVER_CERTIFICATE, profiles, executor, handshakes), local, listener);
    }

    void onLoop(Runnable task) {
        loop.add(task);
    }

    @Override
    public void close() {
        handshakes.shutdownNow();
    }
}

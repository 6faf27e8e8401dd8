package dev.parley.sfu.worker;

import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.dtls.FingerprintAlgorithm;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.media.DtlsFingerprint;
import dev.parley.protocol.media.IceCandidate;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.sfu.net.NetworkLoop;
import dev.parley.sfu.net.Ports;
import dev.parley.sfu.net.SharedTcpPort;
import dev.parley.sfu.pipe.Pipe;
import dev.parley.sfu.router.ReadBurst;
import dev.parley.sfu.router.Router;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.MediaClock;
import dev.parley.sfu.transport.PacketBuffers;
import dev.parley.sfu.transport.TransportName;
import dev.parley.sfu.transport.TransportTicks;
import dev.parley.sfu.transport.TransportTuple;
import dev.parley.sfu.transport.WebRtcTransport;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop with its sockets and the routers of its rooms. Everything of it runs on the loop's thread, except where
 * it says otherwise.
 *
 * <p>An exception ends the transport it came from. An {@link Error}, or a loop that no longer answers, ends the Worker:
 * its port is free at once, and its {@link Listener} is told, once.
 */
final class Worker {
    /** What a Worker tells its owner. */
    interface Listener {
        /** The Worker has ended by itself. May be called on any thread. */
        void died(Worker worker, Throwable cause);
    }

    private static final String WORKER = "worker";
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final Executor HANDSHAKES = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("dtls-", 0).factory());

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final long DROPS_INTERVAL_NANOS = 60_000_000_000L;

    private final String name;
    private final WorkerSettings settings;
    private final Listener listener;
    private final NetworkLoop loop;
    private final WorkerCounters counters = new WorkerCounters();
    private final PacketBuffers packetBuffers = new PacketBuffers();
    private final ReadBurst readBurst;
    private final Pacing pacing;
    private final TransportTicks transports = new TransportTicks();
    private final TickTimer ticks;
    private final Set<Router> routers = new HashSet<>();
    private final Map<Worker, Pipe> pipes = new HashMap<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Ports ports;
    private final int port;
    private Map<String, Long> dropsTold = Map.of();
    private long dropsToldNanos = System.nanoTime();

    private Worker(String name, int port, WorkerSettings settings, Listener listener) {
        this.name = name;
        this.settings = settings;
        this.listener = listener;
        this.loop = NetworkLoop.start(name);
        try {
            this.ports = Ports.bind(
                    loop,
                    new InetSocketAddress(settings.host(), port),
                    settings.candidates().udp(),
                    settings.udp(),
                    settings.candidates().tcp() && settings.sharedTcp().isEmpty(),
                    settings.sharedTcp().orElse(null),
                    counters,
                    this::die);
        } catch (RuntimeException | Error e) {
            var _ = loop.group().shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
        this.port = ports.number();
        this.readBurst = new ReadBurst(new BurstTiming(), settings.udp());
        this.pacing = new Pacing(this::runAtNextPace);
        this.ticks = new TickTimer(new TickLoop(), new Ticking(), counters);
    }

    /**
     * Starts a Worker.
     *
     * @throws java.util.concurrent.CompletionException with the cause when its port cannot be bound
     */
    static Worker start(String name, int port, WorkerSettings settings, Listener listener) {
        return new Worker(name, port, settings, listener);
    }

    /** Runs {@code task} on the loop's thread, from any thread. */
    void execute(Runnable task) {
        try {
            loop.loop().execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            // The loop has ended; whoever waits for an answer is told by the proxy.
            LOG.atDebug().addKeyValue(WORKER, name).log("the worker has ended and takes nothing more");
        }
    }

    /** What comes from outside the sockets passes here; what comes from them, through the address table's own guard. */
    private void run(Runnable task) {
        if (ended.get()) {
            return;
        }
        try {
            task.run();
        } catch (Throwable broken) {
            die(broken);
        }
    }

    private void runAtNextPace(Runnable task) {
        var _ = runLater(task, Pacing.INTERVAL_MICROS);
    }

    private Future<?> runLater(Runnable task, long micros) {
        return loop.loop().schedule(() -> run(task), micros, TimeUnit.MICROSECONDS);
    }

    private final class BurstTiming implements ReadBurst.Timing {
        @Override
        public void afterReading(Runnable task) {
            // The loop reads what all its sockets have, then it runs tasks.
            execute(task);
        }

        @Override
        public Future<?> later(Runnable task, int micros) {
            return runLater(task, micros);
        }

        @Override
        public long nowNanos() {
            return System.nanoTime();
        }
    }

    private final class TickLoop implements TickTimer.Loop {
        @Override
        public Future<?> every(Runnable task, int millis) {
            return loop.loop().scheduleAtFixedRate(() -> run(task), millis, millis, TimeUnit.MILLISECONDS);
        }

        @Override
        public long nowNanos() {
            return System.nanoTime();
        }
    }

    private final class Ticking implements TickTimer.Listener {
        @Override
        public void tick(long nowNanos) {
            transports.tick(nowNanos);
            for (Router router : routers) {
                router.tick(nowNanos);
            }
        }

        @Override
        public boolean needsTicks() {
            return !transports.isEmpty();
        }
    }

    private void tellDrops() {
        Map<String, Long> now = counters.snapshot();
        if (!now.equals(dropsTold)) {
            dropsTold = now;
            LOG.atInfo().addKeyValue(WORKER, name).log("packets dropped so far: {}", now);
        }
    }

    /** Takes in a new, empty router; on the loop's thread. */
    void adopt(Router router) {
        routers.add(router);
    }

    /** Ends a router with all that is in it; on the loop's thread. */
    void closeRouter(Router router) {
        if (routers.remove(router)) {
            router.close();
        }
    }

    /** The way of packets to another Worker; on the loop's thread. */
    Pipe pipeTo(Worker other) {
        return pipes.computeIfAbsent(other, to -> new Pipe(to::execute, System::nanoTime));
    }

    /** The other Worker is no more: nothing is sent there; on the loop's thread. */
    void forgetPipeTo(Worker other) {
        Pipe gone = pipes.remove(other);
        if (gone != null) {
            routers.forEach(router -> router.pipeEnds().forget(gone));
        }
    }

    /** A new transport of {@code router}; on the loop's thread. */
    WebRtcTransport createTransport(
            Router router, TransportName transportName, IceCredentials credentials, FailureListener failures) {
        WebRtcTransport transport = new WebRtcTransport(
                transportName,
                credentials,
                (local, executor, sessionListener) -> RtcSession.lite(environment(executor), local, sessionListener),
                this::execute,
                ports.egress(),
                packetBuffers,
                counters,
                ThreadLocalRandom.current().nextInt(),
                MediaClock.SYSTEM,
                new PathKeeper(router, failures));
        router.add(transport);
        transports.add(transport, System.nanoTime());
        ticks.begin();
        ports.named(credentials.usernameFragment(), transport);
        return transport;
    }

    private SessionEnvironment environment(Executor executor) {
        return new SessionEnvironment(
                settings.certificate(), settings.srtpProfiles(), settings.srtpCiphers(), executor, HANDSHAKES);
    }

    /** Hears of transports that ended by themselves, on the loop's thread. */
    interface FailureListener {
        /** The transport is closed already. */
        void failed(String transportId, WebRtcTransport.FailureReason reason);
    }

    /** Keeps the address table in step with a router's transports. */
    private final class PathKeeper implements WebRtcTransport.Listener {
        private final Router router;
        private final FailureListener failures;

        PathKeeper(Router router, FailureListener failures) {
            this.router = router;
            this.failures = failures;
        }

        @Override
        public void pathAdded(WebRtcTransport transport, TransportTuple tuple) {
            ports.pathAdded(tuple, transport, System.nanoTime());
        }

        @Override
        public void pathRemoved(WebRtcTransport transport, TransportTuple tuple) {
            ports.pathRemoved(tuple, transport);
        }

        @Override
        public void usernameFragmentRetired(String usernameFragment) {
            ports.retired(usernameFragment);
        }

        @Override
        public void waiting(WebRtcTransport transport) {
            pacing.add(transport);
        }

        @Override
        public void due(WebRtcTransport transport, long nanos) {
            transports.due(transport, nanos);
        }

        @Override
        public void closed(WebRtcTransport transport) {
            transports.remove(transport);
        }

        @Override
        public void failed(WebRtcTransport transport, WebRtcTransport.FailureReason reason) {
            // Not at once: whoever walks the transports or the consumers now must find them as they were.
            execute(() -> {
                router.closeTransport(transport.id());
                failures.failed(transport.id(), reason);
            });
        }
    }

    /** New ICE credentials for a transport; on the loop's thread. */
    void restartIce(WebRtcTransport transport, IceCredentials fresh) {
        ports.named(fresh.usernameFragment(), transport);
        transport.restartIce(fresh);
    }

    /** The hash of the certificate with which its DTLS connections are made; any thread. */
    DtlsFingerprint fingerprint() {
        Fingerprint fingerprint = settings.certificate().fingerprint(FingerprintAlgorithm.SHA_256);
        return new DtlsFingerprint(fingerprint.algorithm().text(), fingerprint.value());
    }

    /** The candidates for a client; any thread. */
    List<IceCandidate> candidates(List<InetAddress> loopbackClient) {
        int tcpPort = settings.sharedTcp().map(SharedTcpPort::number).orElse(port);
        return settings.candidates().on(port, tcpPort, loopbackClient);
    }

    /** Ends the Worker because of {@code cause}, on whatever thread. */
    void die(Throwable cause) {
        if (ended.compareAndSet(false, true)) {
            // Each step is taken whatever became of the one before: there may be no memory left, not even for a log
            // line.
            try {
                LOG.atError()
                        .addKeyValue(WORKER, name)
                        .setCause(cause)
                        .log("the worker on port {} ends, and its rooms with it", port);
            } finally {
                releaseAndTell(cause);
            }
        }
    }

    private void releaseAndTell(Throwable cause) {
        try {
            release();
        } finally {
            listener.died(this, cause);
        }
    }

    private void release() {
        try {
            ports.close();
        } finally {
            var _ = loop.group().shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    /** What it reads, for its routers; to be used on the loop's thread only. */
    ReadBurst readBurst() {
        return readBurst;
    }

    /** What it counts; to be used on the loop's thread only. */
    WorkerCounters counters() {
        return counters;
    }

    /** How many voices its routers forward in a large room; any thread. */
    int loudestVoices() {
        return settings.loudestVoices();
    }

    /** Whether nothing runs on it any more; any thread. */
    boolean hasEnded() {
        return ended.get();
    }

    /** Its name in logs; any thread. */
    String name() {
        return name;
    }

    /** The number of its ports; any thread. */
    int port() {
        return port;
    }

    /**
     * What it has at this time.
     *
     * @param routes producers, its own and others', and their ways to other Workers
     * @param pipes to other Workers
     */
    record Inventory(int routers, int transports, int routes, int pipes, int names, int paths) {}

    /** Counts what it has; on the loop's thread. */
    Inventory inventory() {
        int transports = 0;
        int routes = 0;
        for (Router router : routers) {
            transports += router.transportCount();
            routes += router.routes();
        }
        return new Inventory(routers.size(), transports, routes, pipes.size(), ports.names(), ports.paths());
    }

    /**
     * Does what there is no hurry for: logs what was dropped, lets go of pipes that nothing goes through. On the loop's
     * thread; to be called every second or so, also while nothing is on it.
     */
    void keepHouse() {
        long nowNanos = System.nanoTime();
        if (nowNanos - dropsToldNanos > DROPS_INTERVAL_NANOS) {
            dropsToldNanos = nowNanos;
            tellDrops();
        }
        pipes.values().removeIf(Pipe::unused);
    }

    /** What it has done and has to do; on the loop's thread. */
    WorkerLoad load() {
        int consumers = 0;
        for (Router router : routers) {
            consumers += router.consumerCount();
        }
        long cpuNanos = THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
        return new WorkerLoad(cpuNanos, System.nanoTime(), consumers);
    }

    /** What it has and has counted; on the loop's thread. */
    WorkerFigures figures() {
        int transports = 0;
        int producers = 0;
        int consumers = 0;
        for (Router router : routers) {
            transports += router.transportCount();
            producers += router.producerCount();
            consumers += router.consumerCount();
        }
        return new WorkerFigures(name, transports, producers, consumers, counters.values());
    }

    /** Says goodbye to all clients and ends; on the loop's thread. */
    void close() {
        for (Router router : List.copyOf(routers)) {
            router.close();
        }
        routers.clear();
        ports.flush();
        if (ended.compareAndSet(false, true)) {
            release();
        }
    }
}

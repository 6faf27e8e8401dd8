package dev.parley.protocol.session;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.dtls.FingerprintAlgorithm;
import dev.parley.protocol.ice.IceAgent;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.ice.TestTuple;
import dev.parley.protocol.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A server's and a client's session on one loop, joined by a wire that loses what a seeded die or a filter says. */
final class MemoryLink implements AutoCloseable {
    static final DtlsCertificate SERVER_CERTIFICATE = certificate();
    static final DtlsCertificate CLIENT_CERTIFICATE = certificate();
    static final TestTuple TUPLE = new TestTuple("udp", 7, 40_000);
    private static final long LIMIT_SECONDS = 40;

    final End server = new End();
    final End client = new End();
    final RtcSession<TestTuple> serverSession;
    final RtcSession<TestTuple> clientSession;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService handshakes = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random;
    private double loss;

    /** What one side's owner saw; read it on the loop, or through the futures. */
    final class End implements SessionListener<TestTuple> {
        final CompletableFuture<SrtpProfile> connected = new CompletableFuture<>();
        final CompletableFuture<SessionFailure> failed = new CompletableFuture<>();
        final CompletableFuture<Boolean> closedByPeer = new CompletableFuture<>();
        final List<byte[]> rtp = new ArrayList<>();
        final List<byte[]> rtcp = new ArrayList<>();
        final List<DropReason> drops = new ArrayList<>();
        final List<String> events = new ArrayList<>();
        /** Decides which of the datagrams this end sends get through. */
        Predicate<byte[]> passes = datagram -> true;

        @Override
        public void send(byte[] buffer, int offset, int length, TestTuple tuple) {
            byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
            if (passes.test(datagram) && random.nextDouble() >= loss) {
                loop.execute(() -> session(other()).onDatagram(datagram, 0, length, TUPLE, System.nanoTime()));
            }
        }

        private End other() {
            return this == server ? client : server;
        }

        @Override
        public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
            rtp.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
            rtcp.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void connected(SrtpProfile profile) {
            connected.complete(profile);
        }

        @Override
        public void failed(SessionFailure failure, String detail) {
            failed.complete(failure);
        }

        @Override
        public void closedByPeer() {
            closedByPeer.complete(true);
        }

        @Override
        public void dropped(DropReason reason) {
            drops.add(reason);
        }

        @Override
        public void tupleAdded(TestTuple tuple) {
            events.add("added");
        }

        @Override
        public void tupleRemoved(TestTuple tuple) {
            events.add("removed");
        }

        @Override
        public void tupleSelected(TestTuple tuple) {
            events.add("selected");
        }

        @Override
        public void usernameFragmentRetired(String usernameFragment) {
            events.add("retired " + usernameFragment);
        }
    }

    MemoryLink(long seed, double loss) {
        this(seed, loss, List.of(SrtpProfile.values()));
    }

    MemoryLink(long seed, double loss, List<SrtpProfile> profiles) {
        this.random = new Random(seed);
        this.loss = loss;
        IceCredentials serverCredentials = IceCredentials.random(random);
        IceCredentials clientCredentials = IceCredentials.random(random);
        serverSession = RtcSession.lite(environment(SERVER_CERTIFICATE, profiles), serverCredentials, server);
        clientSession = RtcSession.controlling(
                environment(CLIENT_CERTIFICATE, profiles), clientCredentials, serverCredentials, random, client);
    }

    private SessionEnvironment environment(DtlsCertificate certificate, List<SrtpProfile> profiles) {
        return new SessionEnvironment(certificate, profiles, loop, handshakes);
    }

    private RtcSession<TestTuple> session(End end) {
        return end == server ? serverSession : clientSession;
    }

    /** Begins on both sides, with the fingerprints as they should be. */
    void start(DtlsRole clientRole) throws Exception {
        start(clientRole, fingerprint(SERVER_CERTIFICATE), fingerprint(CLIENT_CERTIFICATE));
    }

    void start(DtlsRole clientRole, Fingerprint clientExpects, Fingerprint serverExpects) throws Exception {
        DtlsRole serverRole = clientRole == DtlsRole.CLIENT ? DtlsRole.SERVER : DtlsRole.CLIENT;
        onLoop(() -> {
            serverSession.connect(serverRole, serverExpects);
            startClient(clientRole, clientExpects);
            return true;
        });
    }

    void startClient(DtlsRole clientRole, Fingerprint clientExpects) {
        clientSession.connect(clientRole, clientExpects);
        clientSession.addRemote(TUPLE, 100, System.nanoTime());
        pollClient();
    }

    /** Polls the client whenever it is due, for as long as the loop lives. */
    private void pollClient() {
        clientSession.poll(System.nanoTime());
        long next = clientSession.nextPollNanos();
        if (next != IceAgent.NEVER) {
            Future<?> scheduled = loop.schedule(this::pollClient, next - System.nanoTime(), TimeUnit.NANOSECONDS);
            assert !scheduled.isCancelled();
        }
    }

    /** Waits until both sides can send media. */
    void awaitConnected() throws Exception {
        await(server.connected);
        await(client.connected);
    }

    static <R> R await(Future<R> future) throws Exception {
        return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Runs on the loop and waits for the result. */
    <R> R onLoop(Callable<R> task) throws Exception {
        return await(loop.submit(task));
    }

    void loss(double fraction) {
        this.loss = fraction;
    }

    static Fingerprint fingerprint(DtlsCertificate certificate) {
        return certificate.fingerprint(FingerprintAlgorithm.SHA_256);
    }

    static DtlsCertificate certificate() {
        return DtlsCertificate.generate(Instant.parse("2026-01-01T00:00:00Z"), new SecureRandom());
    }

    @Override
    public void close() {
        loop.shutdownNow();
        handshakes.shutdownNow();
    }
}

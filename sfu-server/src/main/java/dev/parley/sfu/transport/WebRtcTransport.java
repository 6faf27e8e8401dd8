package dev.parley.sfu.transport;

import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionFailure;
import dev.parley.protocol.session.SessionListener;
import dev.parley.protocol.session.SessionState;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a client, for sending or for receiving. What arrives is authenticated and decrypted by the session
 * and handed to the producer or consumer it is for. What consumers send leaves through {@link RtpOutlet}, what producers
 * ask and what is reported through {@link RtcpOutlet}, both by way of {@link SecureOutlet} and the {@link Egress}.
 *
 * <p>Thread: the Worker's.
 */
public final class WebRtcTransport implements SessionListener<TransportTuple> {
    /** What a transport tells its Worker. */
    public interface Listener {
        /** Packets from {@code tuple} are this transport's from now on. */
        void pathAdded(WebRtcTransport transport, TransportTuple tuple);

        /** Packets from {@code tuple} are no one's any more. */
        void pathRemoved(WebRtcTransport transport, TransportTuple tuple);

        /** ICE checks that name {@code usernameFragment} are this transport's no more. */
        void usernameFragmentRetired(String usernameFragment);

        /** Packets wait for their turn: {@link #pace} is to be called every few milliseconds until it says no more. */
        void waiting(WebRtcTransport transport);

        /** {@link #tick} is to be called at {@code nanos}, sooner than it said itself. */
        void due(WebRtcTransport transport, long nanos);

        /** The transport was closed, and is of no use any more. */
        void closed(WebRtcTransport transport);

        /** The connection has ended by itself and is of no use any more. */
        void failed(WebRtcTransport transport, FailureReason reason);
    }

    /** Why a connection ended by itself. */
    public enum FailureReason {
        /** No authentic packet for {@value Consent#SILENCE_SECONDS} s, or begun and not connected within that time. */
        TIMEOUT,
        /** The DTLS handshake failed, or the certificate is not the one that was signaled. */
        DTLS_FAILED,
        /** The client closed the DTLS connection. */
        DTLS_CLOSED,
        /** An error of this server's own; the log says which. */
        INTERNAL
    }

    private static final Logger LOG = LoggerFactory.getLogger(WebRtcTransport.class);

    /** How finely {@link #tick} is called where it is due: requests for lost packets wait no longer than this. */
    public static final int TICK_MILLIS = 20;

    /** Nothing at all is due sooner on a transport that waits for its client. */
    static final long LONGEST_WAIT_NANOS = Consent.SILENCE_NANOS;

    /**
     * Of a publisher that has sent nothing for this long nothing is asked any more but key frames, and all has been said of
     * its silence, which begins half a second before.
     */
    private static final long QUIET_NANOS = 3_000_000_000L;

    private static final long QUIET_TICK_NANOS = 200_000_000L;

    private final TransportName name;
    private final RtcSession<TransportTuple> session;
    private final Egress egress;
    private final WorkerCounters counters;
    private final MediaClock clock;
    private final Listener listener;
    private final RtpPacket rtp = new RtpPacket();
    private final StreamTable streams = new StreamTable();
    private final List<Producer> producers = new ArrayList<>();
    private final Map<String, Consumer> consumers = new LinkedHashMap<>();
    private final PublisherFeedback publisherFeedback;
    private final SubscriberFeedback subscriberFeedback = new SubscriberFeedback();
    private final RtcpInlet rtcpIn;
    private final SecureOutlet out;
    private final RtpOutlet rtpOut;
    private final SubscriberRate subscriberRate;
    private final SubscriberReports subscriberReports = new SubscriberReports();
    private final RtcpOutlet rtcpOut;
    private final Consent consent = new Consent();
    private final Set<TransportTuple> paths = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private long begunNanos;
    /** False from a packet on until nothing has come for {@link #QUIET_NANOS}. */
    private boolean quiet = true;

    private long rtpNanos;
    private long dueNanos;
    private boolean ended;

    /**
     * @param loop runs tasks on the Worker's thread
     * @param buffers in which the Worker's packets are built, shared by its transports
     * @param reportSsrc under which this side sends its reports; random
     * @param clock {@link MediaClock#SYSTEM} but for tests
     */
    public WebRtcTransport(
            TransportName name,
            IceCredentials credentials,
            SessionMaker sessions,
            Executor loop,
            Egress egress,
            PacketBuffers buffers,
            WorkerCounters counters,
            int reportSsrc,
            MediaClock clock,
            Listener listener) {
        this.name = name;
        this.egress = egress;
        this.counters = counters;
        this.clock = clock;
        this.listener = listener;
        this.publisherFeedback = new PublisherFeedback(reportSsrc);
        this.names.add(credentials.usernameFragment());
        this.session = sessions.make(credentials, task -> loop.execute(() -> guarded(task)), this);
        this.out = new SecureOutlet(session, egress, buffers.draft(), counters);
        LineEstimate estimate = new LineEstimate();
        this.rtpOut = new RtpOutlet(out, buffers, estimate, consumers.values(), counters, () -> listener.waiting(this));
        this.subscriberRate = new SubscriberRate(estimate, rtpOut);
        this.rtcpIn = new RtcpInlet(streams, publisherFeedback, subscriberFeedback, subscriberRate, counters, clock);
        this.rtcpOut = new RtcpOutlet(out, reportSsrc, counters);
    }

    /** Makes the session of a transport, which is its listener. */
    public interface SessionMaker {
        /**
         * A new session.
         *
         * @param loop runs the session's events on the Worker's thread
         */
        RtcSession<TransportTuple> make(
                IceCredentials credentials, Executor loop, SessionListener<TransportTuple> listener);
    }

    // ---- what arrives ----

    /** A datagram, or a frame of a TCP connection, that is for this transport. */
    public void receive(byte[] buffer, int offset, int length, TransportTuple from, long nowNanos) {
        if (ended) {
            return;
        }
        try {
            session.onDatagram(buffer, offset, length, from, nowNanos);
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    /** An invariant of this transport, or of something on it, does not hold: it ends, and nothing else does. */
    public void broken(RuntimeException cause) {
        name.on(LOG.atError()).setCause(cause).log("the transport ends: an invariant is broken");
        fail(FailureReason.INTERNAL);
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
        consent.heard(nowNanos);
        if (!rtp.wrap(buffer, offset, length)) {
            counters.count(DropReason.MALFORMED_RTP);
            return;
        }
        rtpNanos = nowNanos;
        if (quiet) {
            quiet = false;
            due(nowNanos);
        }
        publisherFeedback.received(rtp, nowNanos);
        Producer producer = streams.find(rtp);
        if (producer == null) {
            counters.count(DropReason.UNKNOWN_STREAM);
        } else {
            producer.receive(rtp, counters, nowNanos);
        }
        if (publisherFeedback.urgent(nowNanos)) {
            sendTransportFeedback(nowNanos);
        }
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        consent.heard(nowNanos);
        rtcpIn.receive(buffer, offset, length, nowNanos);
        if (!consumers.isEmpty()) {
            due(subscriberRate.nextNanos());
        }
    }

    // ---- what leaves ----

    /** Checks, their answers and the handshake: what the session itself has to say. */
    @Override
    public void send(byte[] bytes, int offset, int length, TransportTuple to) {
        egress.send(bytes, offset, length, to);
    }

    /** The way out for the consumers on this transport. */
    public Consumer.Output towardsSubscriber() {
        return rtpOut;
    }

    /** The way back for the producers on this transport. */
    public Producer.Output towardsPublisher() {
        return rtcpOut;
    }

    /** The estimate of the subscriber's line. */
    SubscriberRate subscriberRate() {
        return subscriberRate;
    }

    /** Whether packets can be sent now. */
    public boolean ready() {
        return out.ready();
    }

    private void sendTransportFeedback(long nowNanos) {
        for (TransportFeedback feedback : publisherFeedback.transportFeedback(nowNanos)) {
            rtcpOut.send(List.of(feedback));
        }
    }

    // ---- time ----

    /**
     * Does what there is to do at this time.
     *
     * @return when to call it again at the latest; the listener is told when it becomes sooner
     */
    public long tick(long nowNanos) {
        dueNanos = nowNanos + LONGEST_WAIT_NANOS;
        try {
            if (!ended && !timedOut(nowNanos) && ready()) {
                report(nowNanos);
            }
        } catch (RuntimeException e) {
            broken(e);
        }
        return dueNanos;
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** Not while it is ticked: the tick says itself when the next is due. */
    private void due(long nanos) {
        if (nanos - dueNanos < 0) {
            dueNanos = nanos;
            listener.due(this, nanos);
        }
    }

    /**
     * Packets that wait for their turn are sent when it has come.
     *
     * @return whether any still wait
     */
    public boolean pace(long nowNanos) {
        try {
            return !ended && rtpOut.pass(nowNanos);
        } catch (RuntimeException e) {
            broken(e);
            return false;
        }
    }

    private void report(long nowNanos) {
        if (!consumers.isEmpty()) {
            subscriberRate.tick(nowNanos);
            subscriberReports.tick(nowNanos, this::sendSenderReport);
            dueNanos = earlier(subscriberRate.nextNanos(), dueNanos);
            dueNanos = earlier(subscriberReports.nextNanos(), dueNanos);
        }
        for (Producer producer : producers) {
            producer.tick(nowNanos, publisherFeedback.rttNanos());
        }
        if (!producers.isEmpty()) {
            sendTransportFeedback(nowNanos);
            rtcpOut.send(publisherFeedback.reports(nowNanos, clock.unixNanos()));
            rtcpOut.send(publisherFeedback.estimate(nowNanos));
            quiet = nowNanos - rtpNanos > QUIET_NANOS;
            dueNanos = earlier(quiet ? nowNanos + QUIET_TICK_NANOS : nowNanos, dueNanos);
        }
    }

    private boolean sendSenderReport(Consumer consumer, long nowNanos) {
        Optional<SenderReport> report = consumer.senderReport(nowNanos);
        report.ifPresent(due -> rtcpOut.sendSenderReport(due, consumer));
        return report.isPresent();
    }

    private boolean timedOut(long nowNanos) {
        OptionalLong lastCheck = session.lastAuthenticatedNanos();
        if (!consent.begun() && (session.state() != SessionState.NEW || lastCheck.isPresent())) {
            consent.begin(nowNanos);
        }
        boolean lost = consent.lost(ready(), lastCheck, nowNanos);
        if (lost) {
            fail(FailureReason.TIMEOUT);
        } else if (consent.begun()) {
            dueNanos = earlier(consent.endNanos(ready(), lastCheck), dueNanos);
        }
        return lost;
    }

    // ---- the session's events ----

    @Override
    public void connected(SrtpProfile profile) {
        out.connected(profile);
        long nowNanos = clock.nanoTime();
        counters.handshake(nowNanos - begunNanos);
        consumers.values().forEach(consumer -> consumer.transportReady(nowNanos));
        due(nowNanos);
    }

    @Override
    public void failed(SessionFailure why, String detail) {
        name.on(LOG.atInfo()).log("the DTLS handshake failed: {} ({})", why, detail);
        counters.handshakeFailed();
        fail(FailureReason.DTLS_FAILED);
    }

    @Override
    public void closedByPeer() {
        fail(FailureReason.DTLS_CLOSED);
    }

    @Override
    public void dropped(dev.parley.protocol.session.DropReason reason) {
        counters.count(reason);
    }

    private void fail(FailureReason reason) {
        if (!ended) {
            ended = true;
            listener.failed(this, reason);
        }
    }

    @Override
    public void tupleAdded(TransportTuple tuple) {
        paths.add(tuple);
        listener.pathAdded(this, tuple);
        due(clock.nanoTime());
    }

    @Override
    public void tupleRemoved(TransportTuple tuple) {
        paths.remove(tuple);
        listener.pathRemoved(this, tuple);
        tuple.release();
    }

    @Override
    public void tupleSelected(TransportTuple tuple) {
        out.select(tuple);
    }

    @Override
    public void usernameFragmentRetired(String usernameFragment) {
        names.remove(usernameFragment);
        listener.usernameFragmentRetired(usernameFragment);
    }

    // ---- control ----

    /** Begins the DTLS handshake in the given role. */
    public void connect(DtlsRole role, Fingerprint remote) {
        begunNanos = clock.nanoTime();
        session.connect(role, remote);
        due(begunNanos);
    }

    /** New ICE credentials; the old ones are good until the client uses the new ones. */
    public void restartIce(IceCredentials fresh) {
        names.add(fresh.usernameFragment());
        session.restartIce(fresh);
    }

    /** A path is gone: its TCP connection ended, or its address belongs to another transport now. */
    public void pathClosed(TransportTuple tuple, long nowNanos) {
        guarded(() -> {
            session.removeTuple(tuple, nowNanos);
            out.select(session.selectedTuple().orElse(null));
        });
    }

    /** Takes a producer in. */
    public void add(Producer producer) {
        producers.add(producer);
        streams.add(producer);
        publisherFeedback.add(producer);
        due(clock.nanoTime());
    }

    /** Lets a producer go. */
    public void remove(Producer producer) {
        producers.remove(producer);
        streams.remove(producer);
        publisherFeedback.remove(producer);
    }

    /** Takes a consumer in. */
    public void add(Consumer consumer) {
        consumers.put(consumer.id(), consumer);
        subscriberFeedback.add(consumer);
        subscriberRate.add(consumer);
        subscriberReports.add(consumer, clock.nanoTime());
        due(clock.nanoTime());
    }

    /** Lets a consumer go; the subscriber's player is told that the stream ends. */
    public void remove(Consumer consumer) {
        consumers.remove(consumer.id());
        consumer.close();
        subscriberFeedback.remove(consumer);
        subscriberRate.remove(consumer);
        subscriberReports.remove(consumer);
        due(clock.nanoTime());
        if (!ended) {
            rtcpOut.sendBye(consumer.ssrc());
        }
    }

    /** Says goodbye over DTLS and frees everything. */
    public void close() {
        ended = true;
        try {
            session.close();
        } catch (RuntimeException e) {
            name.on(LOG.atError()).setCause(e).log("the transport could not say goodbye");
        }
        out.select(null);
        List.copyOf(paths).forEach(this::tupleRemoved);
        List.copyOf(names).forEach(this::usernameFragmentRetired);
        listener.closed(this);
    }

    /** This transport's id. */
    public String id() {
        return name.id();
    }

    /** The open producers that come over it. */
    public Collection<Producer> producers() {
        return producers;
    }

    /** The open consumers that go over it. */
    public Collection<Consumer> consumers() {
        return consumers.values();
    }

    /** The consumer with this id, if it is open. */
    public @Nullable Consumer consumer(String consumerId) {
        return consumers.get(consumerId);
    }
}

package dev.parley.sfu.transport;

import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.rtcp.Bye;
import dev.parley.protocol.rtcp.ExtendedReport;
import dev.parley.protocol.rtcp.FullIntraRequest;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtcp.ReceiverEstimatedMaxBitrate;
import dev.parley.protocol.rtcp.ReceiverReport;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.RtcpReader;
import dev.parley.protocol.rtcp.RtcpWriter;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtcp.SourceDescription;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.rtcp.UnknownRtcp;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionFailure;
import dev.parley.protocol.session.SessionListener;
import dev.parley.protocol.session.SessionState;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.DropCounters;
import dev.parley.sfu.stream.DropReason;
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
 * and handed to the producer or consumer it is for; what producers and consumers send is encrypted here and leaves
 * through the {@link Egress}.
 *
 * <p>Thread: the Worker's.
 */
public final class WebRtcTransport implements SessionListener<TransportTuple>, Consumer.Output, Producer.Output {
    /** What a transport tells its Worker. */
    public interface Listener {
        /** Packets from {@code tuple} are this transport's from now on. */
        void pathAdded(WebRtcTransport transport, TransportTuple tuple);

        /** Packets from {@code tuple} are no one's any more. */
        void pathRemoved(WebRtcTransport transport, TransportTuple tuple);

        /** ICE checks that name {@code usernameFragment} are this transport's no more. */
        void usernameFragmentRetired(String usernameFragment);

        /** The connection has ended by itself and is of no use any more. */
        void failed(WebRtcTransport transport, FailureReason reason);
    }

    /** Why a connection ended by itself. */
    public enum FailureReason {
        /** No authentic packet for {@value #SILENCE_SECONDS} s, or begun and not connected within that time. */
        TIMEOUT,
        /** The DTLS handshake failed, or the certificate is not the one that was signaled. */
        DTLS_FAILED,
        /** The client closed the DTLS connection. */
        DTLS_CLOSED,
        /** An error of this server's own; the log says which. */
        INTERNAL
    }

    private static final Logger LOG = LoggerFactory.getLogger(WebRtcTransport.class);

    /** Consent of a client is lost after this (RFC 7675, section 5.1). */
    static final int SILENCE_SECONDS = 30;

    private static final long SILENCE_NANOS = SILENCE_SECONDS * 1_000_000_000L;

    /** What an Ethernet carries in IPv6 and UDP, less the bytes that encryption adds: 1500 - 40 - 8 - 16. */
    private static final int MAXIMUM_PACKET = 1436;

    private final String id;
    private final RtcSession<TransportTuple> session;
    private final Egress egress;
    private final byte[] packetBuffer;
    private final DropCounters drops;
    private final MediaClock clock;
    private final Listener listener;
    private final RtpPacket rtp = new RtpPacket();
    private final StreamTable streams = new StreamTable();
    private final List<Producer> producers = new ArrayList<>();
    private final Map<String, Consumer> consumers = new LinkedHashMap<>();
    private final PublisherFeedback publisherFeedback;
    private final SubscriberFeedback subscriberFeedback = new SubscriberFeedback();
    private final int reportSsrc;
    private final Set<TransportTuple> paths = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private boolean begun;
    private long begunNanos;
    private boolean heard;
    private long lastAuthenticNanos;
    private final RetransmissionBudget retransmissions = new RetransmissionBudget();
    private int transportSequence;
    private int firSequence;
    private boolean ended;
    private @Nullable TransportTuple selected;

    /**
     * @param loop runs tasks on the Worker's thread
     * @param packetBuffer in which the Worker's packets are built, shared by its transports
     * @param reportSsrc under which this side sends its reports; random
     * @param clock {@link MediaClock#SYSTEM} but for tests
     */
    public WebRtcTransport(
            String id,
            IceCredentials credentials,
            SessionMaker sessions,
            Executor loop,
            Egress egress,
            byte[] packetBuffer,
            DropCounters drops,
            int reportSsrc,
            MediaClock clock,
            Listener listener) {
        this.id = id;
        this.egress = egress;
        this.packetBuffer = packetBuffer;
        this.drops = drops;
        this.reportSsrc = reportSsrc;
        this.clock = clock;
        this.listener = listener;
        this.publisherFeedback = new PublisherFeedback(reportSsrc);
        this.names.add(credentials.usernameFragment());
        this.session = sessions.make(credentials, task -> loop.execute(() -> guarded(task)), this);
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
        LOG.error("transport {} ends: an invariant is broken", id, cause);
        fail(FailureReason.INTERNAL);
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
        heard = true;
        lastAuthenticNanos = nowNanos;
        if (!rtp.wrap(buffer, offset, length)) {
            drops.count(DropReason.MALFORMED_RTP);
            return;
        }
        publisherFeedback.received(rtp, nowNanos);
        Producer producer = streams.find(rtp);
        if (producer == null) {
            drops.count(DropReason.UNKNOWN_STREAM);
        } else {
            producer.receive(rtp, drops, nowNanos);
        }
        if (publisherFeedback.urgent(nowNanos)) {
            sendTransportFeedback(nowNanos);
        }
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        heard = true;
        lastAuthenticNanos = nowNanos;
        Optional<List<RtcpPacket>> compound = RtcpReader.read(buffer, offset, length);
        if (compound.isEmpty()) {
            drops.count(DropReason.MALFORMED_RTCP);
            return;
        }
        for (RtcpPacket packet : compound.get()) {
            rtcp(packet, nowNanos);
        }
    }

    private void rtcp(RtcpPacket packet, long nowNanos) {
        switch (packet) {
            case SenderReport report -> {
                Producer producer = streams.ofSsrc(report.ssrc());
                if (producer != null) {
                    producer.senderReport(report, nowNanos);
                }
                subscriberFeedback.reports(report.reports(), nowNanos);
            }
            case ReceiverReport report -> subscriberFeedback.reports(report.reports(), nowNanos);
            case GenericNack nack -> subscriberFeedback.nack(nack, nowNanos);
            case PictureLossIndication request -> subscriberFeedback.pictureLost(request.mediaSsrc(), nowNanos);
            case FullIntraRequest request -> subscriberFeedback.fullIntraRequest(request, nowNanos);
            case ExtendedReport report -> extendedReport(report);
            // A BYE may be followed by more packets (a track that is replaced); a producer ends by signaling only.
            case Bye _, SourceDescription _, UnknownRtcp _ -> {}
            // Sending at the rate the subscriber's line carries begins with these; today nothing adapts to them.
            case ReceiverEstimatedMaxBitrate _, TransportFeedback _ -> {}
        }
    }

    private void extendedReport(ExtendedReport report) {
        for (ExtendedReport.Block block : report.blocks()) {
            if (block instanceof ExtendedReport.Dlrr answer) {
                answer.entries().forEach(entry -> publisherFeedback.answered(entry, clock.unixNanos()));
            }
        }
    }

    // ---- what leaves ----

    @Override
    public void send(byte[] bytes, int offset, int length, TransportTuple to) {
        egress.send(bytes, offset, length, to);
    }

    @Override
    public boolean ready() {
        return session.state() == SessionState.CONNECTED;
    }

    @Override
    public byte[] packetBuffer() {
        return packetBuffer;
    }

    @Override
    public int maximumPacketLength() {
        return MAXIMUM_PACKET;
    }

    @Override
    public int transportSequence() {
        return transportSequence;
    }

    @Override
    public void transportSequenceTaken() {
        transportSequence = (transportSequence + 1) & 0xffff;
    }

    @Override
    public boolean mayRetransmit(int bytes) {
        boolean allowed = retransmissions.take(bytes);
        if (!allowed) {
            drops.count(DropReason.RETRANSMISSION_LIMIT);
        }
        return allowed;
    }

    @Override
    public void dropped(DropReason reason) {
        drops.count(reason);
    }

    @Override
    public int sendRtp(int length) {
        TransportTuple to = selected;
        int encrypted = to == null ? -1 : session.protectRtp(packetBuffer, 0, length);
        if (to == null || encrypted < 0) {
            drops.count(DropReason.PROTECT_FAILED);
            return -1;
        }
        egress.send(packetBuffer, 0, encrypted, to);
        retransmissions.sent(encrypted);
        return encrypted;
    }

    @Override
    public void sendEncrypted(byte[] ciphertext) {
        TransportTuple to = selected;
        if (to != null) {
            egress.send(ciphertext, 0, ciphertext.length, to);
        }
    }

    @Override
    public void sendNack(int ssrc, int[] sequences, int count) {
        sendRtcp(RtcpWriter.writeNack(reportSsrc, ssrc, sequences, count, packetBuffer, 0, MAXIMUM_PACKET));
    }

    @Override
    public void sendKeyFrameRequest(int ssrc, boolean fir) {
        RtcpPacket request = fir
                ? new FullIntraRequest(reportSsrc, 0, List.of(new FullIntraRequest.Entry(ssrc, firSequence++ & 0xff)))
                : new PictureLossIndication(reportSsrc, ssrc);
        sendRtcp(List.of(request));
    }

    private void sendRtcp(List<? extends RtcpPacket> packets) {
        if (!packets.isEmpty()) {
            sendRtcp(RtcpWriter.write(packets, packetBuffer, 0, MAXIMUM_PACKET));
        }
    }

    /** Encrypts and sends the RTCP that stands in the packet buffer, if it fitted there. */
    private void sendRtcp(int length) {
        TransportTuple to = selected;
        if (to == null || !ready()) {
            return;
        }
        int encrypted = length < 0 ? -1 : session.protectRtcp(packetBuffer, 0, length);
        if (encrypted < 0) {
            drops.count(DropReason.PROTECT_FAILED);
        } else {
            egress.send(packetBuffer, 0, encrypted, to);
        }
    }

    private void sendTransportFeedback(long nowNanos) {
        for (TransportFeedback feedback : publisherFeedback.transportFeedback(nowNanos)) {
            sendRtcp(List.of(feedback));
        }
    }

    // ---- time ----

    /** Time passes; to be called every few tens of milliseconds. */
    public void tick(long nowNanos) {
        try {
            if (!ended && !timedOut(nowNanos) && ready()) {
                report(nowNanos);
            }
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void report(long nowNanos) {
        for (Producer producer : producers) {
            producer.tick(nowNanos, publisherFeedback.rttNanos());
        }
        if (!producers.isEmpty()) {
            sendTransportFeedback(nowNanos);
            sendRtcp(publisherFeedback.reports(nowNanos, clock.unixNanos()));
            sendRtcp(publisherFeedback.estimate(nowNanos));
        }
        for (Consumer consumer : consumers.values()) {
            consumer.senderReport(nowNanos).ifPresent(report -> sendSenderReport(report, consumer));
        }
    }

    private void sendSenderReport(SenderReport report, Consumer consumer) {
        sendRtcp(List.of(report, SourceDescription.ofCname(report.ssrc(), consumer.cname())));
    }

    /**
     * Nothing counts before the client has begun, by a check or by its DTLS parameters: it may keep a transport for the
     * moment when it first has something to send or to receive.
     */
    private boolean timedOut(long nowNanos) {
        OptionalLong lastCheck = session.lastAuthenticatedNanos();
        if (!begun) {
            begun = session.state() != SessionState.NEW || lastCheck.isPresent();
            begunNanos = nowNanos;
            return false;
        }
        long since = ready() ? lastHeardNanos(lastCheck) : begunNanos;
        if (nowNanos - since < SILENCE_NANOS) {
            return false;
        }
        fail(FailureReason.TIMEOUT);
        return true;
    }

    /** A check counts as much as a packet: a subscriber that is well sends little else. */
    private long lastHeardNanos(OptionalLong lastCheck) {
        if (lastCheck.isEmpty()) {
            return lastAuthenticNanos;
        }
        long check = lastCheck.getAsLong();
        return heard && lastAuthenticNanos - check > 0 ? lastAuthenticNanos : check;
    }

    // ---- the session's events ----

    @Override
    public void connected(SrtpProfile profile) {
        long nowNanos = clock.nanoTime();
        consumers.values().forEach(consumer -> consumer.transportReady(nowNanos));
    }

    @Override
    public void failed(SessionFailure why, String detail) {
        LOG.info("transport {}: {} ({})", id, why, detail);
        fail(FailureReason.DTLS_FAILED);
    }

    @Override
    public void closedByPeer() {
        fail(FailureReason.DTLS_CLOSED);
    }

    @Override
    public void dropped(dev.parley.protocol.session.DropReason reason) {
        drops.count(reason);
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
    }

    @Override
    public void tupleRemoved(TransportTuple tuple) {
        paths.remove(tuple);
        listener.pathRemoved(this, tuple);
        tuple.release();
    }

    @Override
    public void tupleSelected(TransportTuple tuple) {
        selected = tuple;
    }

    @Override
    public void usernameFragmentRetired(String usernameFragment) {
        names.remove(usernameFragment);
        listener.usernameFragmentRetired(usernameFragment);
    }

    // ---- control ----

    /** Begins the DTLS handshake in the given role. */
    public void connect(DtlsRole role, Fingerprint remote) {
        session.connect(role, remote);
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
            selected = session.selectedTuple().orElse(null);
        });
    }

    /** Takes a producer in. */
    public void add(Producer producer) {
        producers.add(producer);
        streams.add(producer);
        publisherFeedback.add(producer);
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
    }

    /** Lets a consumer go; the subscriber's player is told that the stream ends. */
    public void remove(Consumer consumer) {
        consumers.remove(consumer.id());
        subscriberFeedback.remove(consumer);
        if (!ended) {
            sendRtcp(List.of(new Bye(List.of(consumer.ssrc()), "")));
        }
    }

    /** Says goodbye over DTLS and frees everything. */
    public void close() {
        ended = true;
        try {
            session.close();
        } catch (RuntimeException e) {
            LOG.error("transport {} could not say goodbye", id, e);
        }
        selected = null;
        List.copyOf(paths).forEach(this::tupleRemoved);
        List.copyOf(names).forEach(this::usernameFragmentRetired);
    }

    /** This transport's id. */
    public String id() {
        return id;
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

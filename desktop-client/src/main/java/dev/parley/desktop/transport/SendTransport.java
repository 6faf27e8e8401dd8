package dev.parley.desktop.transport;

import dev.parley.protocol.bwe.BandwidthSettings;
import dev.parley.protocol.bwe.Pacer;
import dev.parley.protocol.bwe.PacketClass;
import dev.parley.protocol.bwe.SendSideBandwidth;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtcp.Bye;
import dev.parley.protocol.rtcp.ExtendedReport;
import dev.parley.protocol.rtcp.FullIntraRequest;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtcp.ReceiverReport;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.RtcpWriter;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtcp.SourceDescription;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.wire.NtpTime;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * The transport that one's own media leaves by: paces it to what the path is thought to carry, and sends again what was
 * lost.
 *
 * <p>Thread: the media thread, but for {@link #availableBitsPerSecond}.
 */
public final class SendTransport extends ClientTransport {
    private static final long REPORT_NANOS = 1_000_000_000L;
    private static final int PACKET_BYTES = 2_048;

    /** A round trip beyond this is a report that came late or a clock that was set. */
    private static final long MAX_ROUND_TRIP_NANOS = 10_000_000_000L;

    /** What one camera in 720p can use, with headroom for what is sent again. */
    private static final BandwidthSettings BANDWIDTH = new BandwidthSettings(600_000, 50_000, 4_000_000);

    private final RoundTrip roundTrip;
    private final String cname;
    private final LongConsumer availableChanged;
    private final RandomGenerator random = new SecureRandom();
    private final List<OutboundStream> streams = new CopyOnWriteArrayList<>();
    private final SendSideBandwidth bandwidth = new SendSideBandwidth(BANDWIDTH);
    private final Pacer<Queued> pacer = new Pacer<>(BANDWIDTH.start(), new Departures());
    private final byte[] bytes = new byte[PACKET_BYTES];
    private final ReferenceTimes referenceTimes = new ReferenceTimes();
    private int transportSequence;
    private long reportedNanos;
    private long countedBytes;
    private volatile long sentBitsPerSecond;
    private volatile long queueNanos;
    private volatile long available = BANDWIDTH.start();

    /** Waiting for its turn: a packet, or the number of a lost one. */
    private sealed interface Queued {
        /** A new packet. */
        record Fresh(OutboundStream stream, OutboundPacket packet) implements Queued {}

        /** One to be sent again. */
        record Again(OutboundStream stream, int sequence) implements Queued {}
    }

    private SendTransport(
            String id,
            ServerEndpoint server,
            SessionEnvironment environment,
            TransportSettings settings,
            String cname,
            LongConsumer availableChanged,
            Listener listener) {
        super(id, server, environment, settings, listener);
        this.roundTrip = settings.roundTrip();
        this.cname = cname;
        this.availableChanged = availableChanged;
    }

    /**
     * The client's side of what the server made. May resolve names.
     *
     * @param cname the same for all tracks of the client
     * @param availableChanged told, on the media thread, what the path is thought to carry in bits per second
     * @throws TransportException when what the server told is of no use
     */
    public static SendTransport of(
            ServerMessage.TransportCreated created,
            SessionEnvironment environment,
            TransportSettings settings,
            String cname,
            LongConsumer availableChanged,
            Listener listener)
            throws TransportException {
        return new SendTransport(
                created.transportId(),
                ServerEndpoint.of(created),
                environment,
                settings,
                cname,
                availableChanged,
                listener);
    }

    /**
     * A new stream.
     *
     * @param parameters as the server was told
     * @param encoding of them, 0 for the first
     * @param keyFrameRequested called on the media thread when somebody needs a key frame
     */
    public OutboundStream add(MediaKind kind, RtpParameters parameters, int encoding, Runnable keyFrameRequested) {
        OutboundStream stream = new OutboundStream(kind, parameters, encoding, random, keyFrameRequested);
        streams.add(stream);
        return stream;
    }

    /** Ends a stream. */
    public void remove(OutboundStream stream) {
        if (streams.remove(stream) && stream.hasSent()) {
            sendRtcp(buffer -> RtcpWriter.write(new Bye(List.of(stream.ssrc()), ""), buffer, 0, rtcpCapacity(buffer)));
        }
    }

    /** What the path is thought to carry, in bits per second. Any thread. */
    public long availableBitsPerSecond() {
        return available;
    }

    /** What was sent in the last second, headers of RTP and above, in bits per second. Any thread. */
    public long sentBitsPerSecond() {
        return sentBitsPerSecond;
    }

    /** How long what waits to be sent will take, in nanoseconds. Any thread. */
    public long queueNanos() {
        return queueNanos;
    }

    /** Sends a packet when its turn comes: audio now, video at the pace of the path. */
    public void send(OutboundStream stream, OutboundPacket packet) {
        if (!isConnected()) {
            return; // what was said before there is a way is not said later
        }
        PacketClass packetClass = stream.kind() == MediaKind.AUDIO ? PacketClass.AUDIO : PacketClass.VIDEO;
        long now = System.nanoTime();
        pacer.enqueue(new Queued.Fresh(stream, packet), packet.payload().length, packetClass, now);
        pacer.poll(now);
    }

    @Override
    void rtp(RtpPacket packet, long nowNanos) {
        // Nothing is consumed on this transport.
    }

    @Override
    void rtcp(RtcpPacket packet, long nowNanos) {
        switch (packet) {
            case TransportFeedback feedback -> {
                bandwidth.onFeedback(feedback, nowNanos);
                updateTarget();
            }
            case GenericNack nack -> streamOf(nack.mediaSsrc(), stream -> sendAgain(stream, nack, nowNanos));
            case PictureLossIndication pli -> streamOf(pli.mediaSsrc(), OutboundStream::requestKeyFrame);
            case FullIntraRequest fir ->
                fir.entries().forEach(entry -> streamOf(entry.ssrc(), OutboundStream::requestKeyFrame));
            case ReceiverReport report -> report.reports().forEach(block -> reported(block, nowNanos));
            case SenderReport report -> report.reports().forEach(block -> reported(block, nowNanos));
            case ExtendedReport report -> referenceTimes.told(report, nowNanos);
            default -> {
                // Of no use to a sender.
            }
        }
    }

    private interface StreamTask {
        void run(OutboundStream stream);
    }

    private void streamOf(int ssrc, StreamTask task) {
        for (OutboundStream stream : streams) {
            if (stream.ssrc() == ssrc) {
                task.run(stream);
            }
        }
    }

    private void sendAgain(OutboundStream stream, GenericNack nack, long nowNanos) {
        if (stream.isRepairable() && isConnected()) {
            for (int lost : nack.lost()) {
                pacer.enqueue(new Queued.Again(stream, lost), PACKET_BYTES / 2, PacketClass.RETRANSMISSION, nowNanos);
            }
            pacer.poll(nowNanos);
        }
    }

    private void reported(ReportBlock block, long nowNanos) {
        streamOf(block.ssrc(), stream -> {
            stream.reported(block.fractionLost() / 256.0, nowNanos);
            long sample = block.roundTripNanos(NtpTime.compact(ntpNow()));
            if (sample >= 0 && sample < MAX_ROUND_TRIP_NANOS) {
                roundTrip.measured(sample);
                bandwidth.onRtt(roundTrip.nanos());
            }
        });
    }

    private void updateTarget() {
        long target = bandwidth.targetBitsPerSecond();
        if (target != available) {
            available = target;
            pacer.target(target);
            availableChanged.accept(target);
        }
    }

    @Override
    void poll(long nowNanos) {
        if (!isConnected()) {
            return;
        }
        bandwidth.poll(nowNanos);
        bandwidth.nextProbe(nowNanos).ifPresent(pacer::probe);
        updateTarget();
        pacer.poll(nowNanos);
        queueNanos = pacer.queueNanos();
        if (nowNanos - reportedNanos >= REPORT_NANOS) {
            sentBitsPerSecond = countedBytes * Byte.SIZE * REPORT_NANOS / (nowNanos - reportedNanos);
            countedBytes = 0;
            reportedNanos = nowNanos;
            streams.stream().filter(OutboundStream::hasSent).forEach(stream -> report(stream, nowNanos));
        }
    }

    private void report(OutboundStream stream, long nowNanos) {
        List<RtcpPacket> compound = new ArrayList<>(
                List.of(stream.report(ntpNow(), nowNanos), SourceDescription.ofCname(stream.ssrc(), cname)));
        compound.addAll(referenceTimes.answer(stream.ssrc(), nowNanos));
        sendRtcp(buffer -> RtcpWriter.write(compound, buffer, 0, rtcpCapacity(buffer)));
    }

    @Override
    void closing() {
        List.copyOf(streams).forEach(this::remove);
    }

    /** Packets on their way out, in the order of sending. */
    private final class Departures implements Pacer.Listener<Queued> {
        @Override
        public void send(Queued queued, int probe, long nowNanos) {
            switch (queued) {
                case Queued.Fresh(OutboundStream stream, OutboundPacket packet) -> {
                    int length = stream.write(packet, bytes, transportSequence, nowNanos);
                    stream.sent(bytes, depart(stream, length, probe, nowNanos));
                }
                case Queued.Again(OutboundStream stream, int sequence) -> {
                    int length = stream.writeRetransmission(sequence, bytes, transportSequence);
                    if (length > 0) {
                        var _ = depart(stream, length, probe, nowNanos);
                    } else {
                        again(stream.again(sequence));
                    }
                }
            }
        }

        /** Under its old transport-wide number, which is inside: the server has counted it as lost. */
        private void again(byte[] ciphertext) {
            if (ciphertext.length > 0) {
                countedBytes += ciphertext.length;
                sendProtected(ciphertext);
            }
        }

        private int depart(OutboundStream stream, int length, int probe, long nowNanos) {
            if (stream.isCountedTransportWide()) {
                bandwidth.onPacketSent(transportSequence, length, probe, nowNanos);
                transportSequence = (transportSequence + 1) & 0xffff;
            }
            countedBytes += length;
            return sendRtp(bytes, length);
        }

        @Override
        public void dropped(Queued queued) {
            // Without this packet nothing decodes until the next key frame, which might as well be made now.
            if (queued instanceof Queued.Fresh(OutboundStream stream, OutboundPacket packet)) {
                stream.requestKeyFrame();
            }
        }

        @Override
        public int padding(int wanted, int probe, long nowNanos) {
            for (OutboundStream stream : streams) {
                int length = stream.writePadding(wanted, bytes, transportSequence);
                if (length > 0) {
                    var _ = depart(stream, length, probe, nowNanos);
                    return length;
                }
            }
            return 0;
        }
    }
}

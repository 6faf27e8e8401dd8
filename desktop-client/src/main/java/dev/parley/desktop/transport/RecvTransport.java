package dev.parley.desktop.transport;

import dev.parley.protocol.feedback.TransportFeedbackBuilder;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transport that media of the others comes on. Thread: the media thread. */
public final class RecvTransport extends ClientTransport {
    private static final long REPORT_NANOS = 1_000_000_000L;

    /** RTCP of a receiver that sends nothing: any SSRC does, and this is the one browsers use. */
    private static final int OWN_SSRC = 1;

    private static final int MAX_REPORTS = 31;

    private final RoundTrip roundTrip;
    private final String cname;
    private final Map<Integer, InboundStream> streams = new LinkedHashMap<>();
    private final Map<Integer, InboundStream> bySsrc = new HashMap<>();
    private final TransportFeedbackBuilder feedback = new TransportFeedbackBuilder(OWN_SSRC);
    private long reportedNanos;

    private RecvTransport(
            String id,
            ServerEndpoint server,
            SessionEnvironment environment,
            TransportSettings settings,
            String cname,
            Listener listener) {
        super(id, server, environment, settings, listener);
        this.roundTrip = settings.roundTrip();
        this.cname = cname;
    }

    /**
     * The client's side of what the server made. May resolve names.
     *
     * @throws TransportException when what the server told is of no use
     */
    public static RecvTransport of(
            ServerMessage.TransportCreated created,
            SessionEnvironment environment,
            TransportSettings settings,
            String cname,
            Listener listener)
            throws TransportException {
        return new RecvTransport(
                created.transportId(), ServerEndpoint.of(created), environment, settings, cname, listener);
    }

    /** Expects a stream. */
    public InboundStream add(MediaKind kind, RtpParameters parameters, InboundStream.Sink sink) {
        InboundStream stream = new InboundStream(kind, parameters, sink);
        streams.put(stream.ssrc(), stream);
        bySsrc.put(stream.ssrc(), stream);
        if (stream.rtxSsrc() != 0) {
            bySsrc.put(stream.rtxSsrc(), stream);
        }
        return stream;
    }

    /** Expects it no longer. */
    public void remove(InboundStream stream) {
        streams.remove(stream.ssrc(), stream);
        bySsrc.remove(stream.ssrc(), stream);
        bySsrc.remove(stream.rtxSsrc(), stream);
    }

    /** Asks the sender for a key frame. */
    public void requestKeyFrame(InboundStream stream) {
        sendRtcp(buffer ->
                RtcpWriter.write(new PictureLossIndication(OWN_SSRC, stream.ssrc()), buffer, 0, rtcpCapacity(buffer)));
    }

    @Override
    void rtp(RtpPacket packet, long nowNanos) {
        InboundStream stream = bySsrc.get(packet.ssrc());
        if (stream != null) {
            arrived(stream.transportSequence(packet), packet.ssrc(), nowNanos);
            stream.packet(packet, nowNanos);
            ask(stream, nowNanos);
        }
    }

    /** The server learns from it how much this line carries. */
    private void arrived(int transportSequence, int ssrc, long nowNanos) {
        if (transportSequence >= 0) {
            feedback.received(transportSequence, ssrc, nowNanos);
            if (feedback.due(nowNanos)) {
                sendFeedback(nowNanos);
            }
        }
    }

    private void sendFeedback(long nowNanos) {
        for (TransportFeedback each : feedback.poll(nowNanos)) {
            sendRtcp(buffer -> RtcpWriter.write(each, buffer, 0, rtcpCapacity(buffer)));
        }
    }

    @Override
    void rtcp(RtcpPacket packet, long nowNanos) {
        if (packet instanceof SenderReport report) {
            @Nullable InboundStream stream = streams.get(report.ssrc());
            if (stream != null) {
                stream.senderReport(report.ntpTime(), report.rtpTimestamp(), nowNanos);
            }
        }
    }

    @Override
    void poll(long nowNanos) {
        sendFeedback(nowNanos);
        for (InboundStream stream : streams.values()) {
            ask(stream, nowNanos);
            if (stream.takeKeyFrameWanted()) {
                requestKeyFrame(stream);
            }
        }
        if (isConnected() && nowNanos - reportedNanos >= REPORT_NANOS) {
            reportedNanos = nowNanos;
            report(nowNanos);
        }
    }

    private void ask(InboundStream stream, long nowNanos) {
        int count = stream.ask(nowNanos, roundTrip.nanos());
        if (count > 0) {
            sendRtcp(buffer -> RtcpWriter.writeNack(
                    OWN_SSRC, stream.ssrc(), stream.nacks().lost(), count, buffer, 0, rtcpCapacity(buffer)));
        }
    }

    private void report(long nowNanos) {
        List<ReportBlock> blocks = new ArrayList<>();
        for (InboundStream stream : streams.values()) {
            if (stream.packets() > 0) {
                blocks.add(stream.statistics().reportBlock(nowNanos));
            }
        }
        for (int from = 0; from == 0 || from < blocks.size(); from += MAX_REPORTS) {
            List<ReportBlock> some = blocks.subList(from, Math.min(blocks.size(), from + MAX_REPORTS));
            List<RtcpPacket> compound =
                    List.of(new ReceiverReport(OWN_SSRC, some), SourceDescription.ofCname(OWN_SSRC, cname));
            sendRtcp(buffer -> RtcpWriter.write(compound, buffer, 0, rtcpCapacity(buffer)));
        }
    }

    @Override
    void closing() {
        streams.clear();
        bySsrc.clear();
    }
}

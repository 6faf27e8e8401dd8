package dev.parley.sfu.transport;

import dev.parley.protocol.rtcp.Bye;
import dev.parley.protocol.rtcp.FullIntraRequest;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.RtcpWriter;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtcp.SourceDescription;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.WorkerCounters;
import java.util.List;

/** Writes the RTCP of a transport: what producers ask of the publisher, and reports of and for either side. */
final class RtcpOutlet implements Producer.Output {
    private final SecureOutlet out;
    private final int reportSsrc;
    private final WorkerCounters counters;
    private int firSequence;

    /**
     * @param reportSsrc under which this side sends its reports
     */
    RtcpOutlet(SecureOutlet out, int reportSsrc, WorkerCounters counters) {
        this.out = out;
        this.reportSsrc = reportSsrc;
        this.counters = counters;
    }

    @Override
    public void sendNack(int ssrc, int[] sequences, int count) {
        counters.askedOfPublisher(count);
        out.sendRtcp(
                RtcpWriter.writeNack(reportSsrc, ssrc, sequences, count, out.draft(), 0, SecureOutlet.MAXIMUM_PACKET));
    }

    @Override
    public void sendKeyFrameRequest(int ssrc, boolean fir) {
        counters.keyFrameOfPublisher();
        RtcpPacket request = fir
                ? new FullIntraRequest(reportSsrc, 0, List.of(new FullIntraRequest.Entry(ssrc, firSequence++ & 0xff)))
                : new PictureLossIndication(reportSsrc, ssrc);
        send(List.of(request));
    }

    /** Tells the subscriber when what it gets of {@code consumer} was sent, and whose it is. */
    void sendSenderReport(SenderReport report, Consumer consumer) {
        send(List.of(report, SourceDescription.ofCname(report.ssrc(), consumer.cname())));
    }

    /** Tells the subscriber that a stream ends. */
    void sendBye(int ssrc) {
        send(List.of(new Bye(List.of(ssrc), "")));
    }

    /** Sends the packets as one compound; none, when there are none. */
    void send(List<? extends RtcpPacket> packets) {
        if (!packets.isEmpty()) {
            out.sendRtcp(RtcpWriter.write(packets, out.draft(), 0, SecureOutlet.MAXIMUM_PACKET));
        }
    }
}

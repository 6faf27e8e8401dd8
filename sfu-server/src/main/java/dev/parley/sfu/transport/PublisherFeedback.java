package dev.parley.sfu.transport;

import dev.parley.protocol.feedback.ReceiverBitrateEstimator;
import dev.parley.protocol.feedback.TransportFeedbackBuilder;
import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.rtcp.ExtendedReport;
import dev.parley.protocol.rtcp.ReceiverEstimatedMaxBitrate;
import dev.parley.protocol.rtcp.ReceiverReport;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;
import dev.parley.protocol.wire.NtpTime;
import dev.parley.sfu.producer.Producer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a transport tells its publisher of the packets that arrive: receiver reports, and the feedback from which the
 * publisher's congestion control learns (transport-wide-cc, or REMB where only that was negotiated).
 */
final class PublisherFeedback {
    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000L;
    private static final int MAXIMUM_REPORT_BLOCKS = 31;

    private final int ssrc;
    private final List<Producer> producers = new ArrayList<>();
    private final TransportFeedbackBuilder transportFeedback;
    private final ReceiverBitrateEstimator estimator = new ReceiverBitrateEstimator();
    private int transportSequenceId;
    private int absSendTimeId;
    private boolean remb;
    private long nextReportNanos = Long.MIN_VALUE;
    private long rttNanos;

    /**
     * @param ssrc under which this side reports
     */
    PublisherFeedback(int ssrc) {
        this.ssrc = ssrc;
        this.transportFeedback = new TransportFeedbackBuilder(ssrc);
    }

    void add(Producer producer) {
        producers.add(producer);
        negotiate();
    }

    void remove(Producer producer) {
        producers.remove(producer);
        negotiate();
    }

    private void negotiate() {
        transportSequenceId = 0;
        absSendTimeId = 0;
        remb = false;
        for (Producer producer : producers) {
            if (offers(producer, "transport-cc") && producer.extensionIds().has(RtpHeaderExtension.TRANSPORT_WIDE_CC)) {
                transportSequenceId = producer.extensionIds().id(RtpHeaderExtension.TRANSPORT_WIDE_CC);
            } else if (offers(producer, "goog-remb") && producer.extensionIds().has(RtpHeaderExtension.ABS_SEND_TIME)) {
                remb = true;
                absSendTimeId = producer.extensionIds().id(RtpHeaderExtension.ABS_SEND_TIME);
            }
        }
    }

    private static boolean offers(Producer producer, String type) {
        return producer.parameters().codecs().stream()
                .flatMap(codec -> codec.rtcpFeedback().stream())
                .map(RtcpFeedback::type)
                .anyMatch(type::equals);
    }

    /** A packet of any of the producers arrived, a retransmission or a probe included. */
    void received(RtpPacket rtp, long nowNanos) {
        int sequenceAt = transportSequenceId == 0 ? -1 : rtp.extensionOffset(transportSequenceId);
        if (sequenceAt >= 0 && rtp.extensionLength(transportSequenceId) >= 2) {
            transportFeedback.received(Bytes.u16(rtp.buffer(), sequenceAt), rtp.ssrc(), nowNanos);
        } else if (remb) {
            // Also beside a track with transport-wide feedback, such as audio beside a camera with REMB only.
            int timeAt = rtp.extensionOffset(absSendTimeId);
            if (timeAt >= 0 && rtp.extensionLength(absSendTimeId) == 3) {
                estimator.received(Bytes.u24(rtp.buffer(), timeAt), rtp.length(), nowNanos);
            }
        }
    }

    /** Whether transport-wide feedback should go out now, not only with the next tick. */
    boolean urgent(long nowNanos) {
        return transportFeedback.due(nowNanos);
    }

    /** The transport-wide feedback that is due. */
    List<TransportFeedback> transportFeedback(long nowNanos) {
        return transportFeedback.poll(nowNanos);
    }

    /** The reports that are due, to be sent in one packet. */
    List<RtcpPacket> reports(long nowNanos, long unixNanos) {
        if (producers.isEmpty() || (nextReportNanos != Long.MIN_VALUE && nowNanos - nextReportNanos < 0)) {
            return List.of();
        }
        nextReportNanos = nowNanos + REPORT_INTERVAL_NANOS;
        List<ReportBlock> blocks = producers.stream()
                .flatMap(producer -> producer.reportBlocks(nowNanos).stream())
                .limit(MAXIMUM_REPORT_BLOCKS)
                .toList();
        if (blocks.isEmpty()) {
            return List.of();
        }
        ExtendedReport.Block referenceTime = new ExtendedReport.ReceiverReferenceTime(NtpTime.fromUnixNanos(unixNanos));
        return List.of(new ReceiverReport(ssrc, blocks), new ExtendedReport(ssrc, List.of(referenceTime)));
    }

    /** The bitrate estimate that is due; empty or one. */
    List<RtcpPacket> estimate(long nowNanos) {
        long bitsPerSecond = remb ? estimator.poll(nowNanos) : -1;
        if (bitsPerSecond < 0) {
            return List.of();
        }
        List<Integer> ssrcs =
                producers.stream().flatMap(each -> each.ssrcs().stream()).toList();
        return List.of(new ReceiverEstimatedMaxBitrate(ssrc, 0, bitsPerSecond, ssrcs));
    }

    /** The publisher's answer to a reference time (RFC 3611, section 4.5). */
    void answered(ExtendedReport.DlrrEntry entry, long unixNanos) {
        if (entry.ssrc() == ssrc && entry.lastReceiverReport() != 0) {
            int now = NtpTime.compact(NtpTime.fromUnixNanos(unixNanos));
            int units = now - entry.lastReceiverReport() - entry.delaySinceLastReceiverReport();
            rttNanos = (Math.max(units, 1) * 1_000_000_000L) >> 16;
        }
    }

    /** To the publisher and back, nanoseconds; 0 when not measured yet. */
    long rttNanos() {
        return rttNanos;
    }
}

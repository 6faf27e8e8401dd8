package dev.parley.sfu.transport;

import dev.parley.protocol.rtcp.Bye;
import dev.parley.protocol.rtcp.ExtendedReport;
import dev.parley.protocol.rtcp.FullIntraRequest;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtcp.ReceiverEstimatedMaxBitrate;
import dev.parley.protocol.rtcp.ReceiverReport;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.RtcpReader;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtcp.SourceDescription;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.rtcp.UnknownRtcp;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import java.util.List;
import java.util.Optional;

/** Reads the RTCP of a transport and takes each packet to whom it concerns. */
final class RtcpInlet {
    private final StreamTable streams;
    private final PublisherFeedback publisherFeedback;
    private final SubscriberFeedback subscriberFeedback;
    private final SubscriberRate subscriberRate;
    private final WorkerCounters counters;
    private final MediaClock clock;

    RtcpInlet(
            StreamTable streams,
            PublisherFeedback publisherFeedback,
            SubscriberFeedback subscriberFeedback,
            SubscriberRate subscriberRate,
            WorkerCounters counters,
            MediaClock clock) {
        this.streams = streams;
        this.publisherFeedback = publisherFeedback;
        this.subscriberFeedback = subscriberFeedback;
        this.subscriberRate = subscriberRate;
        this.counters = counters;
        this.clock = clock;
    }

    /** A plain compound arrived. */
    void receive(byte[] buffer, int offset, int length, long nowNanos) {
        Optional<List<RtcpPacket>> compound = RtcpReader.read(buffer, offset, length);
        if (compound.isEmpty()) {
            counters.count(DropReason.MALFORMED_RTCP);
            return;
        }
        for (RtcpPacket packet : compound.get()) {
            receive(packet, nowNanos);
        }
    }

    private void receive(RtcpPacket packet, long nowNanos) {
        switch (packet) {
            case SenderReport report -> {
                Producer producer = streams.ofSsrc(report.ssrc());
                if (producer != null) {
                    producer.senderReport(report, nowNanos);
                }
                reports(report.reports(), nowNanos);
            }
            case ReceiverReport report -> reports(report.reports(), nowNanos);
            case GenericNack nack -> {
                counters.lostBySubscriber(nack.lost().size());
                subscriberFeedback.nack(nack, nowNanos);
            }
            case PictureLossIndication request -> {
                counters.keyFrameForSubscriber();
                subscriberFeedback.pictureLost(request.mediaSsrc(), nowNanos);
            }
            case FullIntraRequest request -> {
                counters.keyFrameForSubscriber();
                subscriberFeedback.fullIntraRequest(request, nowNanos);
            }
            case ExtendedReport report -> extendedReport(report);
            // A BYE may be followed by more packets (a track that is replaced); a producer ends by signaling only.
            case Bye _, SourceDescription _, UnknownRtcp _ -> {}
            case TransportFeedback feedback -> subscriberRate.feedback(feedback, nowNanos);
            case ReceiverEstimatedMaxBitrate estimate -> subscriberRate.told(estimate.bitsPerSecond(), nowNanos);
        }
    }

    private void reports(List<ReportBlock> blocks, long nowNanos) {
        subscriberRate.roundTrip(subscriberFeedback.reports(blocks, nowNanos));
        int lost = subscriberFeedback.videoLost(blocks);
        if (lost >= 0) {
            subscriberRate.lost(lost, nowNanos);
        }
    }

    private void extendedReport(ExtendedReport report) {
        for (ExtendedReport.Block block : report.blocks()) {
            if (block instanceof ExtendedReport.Dlrr answer) {
                answer.entries().forEach(entry -> publisherFeedback.answered(entry, clock.unixNanos()));
            }
        }
    }
}

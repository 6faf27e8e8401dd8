package dev.parley.sfu.transport;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.FullIntraRequest;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.sfu.consumer.Consumer;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what a subscriber says of the streams it receives to the consumers that send them. */
final class SubscriberFeedback {
    private final IntObjectMap<Consumer> bySsrc = new IntObjectHashMap<>();

    void add(Consumer consumer) {
        bySsrc.put(consumer.ssrc(), consumer);
        if (consumer.rtxSsrc() != 0) {
            bySsrc.put(consumer.rtxSsrc(), consumer);
        }
    }

    void remove(Consumer consumer) {
        bySsrc.remove(consumer.ssrc());
        bySsrc.remove(consumer.rtxSsrc());
    }

    /** Takes the reports; the round trip they speak of in nanoseconds, or 0 when none of them tells it. */
    long reports(List<ReportBlock> blocks, long nowNanos) {
        long roundTrip = 0;
        for (ReportBlock block : blocks) {
            Consumer consumer = media(block.ssrc());
            if (consumer != null) {
                consumer.reported(block, nowNanos);
                roundTrip = block.lastSenderReport() == 0
                        ? roundTrip
                        : consumer.reports().rttNanos();
            }
        }
        return roundTrip;
    }

    /** The most that is said to be lost of a stream of video, in 1/256; -1 when nothing is said of one. */
    int videoLost(List<ReportBlock> blocks) {
        int most = -1;
        for (ReportBlock block : blocks) {
            Consumer consumer = media(block.ssrc());
            if (consumer != null && consumer.kind() == MediaKind.VIDEO) {
                most = Math.max(most, block.fractionLost());
            }
        }
        return most;
    }

    void nack(GenericNack nack, long nowNanos) {
        Consumer consumer = media(nack.mediaSsrc());
        if (consumer != null) {
            for (int sequence : nack.lost()) {
                consumer.lacks(sequence);
            }
            for (int sequence : nack.lost()) {
                consumer.lost(sequence, nowNanos);
            }
        }
    }

    void pictureLost(int ssrc, long nowNanos) {
        Consumer consumer = media(ssrc);
        if (consumer != null) {
            consumer.keyFrameRequested(nowNanos);
        }
    }

    void fullIntraRequest(FullIntraRequest request, long nowNanos) {
        for (FullIntraRequest.Entry entry : request.entries()) {
            pictureLost(entry.ssrc(), nowNanos);
        }
    }

    private @Nullable Consumer media(int ssrc) {
        Consumer consumer = bySsrc.get(ssrc);
        return consumer != null && consumer.ssrc() == ssrc ? consumer : null;
    }
}

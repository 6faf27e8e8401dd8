package dev.parley.sfu.transport;

import dev.parley.protocol.bwe.BandwidthFigures;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.sfu.consumer.Consumer;
import java.util.Collection;

/**
 * Keeps what is sent over a transport to what its subscriber's line carries: the estimate, the pace of packets, and
 * probes, which are only made where video flows, since audio has no use for what they find.
 */
final class SubscriberRate {
    /** Before the line is known: fast enough that the first key frame is not late, on a line that is worth a call. */
    private static final long FIRST_PACE = 2_000_000;

    private final LineEstimate estimate;
    private final RtpOutlet out;
    private final Collection<Consumer> consumers;

    /**
     * @param consumers those of the transport
     */
    SubscriberRate(LineEstimate estimate, RtpOutlet out, Collection<Consumer> consumers) {
        this.estimate = estimate;
        this.out = out;
        this.consumers = consumers;
        out.pace(FIRST_PACE, 0);
    }

    /** The subscriber says what arrived. */
    void feedback(TransportFeedback feedback, long nowNanos) {
        estimate.feedback(feedback, nowNanos);
        pace(nowNanos);
    }

    /** The subscriber says what its line carries, in bits per second. */
    void told(long bitsPerSecond) {
        estimate.told(bitsPerSecond);
    }

    /** A round trip was measured. */
    void roundTrip(long nanos) {
        if (nanos > 0) {
            estimate.roundTrip(nanos);
        }
    }

    /** Time passes; to be called every few tens of milliseconds. */
    void tick(long nowNanos) {
        estimate.poll(nowNanos);
        pace(nowNanos);
        if (estimate.measured() && videoFlows()) {
            estimate.nextProbe(nowNanos).ifPresent(cluster -> out.probe(cluster, nowNanos));
        }
    }

    private void pace(long nowNanos) {
        long known = estimate.bitsPerSecond();
        out.pace(estimate.measured() ? known : Math.max(known, FIRST_PACE), nowNanos);
    }

    private boolean videoFlows() {
        for (Consumer consumer : consumers) {
            if (consumer.kind() == MediaKind.VIDEO && !consumer.paused()) {
                return true;
            }
        }
        return false;
    }

    /** What the line is thought to carry, in bits per second; {@link Long#MAX_VALUE} when nothing is known. */
    long bitsPerSecond() {
        return estimate.bitsPerSecond();
    }

    /** What the estimate is made of. */
    BandwidthFigures figures(long nowNanos) {
        return estimate.figures(nowNanos);
    }
}

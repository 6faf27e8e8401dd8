package dev.parley.sfu.transport;

import dev.parley.protocol.bwe.BandwidthFigures;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.sfu.allocation.Allocation;
import dev.parley.sfu.consumer.Consumer;

/**
 * Keeps what is sent over a transport to what its subscriber's line carries: the estimate, the layers that
 * each consumer is given, the pace of packets, and probes, which are only made where video flows, since audio has no use
 * for what they find.
 */
final class SubscriberRate {
    /** Before the line is known: fast enough that the first key frame is not late, on a line that is worth a call. */
    private static final long FIRST_PACE = 2_000_000;

    /** A hundred milliseconds with ticks that come every {@value WebRtcTransport#TICK_MILLIS} ms, a little early or late. */
    private static final long SHARE_NANOS = 90_000_000L;

    /** While video flows the estimate wants to be looked at ten times a second at least: every 60 ms, as ticks come. */
    private static final long TICK_NANOS = 50_000_000L;

    /**
     * Where nothing is to be decided: sound has all that it needs whatever the line carries, and who never says what arrives
     * gets everything. What remains is {@link RetransmissionBudget}, which saves up a second of the line at most. Sound
     * has no transport-wide numbers, so the estimate stands still meanwhile.
     */
    private static final long UNDECIDED_NANOS = 1_000_000_000L;

    /** What retransmissions, header bytes of UDP, IP and encryption take of the line. */
    private static final double LEFT_FOR_LAYERS = 0.93;

    /** A little more than is wanted lets layers grow, and fits the margin that the allocation asks for. */
    private static final double OF_USE = 1.5;

    /** Whatever is wanted now: a layer that nobody can get is not sent, and so not wanted, until there is room for it. */
    private static final long ALWAYS_OF_USE = 2_500_000;

    private final LineEstimate estimate;
    private final RtpOutlet out;
    private final Allocation allocation = new Allocation();
    private int videos;
    private boolean changed;
    private boolean shared;
    private long sharedNanos;
    private long nextNanos;

    SubscriberRate(LineEstimate estimate, RtpOutlet out) {
        this.estimate = estimate;
        this.out = out;
        out.pace(FIRST_PACE, 0);
    }

    /** Takes a consumer in. */
    void add(Consumer consumer) {
        allocation.add(consumer);
        videos += consumer.kind() == MediaKind.VIDEO ? 1 : 0;
        changed = true;
    }

    /** Lets a consumer go. */
    void remove(Consumer consumer) {
        allocation.remove(consumer);
        videos -= consumer.kind() == MediaKind.VIDEO ? 1 : 0;
        changed = true;
    }

    /** The subscriber says what arrived. */
    void feedback(TransportFeedback feedback, long nowNanos) {
        estimate.feedback(feedback, nowNanos);
        pace(nowNanos);
        decidable(nowNanos);
    }

    /** The subscriber says what its line carries, in bits per second. */
    void told(long bitsPerSecond, long nowNanos) {
        estimate.told(bitsPerSecond);
        decidable(nowNanos);
    }

    /** The subscriber tells of its line, also if it has not for long. */
    private void decidable(long nowNanos) {
        if (videos > 0 && nextNanos - nowNanos > SHARE_NANOS) {
            nextNanos = nowNanos;
        }
    }

    /** The subscriber says how much of a stream of video was lost, in 1/256. */
    void lost(int fraction, long nowNanos) {
        out.lost(fraction, nowNanos);
    }

    /** A round trip was measured. */
    void roundTrip(long nanos) {
        if (nanos > 0) {
            estimate.roundTrip(nanos);
        }
    }

    /** Does what there is to do, if it is time for that. */
    void tick(long nowNanos) {
        if (!changed && nowNanos - nextNanos < 0) {
            return;
        }
        estimate.poll(nowNanos);
        share(nowNanos);
        pace(nowNanos);
        boolean flows = allocation.videoFlows();
        if (estimate.measured() && flows) {
            estimate.nextProbe(nowNanos).ifPresent(cluster -> out.probe(cluster, nowNanos));
        }
        nextNanos = nowNanos + interval(flows);
    }

    private long interval(boolean flows) {
        if (videos == 0 || estimate.bitsPerSecond() == Long.MAX_VALUE) {
            return UNDECIDED_NANOS;
        }
        return flows ? TICK_NANOS : SHARE_NANOS;
    }

    /** When {@link #tick} has something to do next, unless consumers come or go. */
    long nextNanos() {
        return nextNanos;
    }

    private void pace(long nowNanos) {
        long known = estimate.bitsPerSecond();
        out.pace(estimate.measured() ? known : Math.max(known, FIRST_PACE), nowNanos);
    }

    /** Less is shared at once, more every now and then. */
    private void share(long nowNanos) {
        long forLayers = forLayers();
        if (changed
                || !shared
                || forLayers < allocation.videoBitsPerSecond()
                || nowNanos - sharedNanos >= SHARE_NANOS) {
            changed = false;
            shared = true;
            sharedNanos = nowNanos;
            allocation.update(forLayers);
            estimate.maximum(Math.max((long) (OF_USE * allocation.wantedBitsPerSecond()), ALWAYS_OF_USE));
        }
    }

    private long forLayers() {
        long known = estimate.bitsPerSecond();
        return known == Long.MAX_VALUE ? known : (long) (LEFT_FOR_LAYERS * known);
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

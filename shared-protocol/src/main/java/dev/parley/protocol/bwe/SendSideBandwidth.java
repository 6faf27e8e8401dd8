package dev.parley.protocol.bwe;

import dev.parley.protocol.rtcp.TransportFeedback;
import java.util.Optional;

/**
 * How much may be sent over one transport, learned from the transport-wide feedback of its receiver. The owner tells of
 * every packet that carries a transport-wide number, hands in every feedback, calls {@link #poll}, gives
 * {@link #nextProbe} to its {@link Pacer}, and follows {@link #targetBitsPerSecond}.
 *
 * <p>Bytes are whatever the owner counts, always the same way: best with the 28 bytes (IPv4, UDP) of each packet, since
 * the path carries these too. Feedback that is missing, late, repeated or invented moves nothing but what it can rightly
 * speak of: numbers that were sent and wait for an answer.
 */
public final class SendSideBandwidth {
    /** Until a round trip was measured. */
    private static final long INITIAL_RTT_NANOS = 200_000_000L;

    private static final long MAX_RTT_NANOS = 3_000_000_000L;

    /** After a stall the path may be another one: begins with this share, and a probe looks for the rest. */
    private static final double AFTER_STALL = 0.3;

    private final BandwidthSettings settings;
    private final SentPackets sent = new SentPackets();
    private final FeedbackTimeline timeline = new FeedbackTimeline(sent, new Arrivals());
    private final AcknowledgedRate acknowledged = new AcknowledgedRate();
    private final DelayBasedRate delayBased;
    private final LossBasedRate lossBased = new LossBasedRate();
    private final ApplicationLimited application = new ApplicationLimited();
    private final InFlightLimit inFlight = new InFlightLimit();
    private final StallGuard stall = new StallGuard();
    private final ProbeMeasurements measurements = new ProbeMeasurements();
    private final ProbeController probes;
    private long max;
    private long rttNanos = INITIAL_RTT_NANOS;
    private boolean rttReported;
    private double target;
    /** What was sent of late, in bits per second. */
    private double flowing;

    /** An estimate within these settings. */
    public SendSideBandwidth(BandwidthSettings settings) {
        this.settings = settings;
        delayBased = new DelayBasedRate(settings);
        probes = new ProbeController(settings.max(), measurements);
        max = settings.max();
        target = settings.start();
    }

    /** A packet that belongs to no probe left; see {@link #onPacketSent(int, int, int, long)}. */
    public void onPacketSent(int transportSequence, int bytes, long nowNanos) {
        onPacketSent(transportSequence, bytes, ProbeCluster.NONE, nowNanos);
    }

    /**
     * A packet left.
     *
     * @param transportSequence its transport-wide number, 0 to 65535, each one above the last
     * @param probe the {@link ProbeCluster#id()} it was sent for, or {@link ProbeCluster#NONE}
     */
    public void onPacketSent(int transportSequence, int bytes, int probe, long nowNanos) {
        sent.sent(transportSequence, bytes, probe, nowNanos);
        application.sent(bytes, nowNanos);
        stall.sent(nowNanos);
        probes.start(target, nowNanos);
    }

    /** A feedback of the receiver came. */
    public void onFeedback(TransportFeedback feedback, long nowNanos) {
        if (timeline.feedback(feedback) == 0) {
            return;
        }
        double remained = stall.answered(rttNanos, nowNanos);
        long sinceSent = Math.max(0, nowNanos - timeline.newestSentNanos());
        inFlight.answered(sinceSent, nowNanos);
        flowing = application.sentBitsPerSecond(nowNanos);
        if (!rttReported) {
            rttNanos = Math.min(sinceSent, MAX_RTT_NANOS);
        }
        if (remained < 1) {
            double before = delayBased.bitsPerSecond();
            delayBased.proven(Math.max(Math.min(target, remained * before), AFTER_STALL * before));
            // Those that left meanwhile are lost or have stood in a queue: what they tell is of the stall, not of the
            // path.
            sent.abandon();
            delayBased.restart();
            lossBased.restart();
            probes.recovered(before, nowNanos);
        } else {
            delayBased.update(acknowledged, inFlight.factor(), lossBased.share(), rttNanos, nowNanos);
        }
        takeProbe(nowNanos);
        lossBased.update(delayBased.bitsPerSecond(), nowNanos);
        updateTarget();
    }

    private void takeProbe(long nowNanos) {
        double shown = measurements.take();
        if (shown <= 0 || delayBased.use() == LinkUse.OVERUSE) {
            return;
        }
        if (shown > delayBased.bitsPerSecond()) {
            delayBased.proven(shown);
        }
        lossBased.proven(shown);
        probes.result(shown, nowNanos);
    }

    /** The round trip, from RTCP reports or consent checks; without it the time to the feedback stands in. */
    public void onRtt(long nanos) {
        rttReported = true;
        rttNanos = Math.clamp(nanos, 0, MAX_RTT_NANOS);
    }

    /** Nothing above this is of use from now on, for example since the picture is small; not above the settings' own. */
    public void maximum(long bitsPerSecond) {
        max = Math.clamp(bitsPerSecond, settings.min(), settings.max());
        probes.max(max);
        updateTarget();
    }

    /**
     * Time passes; to be called every 20 to 100 ms while the target is followed or probes are made. Once a second does
     * where neither is: a stall then lowers the target only when it is over, and it is seen that late that the
     * application sends less than it may.
     */
    public void poll(long nowNanos) {
        stall.poll(rttNanos, nowNanos);
        application.update(target, nowNanos);
        flowing = application.sentBitsPerSecond(nowNanos);
        updateTarget();
        boolean lossless = lossBased.calm(nowNanos) || lossBased.bitsPerSecond() >= delayBased.bitsPerSecond();
        boolean quiet = delayBased.quiet() && !stall.stalled() && lossless;
        boolean overuse = delayBased.use() == LinkUse.OVERUSE;
        probes.update(target, quiet, overuse, application.limited(), nowNanos);
    }

    private void updateTarget() {
        double carried = Math.min(delayBased.bitsPerSecond(), lossBased.bitsPerSecond());
        // Who sends less than the estimate has less on the way. A burst does not, so a queue must have been seen; and
        // while
        // it drains, what comes out of it is what the path takes in, however little is sent.
        double filling =
                delayBased.queueing() ? Math.min(carried, Math.max(flowing, acknowledged.bitsPerSecond())) : carried;
        inFlight.update(filling, sent.bytesInFlight(), delayBased.competing());
        double allowed = carried * Math.min(stall.factor(), Math.min(inFlight.factor(), lookingFactor()));
        target = Math.clamp(allowed, (double) settings.min(), (double) max);
    }

    /** Less for a moment, to find out whose queue it is, or what losses come from. */
    private double lookingFactor() {
        return Math.min(delayBased.factor(), lossBased.factor());
    }

    /** What may be sent now, in bits per second, all packets together. */
    public long targetBitsPerSecond() {
        return (long) target;
    }

    /** A probe to carry out now, if one is wanted. */
    public Optional<ProbeCluster> nextProbe(long nowNanos) {
        return probes.next(nowNanos);
    }

    /** What the estimate is made of. */
    public BandwidthFigures figures(long nowNanos) {
        double loss = lossBased.bitsPerSecond();
        return new BandwidthFigures(
                (long) target,
                (long) delayBased.bitsPerSecond(),
                loss < Long.MAX_VALUE ? (long) loss : Long.MAX_VALUE,
                (long) acknowledged.bitsPerSecond(),
                (long) application.sentBitsPerSecond(nowNanos),
                lossBased.share(),
                rttNanos,
                delayBased.queueNanos(),
                application.limited(),
                stall.stalled());
    }

    private final class Arrivals implements FeedbackTimeline.Listener {
        @Override
        public void arrived(long sentNanos, long arrivalNanos, int bytes, int probe) {
            acknowledged.arrived(bytes, arrivalNanos);
            delayBased.arrived(sentNanos, arrivalNanos);
            lossBased.arrived(sentNanos, bytes);
            if (probe != ProbeCluster.NONE) {
                measurements.arrived(probe, bytes, sentNanos, arrivalNanos);
            }
        }

        @Override
        public void unreported(long arrivalNanos, int bytes) {
            acknowledged.arrived(bytes, arrivalNanos);
        }

        @Override
        public void lost(long sentNanos, int bytes, boolean again) {
            lossBased.lost(sentNanos, bytes, again);
        }
    }
}

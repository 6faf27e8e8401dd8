package dev.parley.sfu.transport;

import dev.parley.protocol.bwe.BandwidthFigures;
import dev.parley.protocol.bwe.BandwidthSettings;
import dev.parley.protocol.bwe.ProbeCluster;
import dev.parley.protocol.bwe.SendSideBandwidth;
import dev.parley.protocol.rtcp.TransportFeedback;
import java.util.Optional;

/**
 * What a subscriber's line is thought to carry: by transport-wide feedback where the subscriber gives it, else by what it
 * says itself (REMB), else unknown, which limits nothing.
 */
final class LineEstimate {
    /** What a dozen pictures in 720p and a screen could use. */
    static final BandwidthSettings SETTINGS = new BandwidthSettings(600_000, 30_000, 50_000_000);

    /** With the IPv4 and UDP headers, which the line carries too. */
    private static final int HEADERS = 28;

    /** A subscriber that has not answered after this long does not know how to. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private final SendSideBandwidth bandwidth = new SendSideBandwidth(SETTINGS);
    private boolean began;
    private long beganNanos;
    private boolean answered;
    private boolean silent;
    private long toldBitsPerSecond;

    /** Video is sent; from the first time on an answer is awaited. */
    void videoSent(long nowNanos) {
        if (!began) {
            began = true;
            beganNanos = nowNanos;
        }
    }

    /** A packet with a transport-wide number left. */
    void sent(int transportSequence, int length, int probe, long nowNanos) {
        bandwidth.onPacketSent(transportSequence, length + HEADERS, probe, nowNanos);
    }

    /** The subscriber says what arrived. */
    void feedback(TransportFeedback feedback, long nowNanos) {
        answered = true;
        bandwidth.onFeedback(feedback, nowNanos);
    }

    /** The subscriber says what its line carries, in bits per second. */
    void told(long bitsPerSecond) {
        toldBitsPerSecond = Math.max(bitsPerSecond, SETTINGS.min());
    }

    /** A round trip was measured. */
    void roundTrip(long nanos) {
        bandwidth.onRtt(nanos);
    }

    /** Nothing above this is of use from now on. */
    void maximum(long bitsPerSecond) {
        bandwidth.maximum(Math.max(bitsPerSecond, SETTINGS.start()));
    }

    /** Time passes; to be called as often as {@link SendSideBandwidth#poll} asks for. */
    void poll(long nowNanos) {
        silent = began && nowNanos - beganNanos > PATIENCE_NANOS;
        if (answered) {
            bandwidth.poll(nowNanos);
        }
    }

    /** Whether transport-wide feedback comes, so that probes tell something. */
    boolean measured() {
        return answered;
    }

    /** The next probe to carry out, if one is wanted; only while {@link #measured}. */
    Optional<ProbeCluster> nextProbe(long nowNanos) {
        return bandwidth.nextProbe(nowNanos);
    }

    /** Bits per second, or {@link Long#MAX_VALUE} when nothing is known and nobody will tell. */
    long bitsPerSecond() {
        if (answered) {
            return bandwidth.targetBitsPerSecond();
        }
        if (toldBitsPerSecond > 0) {
            return toldBitsPerSecond;
        }
        return silent ? Long.MAX_VALUE : SETTINGS.start();
    }

    /** What the estimate by transport-wide feedback is made of. */
    BandwidthFigures figures(long nowNanos) {
        return bandwidth.figures(nowNanos);
    }
}

package dev.parley.protocol.bwe;

/**
 * The rate that losses allow. Loss by chance, as radio links have it, allows any rate: sending less would not mend it.
 * Loss that grows with the rate ({@link LossModel}) is congestion that no delay has told of: a shallow queue, or a
 * policer. Very high loss limits the rate in any case.
 */
final class LossBasedRate {
    /** An observation is at least this long, and has at least so many packets... */
    private static final long OBSERVATION_NANOS = 250_000_000L;

    private static final int OBSERVATION_PACKETS = 20;

    /** ...or is this long. */
    private static final long LONG_OBSERVATION_NANOS = 1_000_000_000L;

    /** A pause in sending: the rate before and after it are two things. */
    private static final long PAUSE_NANOS = 1_500_000_000L;

    /** A limit is lifted step by step: per second. */
    private static final double RELEASE = 1.08;

    /** Loss up to this is bearable at any rate; half a second of audio and video survives it with retransmission. */
    private static final double BEARABLE = 0.05;

    /** At 10 % of loss 2 Mbit/s are allowed, at 15 % 1 Mbit/s, at 25 % 500 kbit/s. */
    private static final double HIGH_LOSS_BITS = 100_000;

    /** Weight of the newest observation in the share shown and in the limit for high loss. */
    private static final double SMOOTHING = 0.3;

    private final LossModel model = new LossModel();
    private boolean open;
    private long beganNanos;
    private long lastNanos;
    private long bytes;
    private int packets;
    private int lost;
    private double share;
    private double limit = Double.POSITIVE_INFINITY;
    private boolean updated;
    private long lastUpdateNanos;

    void arrived(long sentNanos, int size) {
        count(sentNanos, size, 0);
    }

    void lost(long sentNanos, int size) {
        count(sentNanos, size, 1);
    }

    private void count(long sentNanos, int size, int gone) {
        if (!open || sentNanos - lastNanos > PAUSE_NANOS) {
            open = true;
            beganNanos = sentNanos;
            lastNanos = sentNanos;
            bytes = 0;
            packets = 0;
            lost = 0;
        }
        bytes += size;
        packets++;
        lost += gone;
        lastNanos = Math.max(lastNanos, sentNanos);
        long span = lastNanos - beganNanos;
        if (span >= LONG_OBSERVATION_NANOS || (span >= OBSERVATION_NANOS && packets >= OBSERVATION_PACKETS)) {
            model.observe(bytes * 8e9 / span, packets, lost);
            share += SMOOTHING * ((double) lost / packets - share);
            open = false;
        }
    }

    /** All of a feedback was taken; {@code others} is what everything but loss allows. */
    void update(double others, long nowNanos) {
        double elapsed = updated ? Math.clamp((nowNanos - lastUpdateNanos) / 1e9, 0, 1) : 0;
        updated = true;
        lastUpdateNanos = nowNanos;
        double raised = limit * Math.pow(RELEASE, elapsed);
        limit = Math.min(model.capacity(), highLossLimit());
        if (limit > raised) {
            limit = raised < others ? raised : Double.POSITIVE_INFINITY;
        }
    }

    private double highLossLimit() {
        return share > BEARABLE ? HIGH_LOSS_BITS / (share - BEARABLE) : Double.POSITIVE_INFINITY;
    }

    /** Bits per second, or infinity. */
    double bitsPerSecond() {
        return limit;
    }

    /** Share of packets lost of late, 0 to 1. */
    double share() {
        return share;
    }
}

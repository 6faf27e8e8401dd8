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

    /** Stays below a capacity found. */
    private static final double UTILIZATION = 0.94;

    /** A limit is held for a while, longer each time it proves true again; then it is lifted step by step: per second. */
    private static final double RELEASE = 1.06;

    private static final long MIN_HOLD_NANOS = 500_000_000L;
    private static final long MAX_HOLD_NANOS = 16_000_000_000L;
    private static final long FORGET_NANOS = 20_000_000_000L;

    /** Loss up to this is bearable at any rate; half a second of audio and video survives it with retransmission. */
    private static final double BEARABLE = 0.05;

    /** And this little is none. */
    private static final double CALM = 0.01;

    /** At 10 % of loss 3 Mbit/s are allowed, at 20 % 1 Mbit/s, at 50 % 333 kbit/s. */
    private static final double HIGH_LOSS_BITS = 150_000;

    /** Weight of the newest observation in the share shown. */
    private static final double SMOOTHING = 0.3;

    /** And in the one that decides on something. */
    private static final double LASTING_SMOOTHING = 0.1;

    private static final double BURST_SMOOTHING = 0.03;
    private static final double MIN_BEGINNING = 0.1;

    private final LossExperiment experiment = new LossExperiment();
    private final LossModel model = new LossModel();
    private boolean open;
    private long beganNanos;
    private long lastNanos;
    private long bytes;
    private int packets;
    private int lost;
    private double share;
    private double lasting;
    private double beginning = 0.7;
    private double limit = Double.POSITIVE_INFINITY;
    private long limitedNanos;
    private long holdNanos;
    private boolean looking;
    private boolean updated;
    private long lastUpdateNanos;

    void arrived(long sentNanos, int size) {
        count(sentNanos, size, 0);
    }

    /**
     * A packet was lost.
     *
     * @param again whether the one before it was, too
     */
    void lost(long sentNanos, int size, boolean again) {
        // Of bursts of n packets every nth loss begins one.
        beginning += BURST_SMOOTHING * ((again ? 0 : 1) - beginning);
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
            model.burst(1 / Math.max(beginning, MIN_BEGINNING));
            model.observe(bytes * 8e9 / span, packets, lost);
            double now = (double) lost / packets;
            share += SMOOTHING * (now - share);
            lasting += LASTING_SMOOTHING * (now - lasting);
            open = false;
        }
    }

    /** All of a feedback was taken; {@code others} is what everything but loss allows. */
    void update(double others, long nowNanos) {
        double elapsed = updated ? Math.clamp((nowNanos - lastUpdateNanos) / 1e9, 0, 1) : 0;
        updated = true;
        lastUpdateNanos = nowNanos;
        double found = UTILIZATION * model.capacity();
        if (found < Math.min(limit, others)) {
            if (limit == Double.POSITIVE_INFINITY || nowNanos - limitedNanos > holdNanos) {
                holdNanos = Math.clamp(2 * holdNanos, MIN_HOLD_NANOS, MAX_HOLD_NANOS);
            }
            limit = found;
            limitedNanos = nowNanos;
        } else if (limit < others && nowNanos - limitedNanos > holdNanos) {
            limit = Math.min(limit * Math.pow(RELEASE, elapsed), found);
        } else if (limit >= others) {
            limit = Double.POSITIVE_INFINITY;
            if (nowNanos - limitedNanos > FORGET_NANOS) {
                holdNanos = 0;
            }
        }
        looking = experiment.running(lasting, nowNanos);
    }

    private double highLossLimit() {
        return lasting > BEARABLE ? HIGH_LOSS_BITS / (lasting - BEARABLE) : Double.POSITIVE_INFINITY;
    }

    /**
     * Whether a limit, if there is one, is only remembered: nothing was lost of late, and it was held for its time. Then a
     * probe may show that the path is another one by now.
     */
    boolean calm(long nowNanos) {
        return share < CALM && nowNanos - limitedNanos > holdNanos;
    }

    /** A probe got through at this rate. */
    void proven(double bitsPerSecond) {
        if (limit < bitsPerSecond) {
            limit = bitsPerSecond;
            model.clear();
        }
    }

    /** Nothing got through for a while, at any rate: that is no loss to learn from. */
    void restart() {
        model.clear();
        open = false;
        share = 0;
        lasting = 0;
        limit = Double.POSITIVE_INFINITY;
    }

    /** Bits per second, or infinity. */
    double bitsPerSecond() {
        return Math.min(limit, highLossLimit());
    }

    /** What remains of the rate while it is found out what the losses come from. */
    double factor() {
        return looking ? LossExperiment.FACTOR : 1;
    }

    /** Share of packets lost of late, 0 to 1. */
    double share() {
        return share;
    }
}

package dev.parley.protocol.bwe;

/**
 * The rate that the delay allows (draft-ietf-rmcat-gcc-02, section 5.5): falls below what came through as soon as a queue
 * grows, waits while it drains, and grows otherwise, by a share while the limit is unknown and by a packet at a time near
 * it.
 */
final class AimdRateControl {
    /** Section 5.5, beta. */
    private static final double DECREASE = 0.85;

    /** Section 5.5, eta: per second. */
    private static final double INCREASE = 1.08;

    /** Section 5.5: near the limit, half a packet per response time; a full-size one here. */
    private static final double PACKET_BITS = 9_600;

    private static final double MIN_ADDITION = 4_000;

    /** A packet is a lot for a slow flow: no more than this share a second. */
    private static final double MAX_ADDITION = 0.15;

    /** Feedback, the detector and the encoder need this beside the round trip (section 5.5). */
    private static final double RESPONSE_NANOS = 100e6;

    /** Never further ahead than this of what really came through (section 5.5). */
    static final double HEADROOM = 1.5;

    private static final double HEADROOM_BITS = 10_000;

    /** After a decrease its effect must be seen first. */
    private static final long MIN_PAUSE_NANOS = 100_000_000L;

    private static final long MAX_PAUSE_NANOS = 300_000_000L;

    private final BandwidthSettings settings;
    private final LinkCapacity capacity = new LinkCapacity();
    private double rate;
    private boolean holding;
    private boolean updated;
    private long lastUpdateNanos;
    private boolean decreased;
    private long lastDecreaseNanos;

    AimdRateControl(BandwidthSettings settings) {
        this.settings = settings;
        rate = settings.start();
    }

    /**
     * A feedback came.
     *
     * @param cautious whether to grow by a packet at a time wherever the limit is
     * @param acknowledged bits per second that came through, or 0 when that is not known yet
     */
    void update(LinkUse use, boolean cautious, double acknowledged, long rttNanos, long nowNanos) {
        double elapsed = updated ? Math.clamp((nowNanos - lastUpdateNanos) / 1e9, 0, 1) : 0;
        updated = true;
        lastUpdateNanos = nowNanos;
        capacity.delivered(acknowledged);
        switch (use) {
            case OVERUSE -> {
                decrease(acknowledged, rttNanos, nowNanos);
                holding = true;
            }
            case UNDERUSE -> holding = true;
            case NORMAL -> {
                // One step of waiting between the two, so that the queue is gone.
                if (!holding) {
                    increase(cautious, acknowledged, rttNanos, elapsed);
                }
                holding = false;
            }
        }
        rate = Math.clamp(rate, (double) settings.min(), (double) settings.max());
    }

    private void decrease(double acknowledged, long rttNanos, long nowNanos) {
        boolean pausing =
                decreased && nowNanos - lastDecreaseNanos < Math.clamp(rttNanos, MIN_PAUSE_NANOS, MAX_PAUSE_NANOS);
        if (pausing && acknowledged > rate / 2) {
            return;
        }
        decreased = true;
        lastDecreaseNanos = nowNanos;
        if (acknowledged > 0) {
            capacity.full(acknowledged);
            rate = Math.min(rate, DECREASE * acknowledged);
        } else {
            rate *= DECREASE;
        }
    }

    private void increase(boolean cautious, double acknowledged, long rttNanos, double elapsed) {
        double limit = acknowledged > 0 ? HEADROOM * acknowledged + HEADROOM_BITS : rate;
        if (rate >= limit) {
            return;
        }
        double more = rate * (Math.pow(INCREASE, elapsed) - 1);
        if (cautious || capacity.near(rate)) {
            // The same for all flows of a path, whatever they have: this is what brings them to equal shares.
            double addition = PACKET_BITS * 1e9 / (rttNanos + RESPONSE_NANOS);
            more = Math.clamp(addition, MIN_ADDITION, MAX_ADDITION * rate) * elapsed;
        }
        rate = Math.min(rate + more, limit);
    }

    /** A probe has shown that the path carries this much. */
    void proven(double bitsPerSecond) {
        if (!capacity.near(bitsPerSecond)) {
            capacity.forget();
        }
        rate = Math.clamp(bitsPerSecond, (double) settings.min(), (double) settings.max());
    }

    double bitsPerSecond() {
        return rate;
    }
}

package dev.parley.protocol.feedback;

/**
 * Estimates at the receiver what the path from a sender carries, for senders that negotiated REMB and the absolute send
 * time but no transport-wide feedback: over-use seen in the delay ({@link DelayTrend}) lowers the estimate below the
 * incoming rate, quiet raises it (draft-ietf-rmcat-gcc-02, section 5.5). Allocates nothing.
 */
public final class ReceiverBitrateEstimator {
    /** Below this no video is worth sending. */
    public static final long MIN_BITS_PER_SECOND = 50_000;

    /** Above this the estimate is of no use to anyone here. */
    public static final long MAX_BITS_PER_SECOND = 20_000_000;

    private static final long START_BITS_PER_SECOND = 1_000_000;

    /** An estimate is repeated this often; a sender forgets none, but packets get lost. */
    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    /** On over-use (section 5.5, beta). */
    private static final double DECREASE = 0.85;

    /** A second of quiet multiplies by this (section 5.5, eta). */
    private static final double INCREASE_PER_SECOND = 1.08;

    /** Near the rate that was too much last time: add this much a second instead. */
    private static final double ADDITION_PER_SECOND = 40_000;

    private static final double NEAR_LOW = 0.85;
    private static final double NEAR_HIGH = 1.15;

    /** The estimate never runs further ahead than this times what really comes. */
    private static final double HEADROOM = 1.5;

    private static final double HEADROOM_BITS = 10_000;

    /** After lowering, the queue must drain before over-use means anything new. */
    private static final long DECREASE_PAUSE_NANOS = 200_000_000L;

    private final RateWindow incoming = new RateWindow();
    private final DelayTrend trend = new DelayTrend();
    private double estimate = START_BITS_PER_SECOND;
    private double lastCongestedRate = -1;
    private boolean started;
    private int lastSendTime;
    private long sendNanos;
    private long lastUpdateNanos;
    private long lastDecreaseNanos;
    private boolean decreased;
    private boolean reportNow;
    private boolean reported;
    private long lastReportNanos;

    /**
     * A packet came.
     *
     * @param absSendTime the 24 bits of its abs-send-time extension: seconds in 6.18 fixed point
     * @param size bytes of the packet
     */
    public void received(int absSendTime, int size, long nowNanos) {
        incoming.add(size, nowNanos);
        if (!started) {
            started = true;
            lastSendTime = absSendTime;
            lastUpdateNanos = nowNanos;
        }
        // 24 bits wrap each 64 s: the difference, sign-extended, is right for anything less than half of that apart.
        int difference = (absSendTime - lastSendTime) << 8 >> 8;
        sendNanos += (difference * 1_000_000_000L) >> 18;
        lastSendTime = absSendTime;
        update(trend.received(sendNanos, nowNanos), nowNanos);
    }

    private void update(DelayTrend.Usage usage, long nowNanos) {
        double elapsed = Math.clamp((nowNanos - lastUpdateNanos) / NANOS_PER_SECOND, 0, 1);
        lastUpdateNanos = nowNanos;
        double rate = incoming.bitsPerSecond(nowNanos);
        switch (usage) {
            case OVERUSE -> decrease(rate, nowNanos);
            case NORMAL -> increase(rate, elapsed);
            // The queue drains: wait and see.
            case UNDERUSE -> {}
        }
        estimate = Math.clamp(estimate, MIN_BITS_PER_SECOND, MAX_BITS_PER_SECOND);
    }

    private void decrease(double rate, long nowNanos) {
        if (decreased && nowNanos - lastDecreaseNanos < DECREASE_PAUSE_NANOS) {
            return;
        }
        decreased = true;
        lastDecreaseNanos = nowNanos;
        lastCongestedRate = rate;
        if (rate * DECREASE < estimate) {
            estimate = rate * DECREASE;
            reportNow = true;
        }
    }

    private void increase(double rate, double elapsed) {
        double limit = HEADROOM * rate + HEADROOM_BITS;
        if (estimate >= limit) {
            return;
        }
        boolean near = lastCongestedRate > 0
                && estimate > NEAR_LOW * lastCongestedRate
                && estimate < NEAR_HIGH * lastCongestedRate;
        double raised =
                near ? estimate + ADDITION_PER_SECOND * elapsed : estimate * Math.pow(INCREASE_PER_SECOND, elapsed);
        estimate = Math.min(raised, limit);
    }

    /** The estimate now, in bits per second. */
    public long bitsPerSecond() {
        return (long) estimate;
    }

    /** The bits per second to report when a report is due (each second, at once when lowered), otherwise -1. */
    public long poll(long nowNanos) {
        boolean due = !reported || reportNow || nowNanos - lastReportNanos >= REPORT_INTERVAL_NANOS;
        if (!started || !due) {
            return -1;
        }
        reported = true;
        reportNow = false;
        lastReportNanos = nowNanos;
        return bitsPerSecond();
    }
}

package dev.parley.protocol.bwe;

/** The rate at which no queue grows: groups of packets, their trend, the detector, and the rate control, in a row. */
final class DelayBasedRate {
    private static final double NANOS_PER_MILLI = 1e6;

    /** While some packets still come through this fast, there is no queue: what grew was jitter. */
    private static final long NO_QUEUE_NANOS = 8_000_000L;

    private final PacketGroups groups = new PacketGroups();
    private final TrendlineFilter trend = new TrendlineFilter();
    private final OveruseDetector detector = new OveruseDetector();
    private final QueueDelay queue = new QueueDelay();
    private final AimdRateControl control;

    DelayBasedRate(BandwidthSettings settings) {
        control = new AimdRateControl(settings);
    }

    void arrived(long sentNanos, long arrivalNanos) {
        queue.arrived(sentNanos, arrivalNanos);
        if (!groups.arrived(sentNanos, arrivalNanos)) {
            return;
        }
        double sentApart = groups.sentApartNanos() / NANOS_PER_MILLI;
        double arrivalMillis = groups.arrivalNanos() / NANOS_PER_MILLI;
        trend.add(groups.arrivedApartNanos() / NANOS_PER_MILLI - sentApart, arrivalMillis);
        detector.detect(trend.trendMillis(), sentApart, arrivalMillis);
    }

    /** All of a feedback was taken. */
    void update(AcknowledgedRate acknowledged, long rttNanos, long nowNanos) {
        LinkUse use = use();
        double delivered = use == LinkUse.OVERUSE ? acknowledged.lowBitsPerSecond() : acknowledged.bitsPerSecond();
        control.update(use, delivered, rttNanos, nowNanos);
    }

    LinkUse use() {
        LinkUse use = detector.use();
        return use == LinkUse.OVERUSE && queue.standingNanos() < NO_QUEUE_NANOS ? LinkUse.NORMAL : use;
    }

    void proven(double bitsPerSecond) {
        control.proven(bitsPerSecond);
    }

    double bitsPerSecond() {
        return control.bitsPerSecond();
    }

    long queueNanos() {
        return queue.standingNanos();
    }
}

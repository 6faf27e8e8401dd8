package dev.parley.protocol.bwe;

/** The rate at which no queue grows: groups of packets, their trend, the detector, and the rate control, in a row. */
final class DelayBasedRate {
    private static final double NANOS_PER_MILLI = 1e6;

    /** So much is on the way that no trend need be waited for. */
    private static final double FLOODED = 0.6;

    /** A queue this long: what comes through is what the path carries, however little is sent now. */
    private static final long FLOOD_NANOS = 60_000_000L;

    private static final long QUIET_QUEUE_NANOS = 30_000_000L;

    /** Beside others who fill the queue: give way from this share of loss on, as they do. */
    private static final double GIVE_WAY_LOSS = 0.02;

    private PacketGroups groups = new PacketGroups();
    private TrendlineFilter trend = new TrendlineFilter();
    private OveruseDetector detector = new OveruseDetector();
    private final QueueDelay queue = new QueueDelay();
    private final Competition competition = new Competition();
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

    /**
     * All of a feedback was taken.
     *
     * @param inFlightFactor from {@link InFlightLimit}
     * @param lossShare of late, 0 to 1
     */
    void update(AcknowledgedRate acknowledged, double inFlightFactor, double lossShare, long rttNanos, long nowNanos) {
        if (competition.update(queue.standingNanos(), inFlightFactor, rttNanos, nowNanos)) {
            queue.restart();
        }
        LinkUse use = use();
        if (competition.competing()) {
            use = use == LinkUse.OVERUSE && lossShare < GIVE_WAY_LOSS ? LinkUse.NORMAL : use;
        } else if (inFlightFactor < FLOODED && queueing()) {
            use = LinkUse.OVERUSE;
        }
        double delivered = use == LinkUse.OVERUSE ? acknowledged.lowBitsPerSecond() : acknowledged.bitsPerSecond();
        control.update(use, competition.competing(), delivered, rttNanos, nowNanos);
    }

    LinkUse use() {
        LinkUse use = detector.use();
        return use == LinkUse.OVERUSE && queue.empty() ? LinkUse.NORMAL : use;
    }

    /** Whether packets wait on the way. */
    boolean queueing() {
        return queue.latestNanos() > FLOOD_NANOS;
    }

    /** Whether there is neither a queue nor the sign of one, so that a probe may be tried. */
    boolean quiet() {
        return detector.use() == LinkUse.NORMAL && queue.standingNanos() < QUIET_QUEUE_NANOS;
    }

    void proven(double bitsPerSecond) {
        control.proven(bitsPerSecond);
    }

    /** Nothing got through for a while: the delays before and after it have nothing to do with each other. */
    void restart() {
        groups = new PacketGroups();
        trend = new TrendlineFilter();
        detector = new OveruseDetector();
        competition.restart();
    }

    double bitsPerSecond() {
        return control.bitsPerSecond();
    }

    /** What remains of the rate while a queue is looked into. */
    double factor() {
        return competition.factor();
    }

    /** Whether others keep the queue filled. */
    boolean competing() {
        return competition.competing();
    }

    long queueNanos() {
        return queue.standingNanos();
    }
}

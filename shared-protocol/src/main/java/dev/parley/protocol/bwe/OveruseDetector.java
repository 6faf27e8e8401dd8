package dev.parley.protocol.bwe;

/**
 * Compares the trend of the delay with a threshold that follows it slowly, so that neither a jittery path nor a
 * competing flow that fills the queue keeps the rate down for good (draft-ietf-rmcat-gcc-02, section 5.4). Times are
 * milliseconds in doubles.
 */
final class OveruseDetector {
    /** A growing delay must last this long (section 5.4, overuse_time_th). */
    private static final double OVERUSE_MILLIS = 10;

    /** Section 5.4, del_var_th(0). */
    private static final double INITIAL_THRESHOLD = 12.5;

    /** Section 5.4: the threshold stays within these. */
    private static final double MIN_THRESHOLD = 6;

    private static final double MAX_THRESHOLD = 600;

    /** A trend further than this beyond the threshold does not move it (section 5.4). */
    private static final double OUTLIER = 15;

    /** Section 5.4, K_u and K_d, per millisecond. */
    private static final double UP = 0.0087;

    private static final double DOWN = 0.039;

    private static final double MAX_STEP_MILLIS = 100;

    private double threshold = INITIAL_THRESHOLD;
    private double previousTrend;
    private double overMillis = -1;
    private int overCount;
    private double lastArrival = Double.NaN;
    private LinkUse use = LinkUse.NORMAL;

    /**
     * Takes the trend after one more group of packets.
     *
     * @param trendMillis from the filter
     * @param sentApartMillis between the groups
     * @param arrivalMillis of the younger group
     */
    LinkUse detect(double trendMillis, double sentApartMillis, double arrivalMillis) {
        if (trendMillis > threshold) {
            // It began somewhere between the two groups.
            overMillis = overMillis < 0 ? sentApartMillis / 2 : overMillis + sentApartMillis;
            overCount++;
            if (overMillis > OVERUSE_MILLIS && overCount > 1 && trendMillis >= previousTrend) {
                overMillis = 0;
                overCount = 0;
                use = LinkUse.OVERUSE;
            }
        } else {
            overMillis = -1;
            overCount = 0;
            use = trendMillis < -threshold ? LinkUse.UNDERUSE : LinkUse.NORMAL;
        }
        previousTrend = trendMillis;
        adapt(Math.abs(trendMillis), arrivalMillis);
        return use;
    }

    private void adapt(double size, double arrivalMillis) {
        double elapsed = Double.isNaN(lastArrival) ? 0 : Math.clamp(arrivalMillis - lastArrival, 0, MAX_STEP_MILLIS);
        lastArrival = arrivalMillis;
        if (size > threshold + OUTLIER) {
            return;
        }
        double speed = size < threshold ? DOWN : UP;
        threshold = Math.clamp(threshold + speed * (size - threshold) * elapsed, MIN_THRESHOLD, MAX_THRESHOLD);
    }

    LinkUse use() {
        return use;
    }
}

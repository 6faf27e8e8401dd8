package dev.parley.protocol.bwe;

/**
 * Whether the delay grows: the slope of a line fitted through the smoothed, summed-up differences between groups of
 * packets. It takes the place of the Kalman filter of draft-ietf-rmcat-gcc-02, section 5.3. Times are milliseconds in
 * doubles. Allocates nothing.
 */
final class TrendlineFilter {
    /** No line through fewer. */
    private static final int FEW = 20;

    /** A fast flow has more of them in this time: all flows of a path shall see the same stretch of it. */
    private static final double STRETCH_MILLIS = 600;

    private static final int SAMPLES = 100;
    private static final double SMOOTHING = 0.9;

    /** Scales the slope into milliseconds comparable with the detector's threshold. */
    private static final double GAIN = 4;

    private static final int MAX_WEIGHT = 60;

    private final double[] times = new double[SAMPLES];
    private final double[] delays = new double[SAMPLES];
    private int count;
    private int next;
    private int weight;
    private double origin;
    private double accumulated;
    private double smoothed;
    private double slope;

    /** Takes the difference between two groups: by how much longer the younger one was on its way. */
    void add(double growthMillis, double arrivalMillis) {
        if (weight == 0) {
            origin = arrivalMillis;
        }
        accumulated += growthMillis;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
        times[next] = arrivalMillis - origin;
        delays[next] = smoothed;
        next = (next + 1) % SAMPLES;
        count = Math.min(count + 1, SAMPLES);
        weight = Math.min(weight + 1, MAX_WEIGHT);
        if (count >= FEW) {
            slope = fit(arrivalMillis - origin - STRETCH_MILLIS);
        }
    }

    /** Least squares. */
    private double fit(double from) {
        double meanTime = 0;
        double meanDelay = 0;
        int taken = 0;
        while (taken < count && (taken < FEW || times[slot(taken)] >= from)) {
            meanTime += times[slot(taken)];
            meanDelay += delays[slot(taken)];
            taken++;
        }
        meanTime /= taken;
        meanDelay /= taken;
        double numerator = 0;
        double denominator = 0;
        for (int age = 0; age < taken; age++) {
            int i = slot(age);
            numerator += (times[i] - meanTime) * (delays[i] - meanDelay);
            denominator += (times[i] - meanTime) * (times[i] - meanTime);
        }
        return denominator == 0 ? 0 : numerator / denominator;
    }

    private int slot(int age) {
        return Math.floorMod(next - 1 - age, SAMPLES);
    }

    /** Milliseconds of delay per millisecond of time; 0 until there are enough samples. */
    double slope() {
        return slope;
    }

    /** The slope in the detector's measure: it counts for less while there are few samples. */
    double trendMillis() {
        return slope * weight * GAIN;
    }
}

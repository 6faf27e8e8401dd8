package dev.parley.protocol.feedback;

/**
 * Watches whether packets take longer and longer, which means that a queue is filling: the arrival-time filter and the
 * over-use detector of Google's congestion control (draft-ietf-rmcat-gcc-02, sections 5.2 to 5.4), with a line fitted
 * through the smoothed delay in place of the Kalman filter. Times are milliseconds in doubles inside. Allocates nothing.
 */
final class DelayTrend {
    /** What the path is doing. */
    enum Usage {
        NORMAL,
        OVERUSE,
        UNDERUSE
    }

    private static final double NANOS_PER_MILLI = 1e6;

    /** Packets sent within this are one burst and one sample (section 5.2). */
    private static final long BURST_NANOS = 5_000_000L;

    /** A pause after which old samples say nothing about the path. */
    private static final long STALE_NANOS = 2_000_000_000L;

    private static final int SAMPLES = 20;
    private static final double SMOOTHING = 0.9;

    /** Turns the fitted slope into milliseconds comparable with the threshold. */
    private static final double GAIN = 4;

    private static final int MAX_WEIGHT = 60;

    /** Over-use must last this long (section 5.4). */
    private static final double OVERUSE_MILLIS = 10;

    private static final double INITIAL_THRESHOLD = 12.5;
    private static final double MIN_THRESHOLD = 6;
    private static final double MAX_THRESHOLD = 600;

    /** Outliers beyond the threshold by more than this do not move it (section 5.4). */
    private static final double THRESHOLD_OUTLIER = 15;

    private static final double THRESHOLD_UP = 0.0087;
    private static final double THRESHOLD_DOWN = 0.039;

    private boolean started;
    private long burstFirstSend;
    private long burstLastSend;
    private long burstArrival;
    private boolean havePrevious;
    private long previousSend;
    private long previousArrival;

    private final double[] times = new double[SAMPLES];
    private final double[] delays = new double[SAMPLES];
    private int samples;
    private int nextSample;
    private int weight;
    private long origin;
    private double accumulated;
    private double smoothed;

    private double threshold = INITIAL_THRESHOLD;
    private double previousSlope;
    private double overuseSince = -1;
    private double lastUpdate;
    private Usage usage = Usage.NORMAL;

    /**
     * A packet came.
     *
     * @param sendNanos departure on the sender's clock, unwrapped
     */
    Usage received(long sendNanos, long arrivalNanos) {
        if (!started
                || arrivalNanos - burstArrival > STALE_NANOS
                || Math.abs(sendNanos - burstLastSend) > STALE_NANOS) {
            restart(sendNanos, arrivalNanos);
            return usage;
        }
        if (sendNanos < burstFirstSend) {
            return usage;
        }
        if (sendNanos - burstFirstSend <= BURST_NANOS) {
            burstLastSend = Math.max(burstLastSend, sendNanos);
            burstArrival = Math.max(burstArrival, arrivalNanos);
            return usage;
        }
        if (havePrevious) {
            double sent = (burstLastSend - previousSend) / NANOS_PER_MILLI;
            double arrived = (burstArrival - previousArrival) / NANOS_PER_MILLI;
            sample(arrived - sent, (burstArrival - origin) / NANOS_PER_MILLI, sent);
        }
        havePrevious = true;
        previousSend = burstLastSend;
        previousArrival = burstArrival;
        burstFirstSend = sendNanos;
        burstLastSend = sendNanos;
        burstArrival = arrivalNanos;
        return usage;
    }

    private void restart(long sendNanos, long arrivalNanos) {
        started = true;
        havePrevious = false;
        burstFirstSend = sendNanos;
        burstLastSend = sendNanos;
        burstArrival = arrivalNanos;
        origin = arrivalNanos;
        samples = 0;
        nextSample = 0;
        weight = 0;
        accumulated = 0;
        smoothed = 0;
        previousSlope = 0;
        overuseSince = -1;
        lastUpdate = 0;
        usage = Usage.NORMAL;
    }

    private void sample(double gradient, double arrival, double sentApart) {
        accumulated += gradient;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
        times[nextSample] = arrival;
        delays[nextSample] = smoothed;
        nextSample = (nextSample + 1) % SAMPLES;
        samples = Math.min(samples + 1, SAMPLES);
        weight = Math.min(weight + 1, MAX_WEIGHT);
        if (samples == SAMPLES) {
            double slope = slope();
            detect(slope, slope * weight * GAIN, arrival, sentApart);
            previousSlope = slope;
        }
    }

    /** Least squares through the samples. */
    private double slope() {
        double meanTime = 0;
        double meanDelay = 0;
        for (int i = 0; i < SAMPLES; i++) {
            meanTime += times[i] / SAMPLES;
            meanDelay += delays[i] / SAMPLES;
        }
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < SAMPLES; i++) {
            numerator += (times[i] - meanTime) * (delays[i] - meanDelay);
            denominator += (times[i] - meanTime) * (times[i] - meanTime);
        }
        return denominator == 0 ? 0 : numerator / denominator;
    }

    private void detect(double slope, double trend, double arrival, double sentApart) {
        if (trend > threshold) {
            if (overuseSince < 0) {
                // It began somewhere within the last interval.
                overuseSince = arrival - sentApart / 2;
            }
            if (arrival - overuseSince > OVERUSE_MILLIS && slope >= previousSlope) {
                usage = Usage.OVERUSE;
            }
        } else {
            overuseSince = -1;
            usage = trend < -threshold ? Usage.UNDERUSE : Usage.NORMAL;
        }
        adaptThreshold(Math.abs(trend), arrival);
    }

    private void adaptThreshold(double size, double arrival) {
        double elapsed = Math.min(Math.max(arrival - lastUpdate, 0), 100);
        lastUpdate = arrival;
        if (size > threshold + THRESHOLD_OUTLIER) {
            return;
        }
        double speed = size < threshold ? THRESHOLD_DOWN : THRESHOLD_UP;
        threshold = Math.clamp(threshold + speed * (size - threshold) * elapsed, MIN_THRESHOLD, MAX_THRESHOLD);
    }
}

package dev.parley.protocol.bwe;

/** Measures at which rate the packets of a probe left and arrived. Allocates nothing after construction. */
final class ProbeMeasurements {
    /** Probes whose packets may be on their way at the same time. */
    private static final int SLOTS = 8;

    /** Packets get lost, and the rest still tells. */
    private static final double ENOUGH = 0.6;

    private static final int ENOUGH_PACKETS = 4;

    /** A gap of nothing on the way would be an infinite rate. */
    private static final long MIN_SPAN_NANOS = 1_000_000L;

    /** Arrived so much faster than sent: something held the packets up and let them go at once. */
    private static final double MAX_COMPRESSION = 2;

    /** Arrived slower than this share of the rate it was sent with: the path was full. */
    private static final double FULL = 0.9;

    /** When full: leaves room to drain what the probe has piled up. */
    private static final double UTILIZATION = 0.95;

    private final Measurement[] measurements = new Measurement[SLOTS];
    private double result;
    private boolean saturated;

    ProbeMeasurements() {
        for (int i = 0; i < SLOTS; i++) {
            measurements[i] = new Measurement();
        }
    }

    /** Such a probe begins. */
    void expect(ProbeCluster cluster) {
        measurements[cluster.id() % SLOTS].expect(cluster);
    }

    void arrived(int probe, int size, long sentNanos, long arrivalNanos) {
        Measurement measurement = measurements[probe % SLOTS];
        if (measurement.id != probe) {
            return;
        }
        measurement.arrived(size, sentNanos, arrivalNanos);
        double rate = measurement.rate();
        if (rate > 0) {
            result = rate;
            saturated = measurement.saturated;
        }
    }

    /** What the probes spoken of since the last call have shown, in bits per second; 0 when nothing. */
    double take() {
        double taken = result;
        result = 0;
        return taken;
    }

    /** Whether the last result was the path's limit, not the probe's. */
    boolean saturated() {
        return saturated;
    }

    private static final class Measurement {
        private int id;
        private double enoughBytes;
        private double enoughPackets;
        private long firstSent;
        private long lastSent;
        private int lastSentSize;
        private long firstArrival;
        private int firstArrivalSize;
        private long lastArrival;
        private long bytes;
        private int packets;
        private boolean saturated;

        void expect(ProbeCluster cluster) {
            id = cluster.id();
            enoughBytes = ENOUGH * cluster.minBytes();
            enoughPackets = Math.max(ENOUGH_PACKETS, ENOUGH * cluster.minPackets());
            bytes = 0;
            packets = 0;
        }

        void arrived(int size, long sentNanos, long arrivalNanos) {
            if (packets == 0 || sentNanos < firstSent) {
                firstSent = sentNanos;
            }
            if (packets == 0 || sentNanos >= lastSent) {
                lastSent = sentNanos;
                lastSentSize = size;
            }
            if (packets == 0 || arrivalNanos < firstArrival) {
                firstArrival = arrivalNanos;
                firstArrivalSize = size;
            }
            if (packets == 0 || arrivalNanos > lastArrival) {
                lastArrival = arrivalNanos;
            }
            packets++;
            bytes += size;
        }

        /** 0 while there are too few packets, or when they say nothing. */
        double rate() {
            if (bytes < enoughBytes || packets < enoughPackets) {
                return 0;
            }
            long sendSpan = lastSent - firstSent;
            long arrivalSpan = lastArrival - firstArrival;
            if (sendSpan < MIN_SPAN_NANOS || arrivalSpan < MIN_SPAN_NANOS) {
                return 0;
            }
            // A rate is bytes per gap: the last one sent and the first one arrived have none of their own.
            double sendRate = (bytes - lastSentSize) * 8e9 / sendSpan;
            double arrivalRate = (bytes - firstArrivalSize) * 8e9 / arrivalSpan;
            if (arrivalRate > MAX_COMPRESSION * sendRate) {
                return 0;
            }
            saturated = arrivalRate < FULL * sendRate;
            return saturated ? UTILIZATION * arrivalRate : Math.min(sendRate, arrivalRate);
        }
    }
}

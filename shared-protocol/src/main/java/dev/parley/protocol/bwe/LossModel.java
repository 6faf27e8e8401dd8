package dev.parley.protocol.bwe;

/**
 * Tells loss by chance from loss by congestion. Two explanations of the last observations are compared: that each packet
 * is lost with one probability, whatever is sent; and that a link of some capacity drops what exceeds it, beside such a
 * probability. Congestion is believed only when it explains the losses far better (a likelihood-ratio test). Allocates
 * nothing after construction.
 */
final class LossModel {
    private static final int OBSERVATIONS = 24;

    /** An observation counts for this much less than the one after it. */
    private static final double FADING = 0.93;

    private static final double[] CHANCES = {
        0.001, 0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.13, 0.17, 0.22, 0.3, 0.4, 0.55
    };

    /** Capacities tried, from the highest rate seen downwards. */
    private static final int CAPACITIES = 32;

    private static final double CAPACITY_STEP = 0.965;

    /** By which congestion must be the better explanation (in logarithms): one false alarm in some thousand. */
    private static final double SURE = 6;

    private final double[] rates = new double[OBSERVATIONS];
    private final int[] packets = new int[OBSERVATIONS];
    private final int[] lost = new int[OBSERVATIONS];
    private int count;
    private int next;
    private double capacity = Double.POSITIVE_INFINITY;
    private double chance;
    private double independence = 0.5;

    /** Losses come so many in a row on average, at least 1: then each says less than one that stands alone. */
    void burst(double length) {
        independence = 1 / (2 * length - 1);
    }

    /** So many packets were sent at this rate, and so many of them were lost. */
    void observe(double bitsPerSecond, int sent, int gone) {
        rates[next] = bitsPerSecond;
        packets[next] = sent;
        lost[next] = gone;
        next = (next + 1) % OBSERVATIONS;
        count = Math.min(count + 1, OBSERVATIONS);
        explain();
    }

    /** Forgets what was observed. */
    void clear() {
        count = 0;
        capacity = Double.POSITIVE_INFINITY;
    }

    private void explain() {
        double highest = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            highest = Math.max(highest, rates[i]);
            lowest = Math.min(lowest, rates[i]);
        }
        double byChance = best(Double.POSITIVE_INFINITY);
        double bestCapacity = Double.POSITIVE_INFINITY;
        double best = byChance + SURE;
        double candidate = highest;
        for (int i = 0; i < CAPACITIES && candidate > lowest / 2; i++) {
            candidate *= CAPACITY_STEP;
            double likelihood = best(candidate);
            if (likelihood > best) {
                best = likelihood;
                bestCapacity = candidate;
            }
        }
        capacity = bestCapacity;
        best(capacity);
    }

    /** The likelihood of what was observed at this capacity, with the chance of loss that suits best. */
    private double best(double capacityTried) {
        double best = Double.NEGATIVE_INFINITY;
        for (double tried : CHANCES) {
            double likelihood = likelihood(capacityTried, tried);
            if (likelihood > best) {
                best = likelihood;
                chance = tried;
            }
        }
        return best;
    }

    private double likelihood(double capacityTried, double chanceTried) {
        double sum = 0;
        double weight = independence;
        for (int age = 1; age <= count; age++) {
            int i = Math.floorMod(next - age, OBSERVATIONS);
            double excess = Math.max(0, 1 - capacityTried / rates[i]);
            double p = chanceTried + (1 - chanceTried) * excess;
            sum += weight * (lost[i] * Math.log(p) + (packets[i] - lost[i]) * Math.log1p(-p));
            weight *= FADING;
        }
        return sum;
    }

    /** Bits per second beyond which packets get lost, or infinity when nothing tells of such a limit. */
    double capacity() {
        return capacity;
    }

    /** The share lost by chance, 0 to 1. */
    double chance() {
        return chance;
    }
}

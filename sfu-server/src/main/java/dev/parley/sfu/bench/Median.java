package dev.parley.sfu.bench;

import java.util.Arrays;

/** The middle of some figures: what a disturbance of the machine moves least. */
final class Median {
    private Median() {}

    /**
     * The median; of an even number of figures the mean of the middle two.
     *
     * @throws IllegalArgumentException when there are none
     */
    static double of(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("no figures");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

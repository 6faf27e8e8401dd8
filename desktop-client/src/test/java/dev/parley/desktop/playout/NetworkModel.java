package dev.parley.desktop.playout;

import java.util.Random;

/** Loses packets and delays each by an even random time, so that they also overtake each other. */
final class NetworkModel {
    private static final long BASE_NANOS = 20_000_000;

    private final double loss;
    private final int jitterMillis;
    private final Random random;

    NetworkModel(double loss, int jitterMillis, long seed) {
        this.loss = loss;
        this.jitterMillis = jitterMillis;
        this.random = new Random(seed);
    }

    /** In ns; -1 if it is lost. */
    long delay() {
        double jitter = random.nextDouble() * jitterMillis * 1e6;
        return random.nextDouble() < loss ? -1 : BASE_NANOS + (long) jitter;
    }
}

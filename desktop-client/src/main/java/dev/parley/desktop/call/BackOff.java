package dev.parley.desktop.call;

import java.util.random.RandomGenerator;

/** How long to wait before the next try. Thread: the owner's. */
final class BackOff {
    private static final long FIRST_MILLIS = 500;
    /** Whatever kept the server away, ten seconds after its return everybody is back. */
    private static final long LONGEST_MILLIS = 6_000;

    private static final int MOST_DOUBLINGS = 10; // far above the longest

    private final RandomGenerator random;
    private int attempt;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** How many tries have failed in a row. */
    int attempt() {
        return attempt;
    }

    /** All was well. */
    void reset() {
        attempt = 0;
    }

    /** One more has failed: doubles each time, give or take a quarter, for not all who were cut off are to come back at once. */
    long nextMillis() {
        long pause = Math.min(FIRST_MILLIS << Math.min(attempt, MOST_DOUBLINGS), LONGEST_MILLIS);
        attempt++;
        return Math.round(pause * random.nextDouble(0.75, 1.25));
    }
}

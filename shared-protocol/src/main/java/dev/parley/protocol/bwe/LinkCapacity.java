package dev.parley.protocol.bwe;

/** What the path carried when it was last seen full (draft-ietf-rmcat-gcc-02, section 5.5: R_hat's average). */
final class LinkCapacity {
    /** Weight of what was seen last. */
    private static final double WEIGHT = 0.2;

    /** Further from the average than this: it is another path now. */
    private static final double BAND = 0.2;

    private double average;

    /** The path was full and delivered this much. */
    void full(double bitsPerSecond) {
        average = near(bitsPerSecond) ? average + WEIGHT * (bitsPerSecond - average) : bitsPerSecond;
    }

    /** More than was thought possible came through: forgets the limit. */
    void delivered(double bitsPerSecond) {
        if (average > 0 && bitsPerSecond > average * (1 + BAND)) {
            average = 0;
        }
    }

    void forget() {
        average = 0;
    }

    /** Whether this rate is about what fills the path. */
    boolean near(double bitsPerSecond) {
        return average > 0 && Math.abs(bitsPerSecond - average) <= BAND * average;
    }
}

package dev.parley.sfu.router;

/**
 * Up to which of its encodings a producer is watched. A larger one is wanted at once; that nobody watches it any more is
 * believed when it has been so for a while, for layouts and pages change back and forth.
 */
final class WantedLayers {
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private int told;
    private boolean lower;
    private long lowerSinceNanos;

    /**
     * @param encodings all of them are taken to be wanted until more is known
     */
    WantedLayers(int encodings) {
        this.told = encodings - 1;
    }

    /**
     * Looks again.
     *
     * @param wanted up to which it is watched now; -1 for none at all
     * @return whether something else is to be told than last
     */
    boolean look(int wanted, long nowNanos) {
        if (wanted >= told) {
            lower = false;
            boolean more = wanted > told;
            told = wanted;
            return more;
        }
        if (!lower) {
            lower = true;
            lowerSinceNanos = nowNanos;
        }
        if (nowNanos - lowerSinceNanos < PATIENCE_NANOS) {
            return false;
        }
        lower = false;
        told = wanted;
        return true;
    }

    /** The highest that is wanted; -1 for none at all. */
    int highest() {
        return told;
    }
}

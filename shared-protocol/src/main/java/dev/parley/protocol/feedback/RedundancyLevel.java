package dev.parley.protocol.feedback;

/**
 * How many of the payloads before it each packet of sound is to repeat (RFC 2198), by what its receiver says is lost: none
 * on a good line, one above 5 % of loss, two above 15 %. Up at once, down when it was clearly better for a while.
 */
public final class RedundancyLevel {
    /** Shares of loss above which there is one more. */
    private static final double[] MORE_ABOVE = {0.05, 0.15};

    /** Below this part of them there is one less, after a while. */
    private static final double LESS_BELOW = 0.5;

    private static final long WHILE_NANOS = 10_000_000_000L;
    private static final double SMOOTHING = 0.4;
    private static final long NEVER = Long.MIN_VALUE;

    private double loss;
    private int level;
    private int sent;
    private int askedAgain;
    private long betterSince = NEVER;

    /** A packet left. */
    public void sent() {
        sent++;
    }

    /** A packet was asked for again: where what is sent again looks like the first, reports count it as received. */
    public void askedAgain() {
        askedAgain++;
    }

    /**
     * The receiver's report, which comes every second or so.
     *
     * @param fractionLost of the packets since the report before, 0 to 1
     */
    public void reported(double fractionLost, long nowNanos) {
        if (sent == 0) {
            return; // it speaks of silence
        }
        double share = Math.min(1, fractionLost + (double) askedAgain / sent);
        sent = 0;
        askedAgain = 0;
        loss += SMOOTHING * (share - loss);
        while (level < MORE_ABOVE.length && loss > MORE_ABOVE[level]) {
            level++;
            betterSince = NEVER;
        }
        boolean better = level > 0 && loss < LESS_BELOW * MORE_ABOVE[level - 1];
        if (!better) {
            betterSince = NEVER;
        } else if (betterSince == NEVER) {
            betterSince = nowNanos;
        } else if (nowNanos - betterSince >= WHILE_NANOS) {
            level--;
            betterSince = NEVER;
        }
    }

    /** How many, 0 to 2. */
    public int level() {
        return level;
    }
}

package dev.parley.sfu.stream;

/** How well a stream arrives: 10 when nothing is missing that was not mended, 0 when nothing arrives. */
public final class StreamScore {
    /** The best. */
    public static final int BEST = 10;

    /** Steepness: of one packet in a hundred lost for good a picture suffers already. */
    private static final int POWER = 4;

    /** The share of what was before in what is said now, as better news are believed slowly. */
    private static final double MEMORY = 0.7;

    private double smooth = BEST;
    private int value = BEST;
    private long lastExpected;
    private long lastMissing;

    /**
     * Time for another look.
     *
     * @param live whether anything arrives
     * @param expected how many packets should have come so far
     * @param missing how many of them did not, in the end; those still on their way included
     */
    void rate(boolean live, long expected, long missing) {
        long expectedNow = expected - lastExpected;
        long missingNow = missing - lastMissing;
        lastExpected = expected;
        lastMissing = missing;
        if (!live) {
            smooth = 0;
            value = 0;
            return;
        }
        rate(expectedNow <= 0 ? 1 : Math.clamp(1 - (double) missingNow / expectedNow, 0, 1));
    }

    /**
     * Time for another look.
     *
     * @param delivered the share of what should have come lately that did, 0 to 1
     */
    public void rate(double delivered) {
        double now = BEST * Math.pow(delivered, POWER);
        if (value == 0) {
            // A stream that comes back is as good as it is.
            smooth = now;
        } else if (now < smooth) {
            smooth = (now + smooth) / 2;
        } else {
            smooth = MEMORY * smooth + (1 - MEMORY) * now;
        }
        value = Math.clamp(Math.round(smooth), 1, BEST);
    }

    /** 0 to {@value #BEST}. */
    public int value() {
        return value;
    }
}

package dev.parley.protocol.bwe;

/**
 * How many bytes go to one path at once. A burst saves the sender work, but the first queue of a path may be shorter than
 * it, which shows as loss: then bursts become half as long, and grow again when losses have ceased.
 */
public final class BurstLimit {
    /** About ten packets. */
    public static final int MOST = 12_000;

    /** Two packets: fewer are none. */
    static final int LEAST = 2_400;

    private static final int STEP = 1_200;

    /** In 1/256, as it is reported: 3 %. Less is lost on paths without any queue that is too short, over the air. */
    private static final int MUCH = 8;

    /** Until what is sent now is reported on, twice, since the streams of a path report one after the other. */
    private static final long SETTLE_NANOS = 2_000_000_000L;

    private static final long CALM_NANOS = 5_000_000_000L;

    private int bytes = MOST;
    private boolean begun;
    private long changedNanos;

    /**
     * The receiver reports on one stream.
     *
     * @param fractionLost since its last report, in 1/256
     */
    public void reported(int fractionLost, long nowNanos) {
        if (fractionLost >= MUCH) {
            if (!begun || nowNanos - changedNanos >= SETTLE_NANOS) {
                change(Math.max(bytes / 2, LEAST), nowNanos);
            }
        } else if (begun && nowNanos - changedNanos >= CALM_NANOS) {
            change(Math.min(bytes + STEP, MOST), nowNanos);
        }
    }

    private void change(int to, long nowNanos) {
        begun = true;
        bytes = to;
        changedNanos = nowNanos;
    }

    /** The limit, {@value #LEAST} to {@value #MOST}. */
    public int bytes() {
        return bytes;
    }
}

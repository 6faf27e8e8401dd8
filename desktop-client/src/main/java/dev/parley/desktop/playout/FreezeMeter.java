package dev.parley.desktop.playout;

/**
 * Counts freezes as browsers do (W3C webrtc-stats, freezeCount): a gap between two pictures is one when it is longer
 * than three mean gaps and longer than the mean gap and 150 ms, the mean being that of the last 30.
 *
 * <p>Not thread-safe.
 */
public final class FreezeMeter {
    private static final int GAPS = 30;
    private static final long LEAST = 150_000_000L;
    private static final long NONE = Long.MIN_VALUE;

    private final long[] gaps = new long[GAPS];
    private int count;
    private long sum;
    private long last = NONE;
    private long frozen;
    private int freezes;

    /** A picture is shown. */
    public void shown(long nowNanos) {
        if (last != NONE) {
            long gap = nowNanos - last;
            long mean = count == 0 ? 0 : sum / Math.min(count, GAPS);
            if (count > 0 && gap > Math.max(3 * mean, mean + LEAST)) {
                freezes++;
                frozen += gap;
            }
            int slot = count % GAPS;
            sum += gap - gaps[slot];
            gaps[slot] = gap;
            count++;
        }
        last = nowNanos;
    }

    /** The sender pauses: the gap until the next picture does not count. */
    public void paused() {
        last = NONE;
    }

    /** How long pictures were frozen, in ns. */
    public long frozenNanos() {
        return frozen;
    }

    /** How often. */
    public int freezes() {
        return freezes;
    }
}

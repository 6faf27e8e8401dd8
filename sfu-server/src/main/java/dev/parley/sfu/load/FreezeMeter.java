package dev.parley.sfu.load;

/**
 * For how long the pictures of one video stood still: gaps between two pictures of three times the usual one, and at least
 * 150 ms longer than that, where the usual one is the mean of the last 30. That is what libwebrtc counts as a freeze (its
 * VideoQualityObserver); other than there the time since the last picture counts too, and a video that has no picture at all
 * stands still.
 */
final class FreezeMeter {
    private static final int GAPS = 30;
    private static final long MORE_NANOS = 150_000_000;
    /** Until there are gaps to go by. */
    private static final long USUAL_NANOS = 1_000_000_000L / CameraClip.FRAMES_PER_SECOND;

    private final long[] gaps = new long[GAPS];
    private int count;
    private long sum;
    private boolean shown;
    private long lastNanos;
    private long windowNanos;
    private long frozenNanos;

    /** Begins to count anew. */
    void startWindow(long nowNanos) {
        windowNanos = nowNanos;
        frozenNanos = 0;
    }

    /** A picture can be shown. */
    void picture(long nowNanos) {
        frozenNanos += frozenUntil(nowNanos);
        if (shown) {
            int slot = count % GAPS;
            long gap = nowNanos - lastNanos;
            sum += gap - gaps[slot];
            gaps[slot] = gap;
            count++;
        }
        shown = true;
        lastNanos = nowNanos;
    }

    /** The time frozen since the window began. */
    long frozenNanos(long nowNanos) {
        return frozenNanos + frozenUntil(nowNanos);
    }

    /** What of the time since the last picture, and since the window began, is a freeze if a picture comes now. */
    private long frozenUntil(long nowNanos) {
        if (!shown) {
            return nowNanos - windowNanos;
        }
        long usual = count == 0 ? USUAL_NANOS : sum / Math.min(count, GAPS);
        long gap = nowNanos - lastNanos;
        boolean freeze = gap >= Math.max(3 * usual, usual + MORE_NANOS);
        return freeze ? Math.min(gap, nowNanos - windowNanos) : 0;
    }
}

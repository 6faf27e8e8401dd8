package dev.parley.sfu.router;

/** Whether packets come so often that the next one is soon there. */
final class Busy {
    private static final int PACKETS = 32;

    /** A packet for each millisecond. */
    private static final long NANOS = PACKETS * 1_000_000L;

    private int count;
    private long sinceNanos;
    private boolean busy;

    /** A packet came. */
    void packet(long nowNanos) {
        if (++count == PACKETS) {
            count = 0;
            busy = nowNanos - sinceNanos < NANOS;
            sinceNanos = nowNanos;
        }
    }

    boolean isBusy() {
        return busy;
    }
}

package dev.parley.desktop.track;

/** Pictures in the last second. Thread: any. */
final class FrameRate {
    private static final long SECOND = 1_000_000_000L;

    private final long[] times = new long[128];
    private int count;

    synchronized void frame(long nowNanos) {
        times[count % times.length] = nowNanos;
        count++;
    }

    synchronized double perSecond(long nowNanos) {
        int recent = 0;
        for (int back = 1; back <= Math.min(count, times.length); back++) {
            if (nowNanos - times[(count - back) % times.length] > SECOND) {
                break;
            }
            recent++;
        }
        return recent;
    }
}

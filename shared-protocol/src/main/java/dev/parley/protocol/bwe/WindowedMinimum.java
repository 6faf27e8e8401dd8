package dev.parley.protocol.bwe;

/** The smallest value of the last while, between one and two halves of a window. Allocates nothing. */
final class WindowedMinimum {
    private final long halfNanos;
    private boolean started;
    private long halfEnds;
    private long current;
    private long previous;

    WindowedMinimum(long windowNanos) {
        halfNanos = windowNanos / 2;
    }

    void add(long value, long atNanos) {
        if (!started || atNanos - halfEnds >= halfNanos) {
            started = true;
            previous = value;
            current = value;
            halfEnds = atNanos + halfNanos;
        } else if (atNanos >= halfEnds) {
            previous = current;
            current = value;
            halfEnds += halfNanos;
        } else {
            current = Math.min(current, value);
        }
    }

    long minimum() {
        return Math.min(previous, current);
    }
}

package dev.parley.protocol.bwe;

/**
 * What really comes through, measured at the receiver's clock. Over half a second, so that single pictures do not show;
 * and over a shorter while for what a link delivers that has just become slower.
 */
final class AcknowledgedRate {
    private static final int LONG_MILLIS = 500;
    private static final int SHORT_MILLIS = 200;

    /** Fewer say little of a rate. */
    private static final int FEW_PACKETS = 8;

    /** A rate over less time is a burst. */
    private static final long MIN_SPAN_NANOS = 150_000_000L;

    /** The receiver's clock jumped by more than any queue. */
    private static final long JUMP_NANOS = 3_000_000_000L;

    private final SlidingRate usual = new SlidingRate(LONG_MILLIS);
    private final SlidingRate recent = new SlidingRate(SHORT_MILLIS);
    private boolean started;
    private long newest;

    void arrived(int bytes, long arrivalNanos) {
        if (started && arrivalNanos < newest - JUMP_NANOS) {
            usual.clear();
            recent.clear();
            started = false;
        }
        newest = started ? Math.max(newest, arrivalNanos) : arrivalNanos;
        started = true;
        usual.add(bytes, arrivalNanos);
        recent.add(bytes, arrivalNanos);
    }

    /** Bits per second, or 0 while it is not known. */
    double bitsPerSecond() {
        return usual.spanNanos(newest) < MIN_SPAN_NANOS ? 0 : usual.bitsPerSecond(newest);
    }

    /** As {@link #bitsPerSecond}, and lower when the last moments brought less. */
    double lowBitsPerSecond() {
        double rate = bitsPerSecond();
        if (rate == 0 || recent.packets() < FEW_PACKETS || recent.spanNanos(newest) < MIN_SPAN_NANOS) {
            return rate;
        }
        return Math.min(rate, recent.bitsPerSecond(newest));
    }
}

package dev.parley.desktop.track;

/** Watches whether the encoder keeps up with the frame rate. Not thread-safe. */
final class EncoderLoad {
    private static final double SMOOTHING = 0.05;
    /** Of the time between two pictures, spent encoding. */
    private static final double TOO_MUCH = 0.85;

    private static final long MUCH_FOR = 3_000_000_000L;
    private static final long LITTLE_FOR = 30_000_000_000L;

    private final double little;
    private double nanos;
    private double share;
    private long since;
    private State last = State.RIGHT;

    /** @param little of the time between two pictures: with so little there is time for the next larger step */
    EncoderLoad(double little) {
        this.little = little;
    }

    /** How the encoder does. */
    enum State {
        RIGHT,
        TOO_SLOW,
        TIME_TO_SPARE
    }

    /** One picture took so long; says anything but {@link State#RIGHT} only after a while, and once in a while. */
    State encoded(long tookNanos, double framesPerSecond, long nowNanos) {
        nanos = nanos == 0 ? tookNanos : nanos + SMOOTHING * (tookNanos - nanos);
        share += SMOOTHING * (tookNanos * framesPerSecond / 1e9 - share);
        State now = share > TOO_MUCH ? State.TOO_SLOW : share < little ? State.TIME_TO_SPARE : State.RIGHT;
        if (now != last) {
            last = now;
            since = nowNanos;
        }
        long needed = now == State.TOO_SLOW ? MUCH_FOR : LITTLE_FOR;
        if (now == State.RIGHT || nowNanos - since < needed) {
            return State.RIGHT;
        }
        since = nowNanos;
        share = 0.5;
        return now;
    }

    /** Mean time to code a picture, in ns. */
    double meanNanos() {
        return nanos;
    }
}

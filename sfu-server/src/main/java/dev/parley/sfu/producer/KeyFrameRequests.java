package dev.parley.sfu.producer;

/**
 * Decides when a producer's stream is asked for a key frame: at once when someone needs one, not twice within
 * {@link #MINIMUM_INTERVAL_NANOS}, again after {@link #RETRY_NANOS} until it comes, and no longer than
 * {@link #GIVE_UP_NANOS}. Times are monotonic nanoseconds.
 */
public final class KeyFrameRequests {
    /** Key frames are several times the size of others: a room that joins at once must not be served one each. */
    public static final long MINIMUM_INTERVAL_NANOS = 300_000_000L;

    /** Long enough for a round trip and the encoding of the frame. */
    public static final long RETRY_NANOS = 500_000_000L;

    /** After this the publisher is taken to be silent; the next need starts over. */
    public static final long GIVE_UP_NANOS = 10_000_000_000L;

    private boolean wanted;
    private long wantedSinceNanos;
    private boolean asked;
    private long askedNanos;
    private boolean answered;
    private long answeredNanos;

    /** Someone needs a key frame. */
    public void want(long nowNanos) {
        if (!wanted) {
            wanted = true;
            asked = false;
        }
        wantedSinceNanos = nowNanos;
    }

    /** A key frame begins to arrive. */
    public void keyFrame(long nowNanos) {
        wanted = false;
        answered = true;
        answeredNanos = nowNanos;
    }

    /** Whether to ask now; a true answer is taken as asked. */
    public boolean poll(long nowNanos) {
        if (!wanted) {
            return false;
        }
        if (nowNanos - wantedSinceNanos > GIVE_UP_NANOS) {
            wanted = false;
            return false;
        }
        if (asked ? nowNanos - askedNanos < RETRY_NANOS : tooSoon(nowNanos)) {
            return false;
        }
        asked = true;
        askedNanos = nowNanos;
        return true;
    }

    private boolean tooSoon(long nowNanos) {
        return answered && nowNanos - answeredNanos < MINIMUM_INTERVAL_NANOS;
    }

    /** Whether a key frame is still awaited. */
    public boolean waiting() {
        return wanted;
    }
}

package dev.parley.sfu.transport;

import java.util.OptionalLong;

/**
 * Whether a client still agrees to be sent to: it must be heard of within {@link #SILENCE_NANOS} (RFC 7675), by an
 * authentic check or packet. Nothing counts before it has begun, by a check or by its DTLS parameters: it may keep a
 * transport for the moment when it first has something to send or to receive. Times are monotonic nanoseconds.
 */
final class Consent {
    /** Consent of a client is lost after this (RFC 7675, section 5.1). */
    static final int SILENCE_SECONDS = 30;

    static final long SILENCE_NANOS = SILENCE_SECONDS * 1_000_000_000L;

    private boolean begun;
    private long begunNanos;
    private boolean heard;
    private long heardNanos;

    /** An authentic packet came. */
    void heard(long nowNanos) {
        heard = true;
        heardNanos = nowNanos;
    }

    /** Whether anything was done with the transport yet. */
    boolean begun() {
        return begun;
    }

    void begin(long nowNanos) {
        begun = true;
        begunNanos = nowNanos;
    }

    /**
     * Whether consent is lost.
     *
     * @param connected whether the handshake is over; it may take as long as silence may last
     * @param lastCheck when the last authentic check came
     */
    boolean lost(boolean connected, OptionalLong lastCheck, long nowNanos) {
        return begun && nowNanos - endNanos(connected, lastCheck) >= 0;
    }

    /** When consent is lost if nothing is heard any more; of no meaning before it has begun. Parameters as above. */
    long endNanos(boolean connected, OptionalLong lastCheck) {
        return (connected ? lastHeardNanos(lastCheck) : begunNanos) + SILENCE_NANOS;
    }

    /** A check counts as much as a packet: a subscriber that is well sends little else. */
    private long lastHeardNanos(OptionalLong lastCheck) {
        if (lastCheck.isEmpty()) {
            return heardNanos;
        }
        long check = lastCheck.getAsLong();
        return heard && heardNanos - check > 0 ? heardNanos : check;
    }
}

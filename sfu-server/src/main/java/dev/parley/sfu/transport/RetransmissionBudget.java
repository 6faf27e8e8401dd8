package dev.parley.sfu.transport;

/**
 * How much of what a subscriber says it lost is sent again: half as many bytes as it is sent in all, what is sent again
 * included, so at the most as much again. Enough for any line that is worth using; a subscriber that asks for everything
 * again and again, or whose line is full, gets no storm.
 */
final class RetransmissionBudget {
    /** Of the bytes sent, one in this many may be sent again. */
    private static final int SHARE = 2;

    /** A burst may be lost as a whole, such as a key frame. */
    private static final long MAXIMUM_BYTES = 256 * 1024;

    private long bytes = MAXIMUM_BYTES / 4;

    /** Bytes went out for the first time, or again. */
    void sent(int length) {
        bytes = Math.min(bytes + length / SHARE, MAXIMUM_BYTES);
    }

    /** Whether {@code length} bytes may be sent again now; if so they are taken off. */
    boolean take(int length) {
        if (bytes < length) {
            return false;
        }
        bytes -= length;
        return true;
    }
}

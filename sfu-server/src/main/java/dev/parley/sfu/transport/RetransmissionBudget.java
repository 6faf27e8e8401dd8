package dev.parley.sfu.transport;

/**
 * How much of what a subscriber says it lost is sent again: half as many bytes as it is sent in all, what is sent again
 * included, so at the most as much again. Enough for any line that is worth using; a subscriber that asks for everything
 * again and again, or whose line is full, gets no storm. What may be saved up for a burst is half of a second of the line,
 * since on one that has just become narrow everything is lost at once.
 */
final class RetransmissionBudget {
    /** Of the bytes sent, one in this many may be sent again. */
    private static final int SHARE = 2;

    /** A burst may be lost as a whole, such as a key frame. */
    private static final long MAXIMUM_BYTES = 256 * 1024;

    /** Per byte: half of a second. */
    private static final int BITS_OF_BURST = 16;

    private long most = MAXIMUM_BYTES;
    private long bytes = MAXIMUM_BYTES / 4;

    /** The line is thought to carry this, in bits per second; {@link Long#MAX_VALUE} when nothing limits it. */
    void line(long bitsPerSecond) {
        most = Math.min(MAXIMUM_BYTES, bitsPerSecond / BITS_OF_BURST);
        bytes = Math.min(bytes, most);
    }

    /** Bytes went out for the first time, or again. */
    void sent(int length) {
        bytes = Math.min(bytes + length / SHARE, most);
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

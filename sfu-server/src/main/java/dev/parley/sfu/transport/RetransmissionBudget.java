package dev.parley.sfu.transport;

/**
 * How much of what a subscriber says it lost is sent again: half as many bytes as it is sent in all, what is sent again
 * included, so at the most as much again. Enough for any line that is worth using; a subscriber that asks for everything
 * again and again gets no storm. Of what is sent only so much counts as the line is thought to carry: where more is sent
 * already, what was lost was too much, and the same again would keep the queue before it full for ever. What may be saved up
 * for a burst is half of a second of the line, since on one that has just become narrow everything is lost at once.
 */
final class RetransmissionBudget {
    /** Of the bytes sent, one in this many may be sent again. */
    private static final int SHARE = 2;

    /** A burst may be lost as a whole, such as a key frame. */
    private static final long MAXIMUM_BYTES = 256 * 1024;

    private static final int BITS_OF_BYTE = 8;
    private static final double NANOS_PER_SECOND = 1e9;

    private long most = MAXIMUM_BYTES;
    private long bytes = MAXIMUM_BYTES / 4;
    /** What the line could have carried and was not sent, of the last second at most. */
    private long room = MAXIMUM_BYTES;

    private boolean limited;
    private long lineNanos;

    /** The line is thought to carry this, in bits per second; {@link Long#MAX_VALUE} when nothing limits it. */
    void line(long bitsPerSecond, long nowNanos) {
        limited = bitsPerSecond < Long.MAX_VALUE;
        long ofSecond = bitsPerSecond / BITS_OF_BYTE;
        if (limited) {
            double seconds = Math.clamp((nowNanos - lineNanos) / NANOS_PER_SECOND, 0, 1);
            room = Math.min(room + (long) (ofSecond * seconds), ofSecond);
        }
        lineNanos = nowNanos;
        most = Math.min(MAXIMUM_BYTES, ofSecond / 2);
        bytes = Math.min(bytes, most);
    }

    /** Bytes went out for the first time, or again. */
    void sent(int length) {
        long fits = limited ? Math.min(length, room) : length;
        room -= limited ? fits : 0;
        bytes = Math.min(bytes + fits / SHARE, most);
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

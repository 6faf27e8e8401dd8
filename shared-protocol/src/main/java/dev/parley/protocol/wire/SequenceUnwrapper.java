package dev.parley.protocol.wire;

/**
 * Turns wrapping 16-bit sequence numbers into ever growing 64-bit ones, tolerating reordering of up to
 * 32767 packets. The first number seen keeps its value plus 65536, so that earlier, reordered ones stay positive.
 */
public final class SequenceUnwrapper {
    private long highest = -1;

    /** The 64-bit number of {@code sequence} (0 to 65535); moves the reference forward when it is the newest. */
    public long unwrap(int sequence) {
        long unwrapped = peek(sequence);
        if (unwrapped > highest) {
            highest = unwrapped;
        }
        return unwrapped;
    }

    /** As {@link #unwrap}, without moving the reference. */
    public long peek(int sequence) {
        if (highest < 0) {
            return 0x1_0000L + sequence;
        }
        return highest + SequenceNumbers.distance(sequence, (int) (highest & 0xffff));
    }

    /** The highest number seen, or -1 before the first. */
    public long highest() {
        return highest;
    }
}

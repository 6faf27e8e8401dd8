package dev.parley.sfu.load;

import dev.parley.protocol.wire.SequenceUnwrapper;
import java.util.Arrays;

/**
 * Counts the packets of one stream by their sequence numbers: what came once, what came again, what never came.
 * Allocates nothing per packet. Not thread-safe.
 *
 * <p>A window of counting begins with the first packet after {@link #startWindow} and ends with the highest number seen;
 * what was lost behind that is not known here.
 */
final class SequenceCount {
    /** In how many packets a duplicate is told from a late one; as many as SRTP's replay window. */
    static final int MEMORY = 1024;

    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final long[] seen = new long[MEMORY / Long.SIZE];
    private long highest = -1;
    private long windowBase = -1;
    private long unique;
    private long duplicates;

    /**
     * Counts a packet.
     *
     * @param sequence 0 to 65535
     * @return whether it is new: neither a duplicate nor too old to tell
     */
    boolean received(int sequence) {
        long index = unwrapper.unwrap(sequence);
        if (highest < 0) {
            highest = index;
        } else if (index > highest) {
            advance(index);
        } else if (highest - index >= MEMORY || isSeen(index)) {
            duplicates++;
            return false;
        }
        seen[word(index)] |= bit(index);
        if (windowBase < 0) {
            windowBase = index;
        }
        if (index >= windowBase) {
            unique++;
        }
        return true;
    }

    private void advance(long index) {
        if (index - highest >= MEMORY) {
            Arrays.fill(seen, 0);
        } else {
            for (long skipped = highest + 1; skipped <= index; skipped++) {
                seen[word(skipped)] &= ~bit(skipped);
            }
        }
        highest = index;
    }

    private boolean isSeen(long index) {
        return (seen[word(index)] & bit(index)) != 0;
    }

    private static int word(long index) {
        return (int) (index % MEMORY) / Long.SIZE;
    }

    private static long bit(long index) {
        return 1L << (index % Long.SIZE);
    }

    /** Begins to count anew. What came before is still known, so that its duplicates are recognised. */
    void startWindow() {
        windowBase = -1;
        unique = 0;
        duplicates = 0;
    }

    /** Packets that the window should have: from its first to the highest number; 0 when none came. */
    long expected() {
        return windowBase < 0 ? 0 : highest - windowBase + 1;
    }

    /** Packets that came, each counted once. */
    long unique() {
        return unique;
    }

    /** Packets that came again, or too late to tell. */
    long duplicates() {
        return duplicates;
    }

    /** Packets that did not come. */
    long lost() {
        return expected() - unique;
    }
}

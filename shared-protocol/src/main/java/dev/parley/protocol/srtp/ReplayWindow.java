package dev.parley.protocol.srtp;

import java.util.Arrays;

/**
 * Remembers which of the newest packet indices were seen (RFC 3711, section 3.3.2): a ring of bits below the highest.
 * Indices are 0 to 2^63-1. While packets come in order, only one in 64 touches the ring, and the others this object alone.
 */
class ReplayWindow {
    private static final int BITS_PER_WORD = 64;

    private final int size;
    private final long[] ring;
    /** The word of the ring with the bit of {@link #highest}, written back when the next word begins. */
    private long newest;

    private long highest = -1;

    /**
     * An empty window.
     *
     * @param size how many indices, the highest included, are remembered: a power of two, 64 or more
     */
    ReplayWindow(int size) {
        if (size < BITS_PER_WORD || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("window size: " + size);
        }
        this.size = size;
        this.ring = new long[size / BITS_PER_WORD];
    }

    /** The highest index accepted, or -1 before the first. */
    final long highest() {
        return highest;
    }

    /** Whether {@code index} is neither negative, nor older than the window, nor seen. Changes nothing. */
    final boolean isNew(long index) {
        if (index > highest) {
            return true;
        }
        if (index < 0 || index <= highest - size) {
            return false;
        }
        long word = word(index) == word(highest) ? newest : ring[word(index)];
        return (word & bit(index)) == 0;
    }

    /** Marks {@code index} as seen; call it only for an authentic packet whose index {@link #isNew is new}. */
    final void accept(long index) {
        if (index > highest) {
            advance(index);
        }
        if (word(index) == word(highest)) {
            newest |= bit(index);
        } else {
            ring[word(index)] |= bit(index);
        }
    }

    /** Forgets the indices that fall out of the ring when {@code index} becomes the highest. */
    private void advance(long index) {
        if (index - highest >= size) {
            Arrays.fill(ring, 0);
            newest = 0;
        } else {
            for (long skipped = highest + 1; skipped <= index; skipped++) {
                if (skipped % BITS_PER_WORD == 0) {
                    ring[word(skipped - 1)] = newest;
                    newest = ring[word(skipped)];
                }
                newest &= ~bit(skipped);
            }
        }
        highest = index;
    }

    private int word(long index) {
        return (int) (index & (size - 1)) / BITS_PER_WORD;
    }

    private static long bit(long index) {
        return 1L << index;
    }
}

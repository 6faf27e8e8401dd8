package dev.parley.protocol.feedback;

/** Remembers which of the last {@value #SIZE} numbers were seen, one bit for each. Allocates nothing. */
final class ReceivedWindow {
    static final int SIZE = 2048;

    private final long[] bits = new long[SIZE / Long.SIZE];
    private long highest = -1;

    /** Marks {@code sequence} (0 or more) and says whether it was new; one older than the window counts as seen. */
    boolean mark(long sequence) {
        if (highest < 0 || sequence - highest >= SIZE) {
            clearBits();
            highest = sequence;
        } else if (sequence > highest) {
            for (long skipped = highest + 1; skipped < sequence; skipped++) {
                bits[word(skipped)] &= ~bit(skipped);
            }
            highest = sequence;
        } else if (highest - sequence >= SIZE || (bits[word(sequence)] & bit(sequence)) != 0) {
            return false;
        }
        bits[word(sequence)] |= bit(sequence);
        return true;
    }

    /** Whether {@code sequence} was marked; one older than the window counts as seen. */
    boolean contains(long sequence) {
        return sequence <= highest && (highest - sequence >= SIZE || (bits[word(sequence)] & bit(sequence)) != 0);
    }

    void clear() {
        clearBits();
        highest = -1;
    }

    private void clearBits() {
        for (int i = 0; i < bits.length; i++) {
            bits[i] = 0;
        }
    }

    private static int word(long sequence) {
        return (int) (sequence & SIZE - 1) / Long.SIZE;
    }

    private static long bit(long sequence) {
        return 1L << sequence;
    }
}

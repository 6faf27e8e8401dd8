package dev.parley.desktop.playout;

/**
 * Extends the sequence numbers and timestamps of one stream so that they never wrap, and counts what is missing (RFC
 * 3550, appendix A.1). A leap is believed when two packets in a row agree on it. Thread: one at a time.
 */
final class RtpOrder {
    private static final int MAX_LEAP = 1000; // packets
    private static final int SEQUENCE_BITS = 16;

    private boolean begun;
    private long highest;
    private long highestTimestamp;
    private long first;
    private long received;
    private long lostBefore; // the last leap
    private int leaptTo = -1;

    private long sequence;
    private long timestamp;
    private boolean anew;

    /** Takes the numbers of a packet; false if they are not to be believed yet. */
    boolean accept(int shortSequence, long shortTimestamp) {
        int low = shortSequence & 0xffff;
        int step = begun ? (short) (low - (int) highest) : 0;
        anew = !begun || Math.abs(step) > MAX_LEAP;
        if (begun && anew && low != ((leaptTo + 1) & 0xffff)) {
            leaptTo = low;
            return false;
        }
        leaptTo = -1;
        if (anew) {
            begin(low, shortTimestamp);
        } else {
            sequence = highest + step;
            timestamp = highestTimestamp + (int) (shortTimestamp - highestTimestamp);
        }
        if (sequence >= highest) {
            highest = sequence;
            highestTimestamp = timestamp;
        }
        return true;
    }

    private void begin(int low, long shortTimestamp) {
        lostBefore = lost();
        received = 0;
        // Above all that was before, so that what is new is new.
        sequence = (((highest >> SEQUENCE_BITS) + 2) << SEQUENCE_BITS) + low;
        timestamp = shortTimestamp & 0xffffffffL;
        highest = sequence;
        highestTimestamp = timestamp;
        first = sequence;
        begun = true;
    }

    /** The accepted one is no duplicate. */
    void count() {
        received++;
        first = Math.min(first, sequence);
    }

    /** Of the accepted one, extended. */
    long sequence() {
        return sequence;
    }

    /** Of the accepted one, extended; at a new beginning, any number. */
    long timestamp() {
        return timestamp;
    }

    /** Whether the accepted one has nothing to do with those before. */
    boolean anew() {
        return anew;
    }

    long lost() {
        return lostBefore + (begun ? Math.max(0, highest - first + 1 - received) : 0);
    }
}

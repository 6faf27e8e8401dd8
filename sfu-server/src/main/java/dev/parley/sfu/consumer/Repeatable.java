package dev.parley.sfu.consumer;

import dev.parley.protocol.payload.RedWriter;
import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.wire.SequenceNumbers;

/**
 * What is remembered of the last packets of a consumer whose subscriber repairs losses without a retransmission stream:
 * what it takes to make them again from the producer's packets exactly as they went out, and how they ended, by which it
 * is seen that they are. A ring by sequence number.
 */
final class Repeatable {
    private static final int END = SrtpContext.END;
    // Above the stamps.
    private static final long MID = 1L << 40;
    private static final long ASKED = 1L << 41;
    private static final int BEFORE_SHIFT = 42;

    private final int capacity;
    private final int[] sequences;
    private final int[] lengths;
    private final long[] stamps;
    private final byte[] ends;
    private int found;

    /**
     * @param capacity packets remembered, a power of two
     */
    Repeatable(int capacity) {
        this.capacity = capacity;
        this.sequences = new int[capacity];
        this.lengths = new int[capacity];
        this.stamps = new long[capacity];
        this.ends = new byte[capacity * END];
    }

    /**
     * A packet went out.
     *
     * @param places where its stamps are
     * @param before how many payloads of packets before it went with it
     * @param packet begins with it, encrypted
     */
    void sent(PacketNumbers numbers, Stamps places, int before, byte[] packet, int length) {
        int slot = numbers.sequence % capacity;
        sequences[slot] = numbers.sequence;
        lengths[slot] = length;
        stamps[slot] = places.read(packet) | (numbers.withMid ? MID : 0) | (long) before << BEFORE_SHIFT;
        System.arraycopy(packet, length - END, ends, slot * END, END);
    }

    /** Looks for a packet; when true, what follows speaks of it. */
    boolean find(int sequence) {
        found = sequence % capacity;
        return sequences[found] == sequence && lengths[found] > 0;
    }

    /** With which it went out, padding and encryption included. */
    int length() {
        return lengths[found];
    }

    /** As {@link Stamps#read} from it. */
    long stamps() {
        return stamps[found] & (MID - 1);
    }

    boolean withMid() {
        return (stamps[found] & MID) != 0;
    }

    /** How many payloads of packets before it went with it. */
    int before() {
        return (int) (stamps[found] >>> BEFORE_SHIFT);
    }

    /** Notes that the subscriber does not have a packet. */
    void asked(int sequence) {
        if (find(sequence)) {
            stamps[found] |= ASKED;
        }
    }

    /** Whether the payload of a packet went with a later one too, which the subscriber has for all that is known. */
    boolean isWithLater(int sequence) {
        for (int distance = 1; distance <= RedWriter.MOST; distance++) {
            if (find(SequenceNumbers.plus(sequence, distance))
                    && before() >= distance
                    && (stamps[found] & ASKED) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Has its end at {@link #endOffset}; not to be written to. */
    byte[] ends() {
        return ends;
    }

    int endOffset() {
        return found * END;
    }
}

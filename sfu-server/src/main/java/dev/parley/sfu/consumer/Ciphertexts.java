package dev.parley.sfu.consumer;

import java.util.Arrays;

/**
 * The last encrypted packets of a consumer whose subscriber repairs losses without a retransmission stream. SRTP must
 * never encrypt two different packets under one index (RFC 3711, section 9.1), so what went out is kept and goes out
 * again as it is. A ring by sequence number whose buffers are used again and again.
 */
final class Ciphertexts {
    private static final byte[] NONE = {};

    private final int capacity;
    private final byte[][] packets;
    private final int[] lengths;
    private final int[] sequences;

    /**
     * @param capacity packets kept, a power of two
     */
    Ciphertexts(int capacity) {
        this.capacity = capacity;
        this.packets = new byte[capacity][];
        Arrays.fill(packets, NONE);
        this.lengths = new int[capacity];
        this.sequences = new int[capacity];
    }

    /** Keeps a copy of the packet that goes out as {@code sequence}, in the place of the oldest. */
    void store(int sequence, byte[] buffer, int length) {
        int slot = sequence % capacity;
        if (packets[slot].length < length) {
            packets[slot] = new byte[length];
        }
        System.arraycopy(buffer, 0, packets[slot], 0, length);
        lengths[slot] = length;
        sequences[slot] = sequence;
    }

    /** The length of the packet in {@link #buffer}, or 0 when it is not, or no longer, kept. */
    int length(int sequence) {
        int slot = sequence % capacity;
        return sequences[slot] == sequence ? lengths[slot] : 0;
    }

    /** Begins with the packet, when {@link #length} says that it is kept; not to be written to. */
    byte[] buffer(int sequence) {
        return packets[sequence % capacity];
    }
}

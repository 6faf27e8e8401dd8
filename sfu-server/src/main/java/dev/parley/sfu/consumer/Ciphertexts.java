package dev.parley.sfu.consumer;

import java.util.Arrays;

/** The last encrypted packets of a consumer whose subscriber takes retransmissions only as the same bytes again. */
final class Ciphertexts {
    /** About a second of video. */
    private static final int CAPACITY = 256;

    private static final byte[] NONE = {};

    private final byte[][] packets = new byte[CAPACITY][];
    private final int[] sequences = new int[CAPACITY];

    Ciphertexts() {
        Arrays.fill(packets, NONE);
    }

    void store(int sequence, byte[] buffer, int length) {
        int slot = sequence % CAPACITY;
        packets[slot] = Arrays.copyOf(buffer, length);
        sequences[slot] = sequence;
    }

    /** The packet as it was sent; empty when it is not, or no longer, kept. */
    byte[] find(int sequence) {
        int slot = sequence % CAPACITY;
        return sequences[slot] == sequence ? packets[slot] : NONE;
    }
}

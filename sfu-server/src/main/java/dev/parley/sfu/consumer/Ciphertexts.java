package dev.parley.sfu.consumer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The last encrypted packets of a consumer whose subscriber takes retransmissions only as the same bytes again. */
final class Ciphertexts {
    /** About a second of video. */
    private static final int CAPACITY = 256;

    private final @Nullable byte[][] packets = new @Nullable byte[CAPACITY][];
    private final int[] sequences = new int[CAPACITY];

    void store(int sequence, byte[] buffer, int length) {
        int slot = sequence % CAPACITY;
        packets[slot] = Arrays.copyOf(buffer, length);
        sequences[slot] = sequence;
    }

    byte @Nullable [] find(int sequence) {
        int slot = sequence % CAPACITY;
        return sequences[slot] == sequence ? packets[slot] : null;
    }
}

package dev.parley.desktop.transport;

import java.util.Arrays;

/**
 * The newest packets of a stream as they left, encrypted. Without RTX a packet is sent again under its own number, and then
 * as the very same bytes: SRTP never encrypts twice under one index (RFC 3711, section 9.1).
 *
 * <p>Thread: the media thread.
 */
final class SentAsTheyAre {
    /** 1.3 s of packets of 20 ms: what is asked for later than that is played no more. A power of two. */
    private static final int SLOTS = 64;

    private static final byte[] NOTHING = {};

    private final byte[][] packets = new byte[SLOTS][];
    private final int[] sequences = new int[SLOTS];

    SentAsTheyAre() {
        Arrays.fill(packets, NOTHING);
    }

    /** Copies a packet in. */
    void keep(int sequence, byte[] bytes, int length) {
        int slot = sequence & (SLOTS - 1);
        packets[slot] = Arrays.copyOf(bytes, length);
        sequences[slot] = sequence;
    }

    /** The packet with this number, 0 to 65535; empty when it is not kept. */
    byte[] find(int sequence) {
        int slot = sequence & (SLOTS - 1);
        return sequences[slot] == sequence ? packets[slot] : NOTHING;
    }
}

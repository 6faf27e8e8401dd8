package dev.parley.desktop.playout;

import org.jspecify.annotations.Nullable;

/** Packets that wait to be played, in order of their sequence numbers. Thread: one at a time. */
final class AudioPackets {
    /** More than anybody waits for: 2.5 s of 20 ms. A power of two. */
    private static final int SLOTS = 128;

    /** What fits a datagram. */
    static final int MAX_BYTES = 1500;

    private final Packet[] slots = new Packet[SLOTS];
    private long lowest; // no packet waits below this
    private long highest = -1; // nor above this

    AudioPackets() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Packet();
        }
    }

    /** Whether it was new. What is too far from the rest takes everything else's place. */
    boolean add(long sequence, long timestamp, byte[] bytes, int offset, int length) {
        if (highest >= lowest && (sequence - lowest >= SLOTS || highest - sequence >= SLOTS)) {
            clear();
        }
        Packet slot = slots[(int) (sequence & (SLOTS - 1))];
        if (slot.used && slot.sequence == sequence) {
            return false;
        }
        slot.set(sequence, timestamp, bytes, offset, length);
        lowest = highest < lowest ? sequence : Math.min(lowest, sequence);
        highest = Math.max(highest, sequence);
        return true;
    }

    /** The one with the lowest sequence number, which stays; null if none waits. */
    @Nullable
    Packet first() {
        while (lowest <= highest) {
            Packet slot = slots[(int) (lowest & (SLOTS - 1))];
            if (slot.used) {
                return slot;
            }
            lowest++;
        }
        return null;
    }

    /** Takes {@link #first} away. */
    void removeFirst() {
        Packet first = first();
        if (first != null) {
            first.used = false;
            lowest++;
        }
    }

    void clear() {
        for (Packet slot : slots) {
            slot.used = false;
        }
        lowest = 0;
        highest = -1;
    }

    /** One packet; its memory is used again. */
    static final class Packet {
        private boolean used;
        long sequence;
        long timestamp;
        int samples;
        int length;
        byte[] bytes = {};

        void set(long itsSequence, long itsTimestamp, byte[] from, int offset, int itsLength) {
            used = true;
            sequence = itsSequence;
            timestamp = itsTimestamp;
            length = itsLength;
            samples = OpusPacket.samples(from, offset, itsLength);
            if (bytes.length < itsLength) {
                bytes = new byte[Math.max(256, itsLength)];
            }
            System.arraycopy(from, offset, bytes, 0, itsLength);
        }
    }
}

package dev.parley.protocol.feedback;

import dev.parley.protocol.rtp.RtpPacket;
import java.util.Arrays;

/**
 * Keeps the newest packets of one stream, unencrypted and as they came, to be sent again when asked for. A ring indexed
 * by extended sequence number; it grows while packets younger than the bound would be overwritten, and reuses the bytes
 * of its slots, so that nothing is allocated once it has its size.
 */
public final class RetransmissionBuffer {
    private static final long SECOND = 1_000_000_000L;
    private static final int INITIAL_SLOTS = 64;

    /** Slots are made in steps of this many bytes, so that a slightly longer packet does not need a new one. */
    private static final int SLOT_STEP = 256;

    private static final long EMPTY = -1;

    private final long maxAgeNanos;
    private final int maxPackets;
    private long[] sequences;
    private long[] storedAt;
    private int[] lengths;
    private byte[][] slots;
    private long newestNanos;
    private boolean used;

    /**
     * A buffer with bounds of its own.
     *
     * @param maxAgeNanos packets older than this, by the newest stored, are not found any more
     * @param maxPackets a power of two, 64 or more
     */
    public RetransmissionBuffer(long maxAgeNanos, int maxPackets) {
        if (maxPackets < INITIAL_SLOTS || Integer.bitCount(maxPackets) != 1) {
            throw new IllegalArgumentException("a retransmission buffer of " + maxPackets + " packets");
        }
        this.maxAgeNanos = maxAgeNanos;
        this.maxPackets = maxPackets;
        sequences = emptySequences(INITIAL_SLOTS);
        storedAt = new long[INITIAL_SLOTS];
        lengths = new int[INITIAL_SLOTS];
        slots = new byte[INITIAL_SLOTS][];
    }

    /** Two seconds, at most 2048 packets. */
    public static RetransmissionBuffer forVideo() {
        return new RetransmissionBuffer(2 * SECOND, 2048);
    }

    /** One second, at most 256 packets. */
    public static RetransmissionBuffer forAudio() {
        return new RetransmissionBuffer(SECOND, 256);
    }

    private static long[] emptySequences(int capacity) {
        long[] sequences = new long[capacity];
        Arrays.fill(sequences, EMPTY);
        return sequences;
    }

    /**
     * Copies a packet in.
     *
     * @param extendedSequence its 64-bit sequence number, 0 or more; one older than the packet in its slot is not kept
     */
    public void store(long extendedSequence, RtpPacket packet, long nowNanos) {
        int slot = slotOf(extendedSequence);
        while (sequences[slot] != EMPTY
                && sequences[slot] < extendedSequence
                && nowNanos - storedAt[slot] <= maxAgeNanos
                && slots.length < maxPackets) {
            grow();
            slot = slotOf(extendedSequence);
        }
        if (sequences[slot] > extendedSequence) {
            return;
        }
        int length = packet.length();
        byte[] bytes = slots[slot];
        if (bytes == null || bytes.length < length) {
            bytes = new byte[(length + SLOT_STEP - 1) / SLOT_STEP * SLOT_STEP];
            slots[slot] = bytes;
        }
        System.arraycopy(packet.buffer(), packet.offset(), bytes, 0, length);
        sequences[slot] = extendedSequence;
        storedAt[slot] = nowNanos;
        lengths[slot] = length;
        newestNanos = used ? Math.max(newestNanos, nowNanos) : nowNanos;
        used = true;
    }

    /**
     * Points {@code view} at the stored packet with this number. Its bytes stay valid until the next {@link #store};
     * they are shared by all who ask, so nobody may change them.
     *
     * @return false, leaving the view as it was, when there is none, or it is too old
     */
    public boolean find(long extendedSequence, RtpPacket view) {
        int slot = slotOf(extendedSequence);
        byte[] bytes = slots[slot];
        return bytes != null
                && sequences[slot] == extendedSequence
                && newestNanos - storedAt[slot] <= maxAgeNanos
                && view.wrap(bytes, 0, lengths[slot]);
    }

    /** Forgets all packets, as after a restart of the stream; the slots stay for the next. */
    public void clear() {
        Arrays.fill(sequences, EMPTY);
    }

    /** How many packets there is room for now. */
    public int capacity() {
        return slots.length;
    }

    private int slotOf(long extendedSequence) {
        return (int) (extendedSequence & slots.length - 1);
    }

    private void grow() {
        long[] oldSequences = sequences;
        long[] oldStoredAt = storedAt;
        int[] oldLengths = lengths;
        byte[][] oldSlots = slots;
        int capacity = 2 * oldSlots.length;
        sequences = emptySequences(capacity);
        storedAt = new long[capacity];
        lengths = new int[capacity];
        slots = new byte[capacity][];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSequences[i] != EMPTY) {
                int slot = slotOf(oldSequences[i]);
                sequences[slot] = oldSequences[i];
                storedAt[slot] = oldStoredAt[i];
                lengths[slot] = oldLengths[i];
                slots[slot] = oldSlots[i];
            }
        }
    }
}

package dev.parley.protocol.payload;

import dev.parley.protocol.wire.Bytes;

/** Puts a payload of audio and those before it into one (RFC 2198). Allocates nothing per packet. */
public final class RedWriter {
    /** Payloads of earlier packets in one: against the loss of two in a row. */
    public static final int MOST = 2;

    private static final int MORE = 0x80;
    private static final int REDUNDANT_HEADER = 4;
    private static final int LONGEST = 0x3ff;
    private static final int OLDEST = 0x3fff;
    private static final byte[] NOTHING = {};

    private final byte[][] buffers = new byte[MOST][];
    private final int[] offsets = new int[MOST];
    private final int[] lengths = new int[MOST];
    private final int[] ages = new int[MOST];
    private int count;

    /** None before it. */
    public RedWriter() {
        clear();
    }

    /** Forgets those before. */
    public void clear() {
        for (int i = 0; i < MOST; i++) {
            buffers[i] = NOTHING;
        }
        count = 0;
    }

    /**
     * Adds the payload of the packet before those added so far; the first is that just before the packet's own.
     *
     * @param buffer read by {@link #write}
     * @param age of its RTP timestamp before that of the packet itself
     * @return false, and no older one is to follow, when it cannot be repeated
     */
    public boolean before(byte[] buffer, int offset, int length, int age) {
        if (count == MOST || length == 0 || length > LONGEST || age <= 0 || age > OLDEST) {
            return false;
        }
        buffers[count] = buffer;
        offsets[count] = offset;
        lengths[count] = length;
        ages[count] = age;
        count++;
        return true;
    }

    /** How many were added. */
    public int count() {
        return count;
    }

    /**
     * Writes all of them.
     *
     * @param payloadType that of what is carried, 0 to 127
     * @return bytes written, or -1 when they do not fit
     */
    public int write(byte[] out, int at, int payloadType, byte[] payload, int offset, int length) {
        int needed = 1 + length;
        for (int i = 0; i < count; i++) {
            needed += REDUNDANT_HEADER + lengths[i];
        }
        if (needed > out.length - at) {
            return -1;
        }
        int to = at;
        for (int i = count - 1; i >= 0; i--) {
            out[to] = (byte) (MORE | payloadType);
            int fields = (ages[i] << 10) | lengths[i];
            Bytes.put16(out, to + 1, fields >>> 8);
            out[to + 3] = (byte) fields;
            to += REDUNDANT_HEADER;
        }
        out[to++] = (byte) payloadType;
        for (int i = count - 1; i >= 0; i--) {
            System.arraycopy(buffers[i], offsets[i], out, to, lengths[i]);
            to += lengths[i];
        }
        System.arraycopy(payload, offset, out, to, length);
        return needed;
    }
}

package dev.parley.protocol.wire;

/**
 * Reads numbers of any count of bits, the highest bit first, from part of a byte array. Reusable, allocates nothing. Past
 * the end it reads zeros and remembers that it did: {@link #overrun} is to be asked before anything read is believed.
 */
public final class BitReader {
    private static final byte[] NOTHING = new byte[0];

    private byte[] buffer = NOTHING;
    private long at;
    private long end;

    /** Begins to read at {@code buffer[offset]}, and ends before {@code buffer[offset + length]}. */
    public void wrap(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.at = 8L * offset;
        this.end = 8L * (offset + length);
    }

    /** The next {@code count} bits, 0 to 32 of them, as an unsigned number. */
    public long bits(int count) {
        long value = 0;
        for (int left = count; left > 0; ) {
            int inByte = (int) (at & 7);
            int take = Math.min(left, 8 - inByte);
            int octet = at < end ? Bytes.u8(buffer, (int) (at >>> 3)) : 0;
            int taken = (octet >>> (8 - inByte - take)) & ((1 << take) - 1);
            value = value << take | taken;
            at += take;
            left -= take;
        }
        return value;
    }

    /** The next bit. */
    public boolean flag() {
        return bits(1) != 0;
    }

    /**
     * A number less than {@code limit} in the form {@code ns(n)} of the AV1 specification, section 4.10.7: the lower ones
     * take a bit less than the others.
     *
     * @param limit 1 to 2^16
     */
    public int nonSymmetric(int limit) {
        int width = 32 - Integer.numberOfLeadingZeros(limit);
        int shorter = (1 << width) - limit;
        int value = (int) bits(width - 1);
        return value < shorter ? value : (value << 1) - shorter + (int) bits(1);
    }

    /** How many bits there are still to be read; negative when more was read than there is. */
    public long left() {
        return end - at;
    }

    /** Whether more was read than there is. */
    public boolean overrun() {
        return left() < 0;
    }
}

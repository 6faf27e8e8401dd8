package dev.parley.protocol.rtp;

import dev.parley.protocol.wire.Bytes;

/**
 * Writes a complete RTP header (RFC 3550, section 5.1) with header extensions (RFC 8285) into a buffer:
 * {@code start(...)}, any number of {@code extension...(...)}, {@code finish()}. Elements go out in the one-byte form;
 * the first one that does not fit it (identifier over 14, no data, more than 16 bytes) turns the block into the
 * two-byte form. Reusable, allocates nothing.
 */
public final class RtpHeaderWriter {
    /** No negotiated set has more; it bounds the table of element positions. */
    private static final int MAX_ELEMENTS = 32;

    private static final byte[] NOTHING = new byte[0];

    private final int[] starts = new int[MAX_ELEMENTS];
    private int elements;
    private byte[] buffer = NOTHING;
    private int offset;
    private int at;
    private boolean twoByteForm;
    private boolean overflow;

    /**
     * Begins a header.
     *
     * @param buffer gets the bytes from {@code offset} on
     * @param payloadType 0 to 127
     * @param sequenceNumber the low 16 bits are written
     */
    public RtpHeaderWriter start(
            byte[] buffer, int offset, int payloadType, boolean marker, int sequenceNumber, int timestamp, int ssrc) {
        this.buffer = buffer;
        this.offset = offset;
        elements = 0;
        twoByteForm = false;
        at = offset + RtpPacket.FIXED_HEADER_LENGTH + 4;
        overflow = buffer.length - offset < RtpPacket.FIXED_HEADER_LENGTH;
        if (overflow) {
            return this;
        }
        Bytes.put8(buffer, offset, 0x80);
        Bytes.put8(buffer, offset + 1, (payloadType & 0x7f) | (marker ? 0x80 : 0));
        Bytes.put16(buffer, offset + 2, sequenceNumber);
        Bytes.put32(buffer, offset + 4, timestamp);
        Bytes.put32(buffer, offset + 8, ssrc);
        return this;
    }

    /**
     * Adds an element with {@code length} bytes of {@code source}.
     *
     * @param id 1 to 255, not 15 (reserved in the one-byte form, avoided in both)
     * @param length 0 to 255
     */
    public RtpHeaderWriter extension(int id, byte[] source, int from, int length) {
        if (element(id, length)) {
            System.arraycopy(source, from, buffer, at, length);
            at += length;
        }
        return this;
    }

    /** Adds an element of one byte. */
    public RtpHeaderWriter extension8(int id, int value) {
        if (element(id, 1)) {
            Bytes.put8(buffer, at, value);
            at += 1;
        }
        return this;
    }

    /** Adds an element of two bytes. */
    public RtpHeaderWriter extension16(int id, int value) {
        if (element(id, 2)) {
            Bytes.put16(buffer, at, value);
            at += 2;
        }
        return this;
    }

    /** Adds an element of three bytes. */
    public RtpHeaderWriter extension24(int id, int value) {
        if (element(id, 3)) {
            Bytes.put24(buffer, at, value);
            at += 3;
        }
        return this;
    }

    /** The header's length in bytes, a multiple of four, or -1 when it did not fit into the buffer. */
    public int finish() {
        if (overflow) {
            return -1;
        }
        if (elements == 0) {
            return RtpPacket.FIXED_HEADER_LENGTH;
        }
        while ((at - offset & 3) != 0) {
            if (at == buffer.length) {
                return -1;
            }
            buffer[at++] = 0;
        }
        int block = offset + RtpPacket.FIXED_HEADER_LENGTH;
        buffer[offset] |= 0x10;
        Bytes.put16(buffer, block, twoByteForm ? RtpPacket.TWO_BYTE_PROFILE : RtpPacket.ONE_BYTE_PROFILE);
        Bytes.put16(buffer, block + 2, (at - block - 4) / 4);
        return at - offset;
    }

    /**
     * Where the data of an element stands in the buffer of a header that is finished.
     *
     * @param element 0 for the first one added
     */
    public int dataAt(int element) {
        return starts[element] + (twoByteForm ? 2 : 1);
    }

    /** Writes an element's head; {@code at} then stands where its data goes. False when there is no room. */
    private boolean element(int id, int length) {
        if (id < 1 || id > 255 || id == 15 || length < 0 || length > 255 || elements == MAX_ELEMENTS) {
            throw new IllegalArgumentException("header extension id " + id + " with " + length + " bytes");
        }
        if (!twoByteForm && (id > 14 || length == 0 || length > 16)) {
            toTwoByteForm();
        }
        if (overflow || (twoByteForm ? 2 : 1) + length > buffer.length - at) {
            overflow = true;
            return false;
        }
        starts[elements++] = at;
        if (twoByteForm) {
            Bytes.put8(buffer, at++, id);
            Bytes.put8(buffer, at++, length);
        } else {
            Bytes.put8(buffer, at++, id << 4 | length - 1);
        }
        return true;
    }

    /** Every element's head grows by one byte, so each moves by one more than the one before: the last goes first. */
    private void toTwoByteForm() {
        twoByteForm = true;
        if (elements > buffer.length - at) {
            overflow = true;
            return;
        }
        for (int i = elements - 1; i >= 0; i--) {
            int from = starts[i];
            int to = from + i;
            int head = Bytes.u8(buffer, from);
            int length = (head & 0x0f) + 1;
            System.arraycopy(buffer, from + 1, buffer, to + 2, length);
            Bytes.put8(buffer, to, head >>> 4);
            Bytes.put8(buffer, to + 1, length);
            starts[i] = to;
        }
        at += elements;
    }
}

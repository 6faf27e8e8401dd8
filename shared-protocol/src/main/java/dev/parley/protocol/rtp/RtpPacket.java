package dev.parley.protocol.rtp;

import dev.parley.protocol.wire.Bytes;

/**
 * A view of one RTP packet (RFC 3550, section 5.1) in somebody's buffer, with its header extensions (RFC 8285) found.
 * Reusable: {@link #wrap} moves the view to another packet and allocates nothing. The accessors are meaningful only
 * after a {@code wrap} that returned true, and only as long as the bytes stay where they are.
 */
public final class RtpPacket {
    /** Length in bytes of the header without contributing sources and extensions. */
    public static final int FIXED_HEADER_LENGTH = 12;

    /** Extension profile of the one-byte form (RFC 8285, section 4.2). */
    public static final int ONE_BYTE_PROFILE = 0xbede;

    /** Extension profile of the two-byte form, application bits zero (RFC 8285, section 4.3). */
    public static final int TWO_BYTE_PROFILE = 0x1000;

    /** More elements than any negotiated set has; the rest of a longer block is ignored, which bounds a lookup. */
    private static final int MAX_ELEMENTS = 32;

    private static final byte[] NOTHING = new byte[0];

    private final int[] elementIds = new int[MAX_ELEMENTS];
    private final int[] elementOffsets = new int[MAX_ELEMENTS];
    private final int[] elementLengths = new int[MAX_ELEMENTS];
    private int elements;

    private byte[] buffer = NOTHING;
    private int offset;
    private int length;
    private int headerLength;
    private int paddingLength;
    private int extensionProfile;

    /**
     * Moves the view to the packet at {@code buffer[offset .. offset + length)}.
     *
     * @return false when the bytes are no RTP packet: too short, another version, or contributing sources, extensions
     *     or padding that reach outside. The view is then undefined.
     */
    public boolean wrap(byte[] buffer, int offset, int length) {
        if (length < FIXED_HEADER_LENGTH || offset < 0 || length > buffer.length - offset) {
            return false;
        }
        int first = Bytes.u8(buffer, offset);
        if (first >>> 6 != 2) {
            return false;
        }
        int end = offset + length;
        int at = offset + FIXED_HEADER_LENGTH + 4 * (first & 0x0f);
        if (at > end) {
            return false;
        }
        elements = 0;
        extensionProfile = 0;
        if ((first & 0x10) != 0) {
            if (end - at < 4) {
                return false;
            }
            int blockEnd = at + 4 + 4 * Bytes.u16(buffer, at + 2);
            if (blockEnd > end) {
                return false;
            }
            extensionProfile = Bytes.u16(buffer, at);
            if (!indexElements(buffer, at + 4, blockEnd)) {
                return false;
            }
            at = blockEnd;
        }
        int padding = 0;
        if ((first & 0x20) != 0) {
            padding = at < end ? Bytes.u8(buffer, end - 1) : 0;
            // The count includes itself (RFC 3550, section 5.1), so zero is as wrong as too many.
            if (padding == 0 || padding > end - at) {
                return false;
            }
        }
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.headerLength = at - offset;
        this.paddingLength = padding;
        return true;
    }

    private boolean indexElements(byte[] bytes, int from, int end) {
        if (extensionProfile == ONE_BYTE_PROFILE) {
            return indexOneByteElements(bytes, from, end);
        }
        // The low four bits are application bits (RFC 8285, section 4.3).
        if ((extensionProfile & 0xfff0) == TWO_BYTE_PROFILE) {
            return indexTwoByteElements(bytes, from, end);
        }
        return true;
    }

    private boolean indexOneByteElements(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            int head = Bytes.u8(bytes, at++);
            if (head == 0) {
                continue;
            }
            int id = head >>> 4;
            // Identifier 15, and 0 with a length, end the processing (RFC 8285, section 4.2).
            if (id == 15 || id == 0) {
                return true;
            }
            int size = (head & 0x0f) + 1;
            if (size > end - at) {
                return false;
            }
            addElement(id, at, size);
            at += size;
        }
        return true;
    }

    private boolean indexTwoByteElements(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            int id = Bytes.u8(bytes, at++);
            if (id == 0) {
                continue;
            }
            if (at == end) {
                return false;
            }
            int size = Bytes.u8(bytes, at++);
            if (size > end - at) {
                return false;
            }
            addElement(id, at, size);
            at += size;
        }
        return true;
    }

    private void addElement(int id, int at, int size) {
        if (elements < MAX_ELEMENTS) {
            elementIds[elements] = id;
            elementOffsets[elements] = at;
            elementLengths[elements] = size;
            elements++;
        }
    }

    /** The buffer the packet stands in. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index of the packet's first byte in {@link #buffer()}. */
    public int offset() {
        return offset;
    }

    /** Bytes of the whole packet, padding included. */
    public int length() {
        return length;
    }

    /** 0 to 127. */
    public int payloadType() {
        return buffer[offset + 1] & 0x7f;
    }

    /** The marker bit: for video, the last packet of a picture. */
    public boolean marker() {
        return buffer[offset + 1] < 0;
    }

    /** 0 to 65535. */
    public int sequenceNumber() {
        return Bytes.u16(buffer, offset + 2);
    }

    /** In units of the codec's RTP clock, all 32 bits in a signed int. */
    public int timestamp() {
        return Bytes.i32(buffer, offset + 4);
    }

    /** The synchronization source, all 32 bits in a signed int. */
    public int ssrc() {
        return Bytes.i32(buffer, offset + 8);
    }

    /** Bytes of the fixed header, the contributing sources and the extension block. */
    public int headerLength() {
        return headerLength;
    }

    /** Index of the payload's first byte in {@link #buffer()}. */
    public int payloadOffset() {
        return offset + headerLength;
    }

    /** Bytes of payload, padding excluded; 0 for a packet that is padding only. */
    public int payloadLength() {
        return length - headerLength - paddingLength;
    }

    /** Bytes of padding at the end, 0 to 255. */
    public int paddingLength() {
        return paddingLength;
    }

    /** The profile of the extension block, {@code 0xBEDE} or {@code 0x1000} to {@code 0x100F}; 0 when there is none. */
    public int extensionProfile() {
        return extensionProfile;
    }

    /** How many extension elements were found, 0 to 32. */
    public int extensionCount() {
        return elements;
    }

    /** The identifier of the element with this index, 0 to {@link #extensionCount()} - 1. */
    public int extensionIdAt(int index) {
        return elementIds[index];
    }

    /** Index in {@link #buffer()} of the data of the element with this identifier, or -1. */
    public int extensionOffset(int id) {
        for (int i = 0; i < elements; i++) {
            if (elementIds[i] == id) {
                return elementOffsets[i];
            }
        }
        return -1;
    }

    /** Bytes of data of the element with this identifier (0 is possible in the two-byte form), or -1. */
    public int extensionLength(int id) {
        for (int i = 0; i < elements; i++) {
            if (elementIds[i] == id) {
                return elementLengths[i];
            }
        }
        return -1;
    }

    /** Whether a datagram of the RTP port is RTP rather than RTCP, by its first two bytes (RFC 5761, section 4). */
    public static boolean looksLikeRtp(byte[] bytes, int offset, int length) {
        return length >= FIXED_HEADER_LENGTH && isVersion2(bytes, offset) && !isRtcpType(bytes, offset);
    }

    /** Whether a datagram of the RTP port is RTCP rather than RTP, by its first two bytes (RFC 5761, section 4). */
    public static boolean looksLikeRtcp(byte[] bytes, int offset, int length) {
        return length >= 4 && isVersion2(bytes, offset) && isRtcpType(bytes, offset);
    }

    private static boolean isVersion2(byte[] bytes, int offset) {
        return (bytes[offset] & 0xc0) == 0x80;
    }

    private static boolean isRtcpType(byte[] bytes, int offset) {
        int type = Bytes.u8(bytes, offset + 1);
        return type >= 192 && type <= 223;
    }
}

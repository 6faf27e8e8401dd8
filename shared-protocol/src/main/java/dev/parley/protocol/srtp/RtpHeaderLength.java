package dev.parley.protocol.srtp;

import dev.parley.protocol.wire.Bytes;

/** Where the encrypted part of an RTP packet begins (RFC 3711, section 3.1): behind the CSRCs and the extension block. */
final class RtpHeaderLength {
    private static final int FIXED = 12;
    private static final int CSRC = 4;
    private static final int EXTENSION_HEADER = 4;
    private static final int EXTENSION_BIT = 0x10;

    private RtpHeaderLength() {}

    /** Bytes of header of the packet in {@code length} bytes at {@code offset}, or -1 when it is not RTP or does not fit. */
    static int of(byte[] buffer, int offset, int length) {
        if (length < FIXED || offset < 0 || length > buffer.length - offset || (buffer[offset] & 0xc0) != 0x80) {
            return -1;
        }
        int header = FIXED + CSRC * (buffer[offset] & 0x0f);
        if ((buffer[offset] & EXTENSION_BIT) != 0) {
            if (length < header + EXTENSION_HEADER) {
                return -1;
            }
            header += EXTENSION_HEADER + 4 * Bytes.u16(buffer, offset + header + 2);
        }
        return header <= length ? header : -1;
    }
}

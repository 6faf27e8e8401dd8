package dev.parley.protocol.dtls;

import dev.parley.protocol.wire.Bytes;

/** The front of a datagram of DTLS records (RFC 6347, section 4.1): keeps what cannot be one away from the handshake. */
public final class DtlsRecord {
    /** Bytes of a record header. */
    private static final int HEADER = 13;

    private static final int CHANGE_CIPHER_SPEC = 20;
    /** Application data; nothing later is negotiated here. */
    private static final int APPLICATION_DATA = 23;
    /** The high byte of every DTLS version. */
    private static final int VERSION = 0xfe;

    private DtlsRecord() {}

    /** Whether the datagram begins with a whole record of a known content type and a DTLS version. Never throws. */
    public static boolean isPlausible(byte[] buffer, int offset, int length) {
        if (length < HEADER) {
            return false;
        }
        int contentType = Bytes.u8(buffer, offset);
        return contentType >= CHANGE_CIPHER_SPEC
                && contentType <= APPLICATION_DATA
                && Bytes.u8(buffer, offset + 1) == VERSION
                && Bytes.u16(buffer, offset + 11) <= length - HEADER;
    }
}

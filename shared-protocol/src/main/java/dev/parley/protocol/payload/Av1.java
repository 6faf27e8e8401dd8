package dev.parley.protocol.payload;

import dev.parley.protocol.wire.Bytes;

/** Looks into AV1 payloads (RTP Payload Format For AV1, section 4). */
public final class Av1 {
    private static final int SEQUENCE_HEADER = 1;

    /** A leb128 number of an OBU size has at most this many bytes (AV1 specification, section 4.10.5). */
    private static final int MAX_LEB128_BYTES = 8;

    private Av1() {}

    /**
     * Whether a decoder can begin with this packet: the first of a coded video sequence (N), or one that begins with a
     * sequence header, which goes in front of key frames only.
     */
    public static boolean isKeyFrame(byte[] buffer, int payloadOffset, int payloadLength) {
        if (payloadLength < 2) {
            return false;
        }
        int aggregation = Bytes.u8(buffer, payloadOffset);
        boolean continuesFragment = (aggregation & 0x80) != 0;
        if (continuesFragment) {
            return false;
        }
        boolean newSequence = (aggregation & 0x08) != 0;
        return newSequence || beginsWithSequenceHeader(buffer, payloadOffset, payloadLength, aggregation);
    }

    private static boolean beginsWithSequenceHeader(byte[] buffer, int offset, int length, int aggregation) {
        int end = offset + length;
        int at = offset + 1;
        int elements = aggregation >>> 4 & 0x03;
        // With a count of one the only element has no length in front of it (section 4.4).
        if (elements != 1) {
            int limit = Math.min(end, at + MAX_LEB128_BYTES);
            while (at < limit && buffer[at] < 0) {
                at++;
            }
            at++;
        }
        return at < end && (buffer[at] >>> 3 & 0x0f) == SEQUENCE_HEADER;
    }
}

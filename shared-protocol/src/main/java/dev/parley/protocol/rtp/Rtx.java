package dev.parley.protocol.rtp;

import dev.parley.protocol.wire.Bytes;

/** Retransmission payloads (RFC 4588, section 4): the original sequence number, then the original payload. */
public final class Rtx {
    /** Bytes the original sequence number takes in front of the payload. */
    public static final int OVERHEAD = 2;

    private Rtx() {}

    /**
     * Turns a retransmission back into the packet it carries, in place: the header moves two bytes towards the
     * payload, over the original sequence number, and gets the original's sequence number, payload type and ssrc.
     * The view then stands two bytes further and is two bytes shorter; the payload does not move.
     *
     * @return false, with nothing changed, when the payload is shorter than two bytes (a padding probe, for one)
     */
    public static boolean unwrap(RtpPacket packet, int payloadType, int ssrc) {
        if (packet.payloadLength() < OVERHEAD) {
            return false;
        }
        byte[] buffer = packet.buffer();
        int original = Bytes.u16(buffer, packet.payloadOffset());
        int from = packet.offset();
        int to = from + OVERHEAD;
        System.arraycopy(buffer, from, buffer, to, packet.headerLength());
        buffer[to + 1] = (byte) ((buffer[to + 1] & 0x80) | (payloadType & 0x7f));
        Bytes.put16(buffer, to + 2, original);
        Bytes.put32(buffer, to + 8, ssrc);
        return packet.wrap(buffer, to, packet.length() - OVERHEAD);
    }

    /**
     * Writes a retransmission's payload behind a header that somebody else wrote.
     *
     * @param originalSequenceNumber of the packet sent again, as its receiver knows it
     * @return bytes written, or -1 when they do not fit
     */
    public static int writePayload(
            byte[] out, int at, int originalSequenceNumber, byte[] payload, int from, int length) {
        if (length + OVERHEAD > out.length - at) {
            return -1;
        }
        Bytes.put16(out, at, originalSequenceNumber);
        System.arraycopy(payload, from, out, at + OVERHEAD, length);
        return length + OVERHEAD;
    }
}

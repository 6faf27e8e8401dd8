package dev.parley.protocol.srtp;

import dev.parley.protocol.wire.Bytes;
import java.lang.foreign.MemorySegment;

/** AES-GCM with a 128-bit tag (RFC 7714): the header is associated data, the tag follows the ciphertext. */
final class GcmTransform implements SrtpTransform {
    private final Aead rtp;
    private final Aead rtcp;
    private final byte[] word = new byte[Integer.BYTES];

    GcmTransform(SessionKeys keys, SrtpCiphers ciphers) {
        rtp = ciphers.aead(keys.rtpKey(), keys.rtpSalt());
        rtcp = ciphers.aead(keys.rtcpKey(), keys.rtcpSalt());
    }

    @Override
    public int protectRtp(
            byte[] payload,
            int payloadOffset,
            int payloadLength,
            byte[] out,
            int outOffset,
            int headerLength,
            int ssrc,
            long index) {
        int to = outOffset + headerLength;
        return headerLength
                + rtp.encrypt(
                        ssrc,
                        index,
                        out,
                        outOffset,
                        headerLength,
                        Aead.NO_MORE,
                        payload,
                        payloadOffset,
                        payloadLength,
                        out,
                        to);
    }

    @Override
    public int protectRtp(
            byte[] packet, int headerLength, int length, MemorySegment out, long at, int ssrc, long index) {
        return rtp.encrypt(ssrc, index, packet, headerLength, length, out, at);
    }

    @Override
    public int protectRtpAgain(byte[] buffer, int offset, int headerLength, int payloadLength, int ssrc, long index) {
        int payload = offset + headerLength;
        return headerLength
                + rtp.again()
                        .encrypt(
                                ssrc,
                                index,
                                buffer,
                                offset,
                                headerLength,
                                Aead.NO_MORE,
                                buffer,
                                payload,
                                payloadLength,
                                buffer,
                                payload);
    }

    @Override
    public int unprotectRtp(byte[] buffer, int offset, int headerLength, int length, int ssrc, long index) {
        int payload = offset + headerLength;
        int plain = rtp.decrypt(
                ssrc, index, buffer, offset, headerLength, Aead.NO_MORE, buffer, payload, length - headerLength);
        return plain < 0 ? -1 : headerLength + plain;
    }

    /** RFC 7714, section 9.2: the clear header and the index word are authenticated. */
    @Override
    public int protectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord) {
        Bytes.put32(word, 0, indexWord);
        int payload = offset + RTCP_HEADER;
        int encrypted = rtcp.encrypt(
                ssrc,
                indexWord & ~ENCRYPTED,
                buffer,
                offset,
                RTCP_HEADER,
                word,
                buffer,
                payload,
                length - RTCP_HEADER,
                buffer,
                payload);
        Bytes.put32(buffer, payload + encrypted, indexWord);
        return RTCP_HEADER + encrypted + Integer.BYTES;
    }

    @Override
    public int unprotectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord) {
        Bytes.put32(word, 0, indexWord);
        int encrypted = length - RTCP_HEADER - Integer.BYTES;
        int plain = rtcp.decrypt(
                ssrc,
                indexWord & ~ENCRYPTED,
                buffer,
                offset,
                RTCP_HEADER,
                word,
                buffer,
                offset + RTCP_HEADER,
                encrypted);
        return plain < 0 ? -1 : RTCP_HEADER + plain;
    }
}

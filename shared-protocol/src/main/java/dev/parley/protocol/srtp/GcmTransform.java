package dev.parley.protocol.srtp;

import dev.parley.protocol.wire.Bytes;
import java.lang.foreign.MemorySegment;

/** AES-GCM with a 128-bit tag (RFC 7714): the header is associated data, the tag follows the ciphertext. */
final class GcmTransform implements SrtpTransform {
    private static final int IV = 12;

    private final SrtpCiphers ciphers;
    private final byte[] rtpKey;
    private final byte[] rtpSalt;
    private final byte[] rtcpSalt;
    private final Aead rtp;
    private final Aead rtcp;
    private final byte[] iv = new byte[IV];
    private final byte[] word = new byte[4];

    GcmTransform(SessionKeys keys, SrtpCiphers ciphers) {
        this.ciphers = ciphers;
        rtpKey = keys.rtpKey().clone();
        rtpSalt = keys.rtpSalt().clone();
        rtcpSalt = keys.rtcpSalt().clone();
        rtp = ciphers.aead(rtpKey);
        rtcp = ciphers.aead(keys.rtcpKey());
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
        rtpIv(ssrc, index);
        int to = outOffset + headerLength;
        return headerLength
                + rtp.encrypt(
                        iv, out, outOffset, headerLength, Aead.NO_MORE, payload, payloadOffset, payloadLength, out, to);
    }

    @Override
    public int protectRtp(
            byte[] packet, int headerLength, int length, MemorySegment out, long at, int ssrc, long index) {
        rtpIv(ssrc, index);
        return rtp.encrypt(iv, packet, headerLength, length, out, at);
    }

    @Override
    public int protectRtpAgain(byte[] buffer, int offset, int headerLength, int payloadLength, int ssrc, long index) {
        rtpIv(ssrc, index);
        int payload = offset + headerLength;
        return headerLength
                + ciphers.again(rtp, rtpKey)
                        .encrypt(
                                iv,
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
        rtpIv(ssrc, index);
        int payload = offset + headerLength;
        int plain = rtp.decrypt(iv, buffer, offset, headerLength, Aead.NO_MORE, buffer, payload, length - headerLength);
        return plain < 0 ? -1 : headerLength + plain;
    }

    /** RFC 7714, section 9.2: the clear header and the index word are authenticated. */
    @Override
    public int protectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord) {
        rtcpIv(ssrc, indexWord);
        Bytes.put32(word, 0, indexWord);
        int payload = offset + RTCP_HEADER;
        int encrypted = rtcp.encrypt(
                iv, buffer, offset, RTCP_HEADER, word, buffer, payload, length - RTCP_HEADER, buffer, payload);
        Bytes.put32(buffer, payload + encrypted, indexWord);
        return RTCP_HEADER + encrypted + Integer.BYTES;
    }

    @Override
    public int unprotectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord) {
        rtcpIv(ssrc, indexWord);
        Bytes.put32(word, 0, indexWord);
        int encrypted = length - RTCP_HEADER - Integer.BYTES;
        int plain = rtcp.decrypt(iv, buffer, offset, RTCP_HEADER, word, buffer, offset + RTCP_HEADER, encrypted);
        return plain < 0 ? -1 : RTCP_HEADER + plain;
    }

    /** RFC 7714, section 8.1: SSRC, roll-over counter and sequence number over the salt. */
    private void rtpIv(int ssrc, long index) {
        byte[] salt = rtpSalt;
        iv[0] = salt[0];
        iv[1] = salt[1];
        Bytes.put32(iv, 2, Bytes.i32(salt, 2) ^ ssrc);
        Bytes.put32(iv, 6, Bytes.i32(salt, 6) ^ (int) (index >>> 16));
        Bytes.put16(iv, 10, Bytes.u16(salt, 10) ^ (int) (index & 0xffff));
    }

    /** RFC 7714, section 9.1: SSRC and the 31-bit index over the salt. */
    private void rtcpIv(int ssrc, int indexWord) {
        byte[] salt = rtcpSalt;
        iv[0] = salt[0];
        iv[1] = salt[1];
        Bytes.put32(iv, 2, Bytes.i32(salt, 2) ^ ssrc);
        iv[6] = salt[6];
        iv[7] = salt[7];
        Bytes.put32(iv, 8, Bytes.i32(salt, 8) ^ (indexWord & ~ENCRYPTED));
    }
}

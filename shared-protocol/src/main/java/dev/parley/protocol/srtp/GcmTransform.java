package dev.parley.protocol.srtp;

import dev.parley.protocol.wire.Bytes;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM with a 128-bit tag (RFC 7714): the header is associated data, the tag follows the ciphertext. */
final class GcmTransform implements SrtpTransform {
    private static final int TAG_BITS = 128;
    private static final int IV = 12;

    private final SecretKeySpec rtpKey;
    private final SecretKeySpec rtcpKey;
    private final byte[] rtpSalt;
    private final byte[] rtcpSalt;
    private final Cipher rtpCipher;
    private final Cipher rtcpCipher;
    private final byte[] iv = new byte[IV];
    private final byte[] word = new byte[4];

    GcmTransform(SessionKeys keys) {
        rtpKey = new SecretKeySpec(keys.rtpKey(), "AES");
        rtcpKey = new SecretKeySpec(keys.rtcpKey(), "AES");
        rtpSalt = keys.rtpSalt().clone();
        rtcpSalt = keys.rtcpSalt().clone();
        rtpCipher = cipher();
        rtcpCipher = cipher();
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM is missing from this JDK", e);
        }
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
        return protectRtp(rtpCipher, payload, payloadOffset, payloadLength, out, outOffset, headerLength, ssrc, index);
    }

    @Override
    public int protectRtpAgain(byte[] buffer, int offset, int headerLength, int payloadLength, int ssrc, long index) {
        // A cipher refuses the vector it used last.
        return protectRtp(
                cipher(), buffer, offset + headerLength, payloadLength, buffer, offset, headerLength, ssrc, index);
    }

    private int protectRtp(
            Cipher cipher,
            byte[] payload,
            int payloadOffset,
            int payloadLength,
            byte[] out,
            int outOffset,
            int headerLength,
            int ssrc,
            long index) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, rtpKey, rtpIv(ssrc, index));
            cipher.updateAAD(out, outOffset, headerLength);
            return headerLength + cipher.doFinal(payload, payloadOffset, payloadLength, out, outOffset + headerLength);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused an SRTP packet", e);
        }
    }

    @Override
    public int unprotectRtp(byte[] buffer, int offset, int headerLength, int length, int ssrc, long index) {
        int payload = offset + headerLength;
        try {
            rtpCipher.init(Cipher.DECRYPT_MODE, rtpKey, rtpIv(ssrc, index));
            rtpCipher.updateAAD(buffer, offset, headerLength);
            return headerLength + rtpCipher.doFinal(buffer, payload, length - headerLength, buffer, payload);
        } catch (AEADBadTagException e) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused an SRTP packet", e);
        }
    }

    @Override
    public int protectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord) {
        int payload = offset + RTCP_HEADER;
        try {
            rtcpCipher.init(Cipher.ENCRYPT_MODE, rtcpKey, rtcpIv(ssrc, indexWord));
            updateRtcpAssociatedData(buffer, offset, indexWord);
            int encrypted = rtcpCipher.doFinal(buffer, payload, length - RTCP_HEADER, buffer, payload);
            Bytes.put32(buffer, payload + encrypted, indexWord);
            return RTCP_HEADER + encrypted + Integer.BYTES;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused an SRTCP packet", e);
        }
    }

    @Override
    public int unprotectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord) {
        int payload = offset + RTCP_HEADER;
        try {
            rtcpCipher.init(Cipher.DECRYPT_MODE, rtcpKey, rtcpIv(ssrc, indexWord));
            updateRtcpAssociatedData(buffer, offset, indexWord);
            int encrypted = length - RTCP_HEADER - Integer.BYTES;
            return RTCP_HEADER + rtcpCipher.doFinal(buffer, payload, encrypted, buffer, payload);
        } catch (AEADBadTagException e) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused an SRTCP packet", e);
        }
    }

    /** RFC 7714, section 9.2: the clear header and the index word are authenticated. */
    private void updateRtcpAssociatedData(byte[] buffer, int offset, int indexWord) {
        Bytes.put32(word, 0, indexWord);
        rtcpCipher.updateAAD(buffer, offset, RTCP_HEADER);
        rtcpCipher.updateAAD(word);
    }

    /** RFC 7714, section 8.1: SSRC, roll-over counter and sequence number over the salt. */
    private GCMParameterSpec rtpIv(int ssrc, long index) {
        byte[] salt = rtpSalt;
        iv[0] = salt[0];
        iv[1] = salt[1];
        Bytes.put32(iv, 2, Bytes.i32(salt, 2) ^ ssrc);
        Bytes.put32(iv, 6, Bytes.i32(salt, 6) ^ (int) (index >>> 16));
        Bytes.put16(iv, 10, Bytes.u16(salt, 10) ^ (int) (index & 0xffff));
        return new GCMParameterSpec(TAG_BITS, iv);
    }

    /** RFC 7714, section 9.1: SSRC and the 31-bit index over the salt. */
    private GCMParameterSpec rtcpIv(int ssrc, int indexWord) {
        byte[] salt = rtcpSalt;
        iv[0] = salt[0];
        iv[1] = salt[1];
        Bytes.put32(iv, 2, Bytes.i32(salt, 2) ^ ssrc);
        iv[6] = salt[6];
        iv[7] = salt[7];
        Bytes.put32(iv, 8, Bytes.i32(salt, 8) ^ (indexWord & ~ENCRYPTED));
        return new GCMParameterSpec(TAG_BITS, iv);
    }
}

package dev.parley.protocol.srtp;

import dev.parley.protocol.wire.Bytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES in counter mode, authenticated by HMAC-SHA1 cut to 80 bits (RFC 3711, sections 4.1.1 and 4.2.1). */
final class CounterModeTransform implements SrtpTransform {
    private static final int TAG = 10;
    private static final int IV = 16;
    private static final int SHA1 = 20;

    private final SecretKeySpec rtpKey;
    private final SecretKeySpec rtcpKey;
    private final byte[] rtpSalt;
    private final byte[] rtcpSalt;
    private final Cipher rtpCipher;
    private final Cipher rtcpCipher;
    private final Mac rtpMac;
    private final Mac rtcpMac;
    private final byte[] iv = new byte[IV];
    private final byte[] word = new byte[4];
    private final byte[] digest = new byte[SHA1];

    CounterModeTransform(SessionKeys keys) {
        rtpKey = new SecretKeySpec(keys.rtpKey(), "AES");
        rtcpKey = new SecretKeySpec(keys.rtcpKey(), "AES");
        rtpSalt = keys.rtpSalt().clone();
        rtcpSalt = keys.rtcpSalt().clone();
        try {
            rtpCipher = Cipher.getInstance("AES/CTR/NoPadding");
            rtcpCipher = Cipher.getInstance("AES/CTR/NoPadding");
            rtpMac = Mac.getInstance("HmacSHA1");
            rtpMac.init(new SecretKeySpec(keys.rtpAuthentication(), "HmacSHA1"));
            rtcpMac = Mac.getInstance("HmacSHA1");
            rtcpMac.init(new SecretKeySpec(keys.rtcpAuthentication(), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/CTR or HMAC-SHA1 is missing from this JDK", e);
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
        int to = outOffset + headerLength;
        crypt(rtpCipher, rtpKey, rtpSalt, ssrc, index, payload, payloadOffset, payloadLength, out, to);
        int length = headerLength + payloadLength;
        authenticate(rtpMac, out, outOffset, length, (int) (index >>> 16));
        System.arraycopy(digest, 0, out, outOffset + length, TAG);
        return length + TAG;
    }

    @Override
    public int protectRtp(
            byte[] packet, int headerLength, int length, MemorySegment out, long at, int ssrc, long index) {
        int written = protectRtp(packet, headerLength, length - headerLength, packet, 0, headerLength, ssrc, index);
        MemorySegment.copy(packet, 0, out, ValueLayout.JAVA_BYTE, at, written);
        return written;
    }

    @Override
    public int protectRtpAgain(byte[] buffer, int offset, int headerLength, int payloadLength, int ssrc, long index) {
        return protectRtp(buffer, offset + headerLength, payloadLength, buffer, offset, headerLength, ssrc, index);
    }

    @Override
    public int unprotectRtp(byte[] buffer, int offset, int headerLength, int length, int ssrc, long index) {
        int plain = length - TAG;
        authenticate(rtpMac, buffer, offset, plain, (int) (index >>> 16));
        if (!tagEquals(buffer, offset + plain)) {
            return -1;
        }
        int payload = offset + headerLength;
        crypt(rtpCipher, rtpKey, rtpSalt, ssrc, index, buffer, payload, plain - headerLength, buffer, payload);
        return plain;
    }

    @Override
    public int protectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord) {
        int payload = offset + RTCP_HEADER;
        long index = indexWord & ~ENCRYPTED;
        crypt(rtcpCipher, rtcpKey, rtcpSalt, ssrc, index, buffer, payload, length - RTCP_HEADER, buffer, payload);
        authenticate(rtcpMac, buffer, offset, length, indexWord);
        Bytes.put32(buffer, offset + length, indexWord);
        System.arraycopy(digest, 0, buffer, offset + length + Integer.BYTES, TAG);
        return length + Integer.BYTES + TAG;
    }

    @Override
    public int unprotectRtcp(byte[] buffer, int offset, int length, int ssrc, int indexWord) {
        int plain = length - TAG - Integer.BYTES;
        authenticate(rtcpMac, buffer, offset, plain, indexWord);
        if (!tagEquals(buffer, offset + length - TAG)) {
            return -1;
        }
        int payload = offset + RTCP_HEADER;
        long index = indexWord & ~ENCRYPTED;
        crypt(rtcpCipher, rtcpKey, rtcpSalt, ssrc, index, buffer, payload, plain - RTCP_HEADER, buffer, payload);
        return plain;
    }

    /** RFC 3711, section 4.1.1: the counter block is the salt, the SSRC and the 48-bit index over each other. */
    private void crypt(
            Cipher cipher,
            SecretKeySpec key,
            byte[] salt,
            int ssrc,
            long index,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset) {
        Bytes.put32(iv, 0, Bytes.i32(salt, 0));
        Bytes.put32(iv, 4, Bytes.i32(salt, 4) ^ ssrc);
        Bytes.put32(iv, 8, Bytes.i32(salt, 8) ^ (int) (index >>> 16));
        Bytes.put16(iv, 12, Bytes.u16(salt, 12) ^ (int) (index & 0xffff));
        Bytes.put16(iv, 14, 0);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            cipher.doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CM refused an SRTP packet", e);
        }
    }

    /** RFC 3711, section 4.2: over the packet, then the roll-over counter or the SRTCP index word. */
    private void authenticate(Mac mac, byte[] packet, int offset, int length, int trailer) {
        Bytes.put32(word, 0, trailer);
        mac.update(packet, offset, length);
        mac.update(word, 0, Integer.BYTES);
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA1 refused an SRTP packet", e);
        }
    }

    /** In constant time, so that a forger learns nothing from how long a refusal took. */
    private boolean tagEquals(byte[] packet, int at) {
        int difference = 0;
        for (int i = 0; i < TAG; i++) {
            difference |= digest[i] ^ packet[at + i];
        }
        return difference == 0;
    }
}

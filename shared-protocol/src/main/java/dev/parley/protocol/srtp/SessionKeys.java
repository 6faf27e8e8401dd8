package dev.parley.protocol.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The session keys of one direction (RFC 3711, section 4.3). The authentication keys are empty for AEAD profiles. */
final class SessionKeys {
    private static final int RTP_ENCRYPTION = 0;
    private static final int RTP_AUTHENTICATION = 1;
    private static final int RTP_SALT = 2;
    private static final int RTCP_ENCRYPTION = 3;
    private static final int RTCP_AUTHENTICATION = 4;
    private static final int RTCP_SALT = 5;

    /** HMAC-SHA1 takes a key of 160 bits (RFC 3711, section 5.2). */
    private static final int HMAC_KEY_LENGTH = 20;

    private static final int BLOCK = 16;
    /** Where the label stands in the 112 bits of the salt, with a key derivation rate of zero (RFC 3711, section 4.3.1). */
    private static final int LABEL_AT = 7;

    private final byte[] rtpKey;
    private final byte[] rtpAuthentication;
    private final byte[] rtpSalt;
    private final byte[] rtcpKey;
    private final byte[] rtcpAuthentication;
    private final byte[] rtcpSalt;

    SessionKeys(
            byte[] rtpKey,
            byte[] rtpAuthentication,
            byte[] rtpSalt,
            byte[] rtcpKey,
            byte[] rtcpAuthentication,
            byte[] rtcpSalt) {
        this.rtpKey = rtpKey;
        this.rtpAuthentication = rtpAuthentication;
        this.rtpSalt = rtpSalt;
        this.rtcpKey = rtcpKey;
        this.rtcpAuthentication = rtcpAuthentication;
        this.rtcpSalt = rtcpSalt;
    }

    static SessionKeys derive(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
        if (masterKey.length != profile.keyLength() || masterSalt.length != profile.saltLength()) {
            throw new IllegalArgumentException("master key or salt of the wrong length for " + profile);
        }
        int key = profile.keyLength();
        int authentication = profile.isAead() ? 0 : HMAC_KEY_LENGTH;
        int salt = profile.saltLength();
        return new SessionKeys(
                derive(masterKey, masterSalt, RTP_ENCRYPTION, key),
                derive(masterKey, masterSalt, RTP_AUTHENTICATION, authentication),
                derive(masterKey, masterSalt, RTP_SALT, salt),
                derive(masterKey, masterSalt, RTCP_ENCRYPTION, key),
                derive(masterKey, masterSalt, RTCP_AUTHENTICATION, authentication),
                derive(masterKey, masterSalt, RTCP_SALT, salt));
    }

    byte[] rtpKey() {
        return rtpKey;
    }

    byte[] rtpAuthentication() {
        return rtpAuthentication;
    }

    byte[] rtpSalt() {
        return rtpSalt;
    }

    byte[] rtcpKey() {
        return rtcpKey;
    }

    byte[] rtcpAuthentication() {
        return rtcpAuthentication;
    }

    byte[] rtcpSalt() {
        return rtcpSalt;
    }

    /** {@code length} bytes of the AES-CM pseudo-random function under {@code label} (RFC 3711, section 4.3.3). */
    static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) {
        byte[] block = new byte[BLOCK];
        System.arraycopy(masterSalt, 0, block, 0, masterSalt.length);
        block[LABEL_AT] ^= (byte) label;
        byte[] stream = new byte[length];
        try {
            // Counter mode by hand: its key stream is the encrypted counter, kept in the last two bytes.
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"));
            for (int at = 0, counter = 0; at < length; at += BLOCK, counter++) {
                block[BLOCK - 1] = (byte) counter;
                System.arraycopy(aes.doFinal(block), 0, stream, at, Math.min(BLOCK, length - at));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is missing from this JDK", e);
        }
        return stream;
    }
}

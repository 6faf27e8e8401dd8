package dev.parley.protocol.stun;

import dev.parley.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A short-term credential, ready to check and write MESSAGE-INTEGRITY (RFC 8489, sections 9.1 and 14.5). Not thread-safe. */
public final class StunKey {
    private final Mac mac;
    private final byte[] start = new byte[4];
    private final byte[] digest = new byte[StunMessage.INTEGRITY_LENGTH];

    /** The key of an ICE password, which is plain ASCII. */
    public StunKey(String password) {
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA1 is missing from this JDK", e);
        }
    }

    /** Whether the message has a MESSAGE-INTEGRITY and it was made with this key. */
    public boolean verifies(StunMessage message) {
        if (!message.hasIntegrity()) {
            return false;
        }
        byte[] buffer = message.buffer();
        int value = message.integrityOffset();
        digest(buffer, message.offset(), value - Attribute.HEADER - message.offset());
        int difference = 0;
        for (int i = 0; i < digest.length; i++) {
            difference |= digest[i] ^ buffer[value + i];
        }
        return difference == 0;
    }

    /** Writes the 20 bytes over a message of {@code length} bytes so far to {@code at}. */
    void sign(byte[] buffer, int offset, int length, int at) {
        digest(buffer, offset, length);
        System.arraycopy(digest, 0, buffer, at, digest.length);
    }

    /** The length in the header counts as if MESSAGE-INTEGRITY were the last attribute (RFC 8489, section 14.5). */
    private void digest(byte[] buffer, int offset, int length) {
        start[0] = buffer[offset];
        start[1] = buffer[offset + 1];
        Bytes.put16(start, 2, length - StunMessage.HEADER + Attribute.HEADER + digest.length);
        mac.update(start, 0, start.length);
        mac.update(buffer, offset + start.length, length - start.length);
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA1 refused a STUN message", e);
        }
    }
}

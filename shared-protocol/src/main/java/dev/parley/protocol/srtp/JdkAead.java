package dev.parley.protocol.srtp;

import dev.parley.protocol.wire.Bytes;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's own cipher. It refuses to encrypt with the vector that it encrypted with last. */
final class JdkAead extends Aead {
    private final SecretKeySpec key;
    private final Cipher cipher;
    private final byte[] salt;
    private final byte[] iv = new byte[Integer.BYTES + Long.BYTES];

    JdkAead(byte[] key, byte[] salt) {
        this(new SecretKeySpec(key, "AES"), salt);
    }

    private JdkAead(SecretKeySpec key, byte[] salt) {
        super(salt);
        this.key = key;
        this.salt = salt;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM is missing from this JDK", e);
        }
    }

    @Override
    int encrypt(
            int ssrc,
            long index,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset) {
        try {
            begin(Cipher.ENCRYPT_MODE, ssrc, index);
            cipher.updateAAD(header, headerOffset, headerLength);
            cipher.updateAAD(more);
            return cipher.doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a packet", e);
        }
    }

    @Override
    int decrypt(
            int ssrc,
            long index,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more,
            byte[] buffer,
            int offset,
            int length) {
        try {
            begin(Cipher.DECRYPT_MODE, ssrc, index);
            cipher.updateAAD(header, headerOffset, headerLength);
            cipher.updateAAD(more);
            return cipher.doFinal(buffer, offset, length, buffer, offset);
        } catch (AEADBadTagException e) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a packet", e);
        }
    }

    private void begin(int mode, int ssrc, long index) throws GeneralSecurityException {
        Bytes.put32(iv, 0, ivHead(ssrc));
        Bytes.put64(iv, Integer.BYTES, ivTail(ssrc, index));
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, iv));
    }

    @Override
    Aead again() {
        return new JdkAead(key, salt);
    }
}

package dev.parley.protocol.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's own cipher. It refuses to encrypt with the vector that it encrypted with last. */
final class JdkAead implements Aead {
    private final SecretKeySpec key;
    private final Cipher cipher;

    JdkAead(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM is missing from this JDK", e);
        }
    }

    @Override
    public int encrypt(
            byte[] iv,
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
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG, iv));
            cipher.updateAAD(header, headerOffset, headerLength);
            cipher.updateAAD(more);
            return cipher.doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a packet", e);
        }
    }

    @Override
    public int decrypt(
            byte[] iv,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more,
            byte[] buffer,
            int offset,
            int length) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG, iv));
            cipher.updateAAD(header, headerOffset, headerLength);
            cipher.updateAAD(more);
            return cipher.doFinal(buffer, offset, length, buffer, offset);
        } catch (AEADBadTagException e) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused a packet", e);
        }
    }
}

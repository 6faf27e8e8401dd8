package dev.parley.sfu.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** The hashes by which certificates are known to people. */
public final class Fingerprints {
    private static final HexFormat FORM = HexFormat.ofDelimiter(":").withUpperCase();

    private Fingerprints() {}

    /** SHA-256 as OpenSSL and browsers show it: {@code 0A:1B:...}, 32 pairs. */
    public static String of(X509Certificate certificate) {
        try {
            return FORM.formatHex(sha256(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

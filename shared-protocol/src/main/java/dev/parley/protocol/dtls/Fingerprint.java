package dev.parley.protocol.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The fingerprint of a certificate, as signaling carries it (RFC 8122).
 *
 * @param value upper-case hexadecimal bytes with colons between them, as many as the algorithm has
 */
public record Fingerprint(FingerprintAlgorithm algorithm, String value) {
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    /**
     * Puts the value into its one form.
     *
     * @throws IllegalArgumentException when the value is not bytes in hexadecimal, or not as many as the algorithm has
     */
    public Fingerprint {
        byte[] bytes = HEX.parseHex(value.toUpperCase(Locale.ROOT));
        if (bytes.length != algorithm.bytes()) {
            throw new IllegalArgumentException("a " + algorithm.text() + " fingerprint of " + bytes.length + " bytes");
        }
        value = HEX.formatHex(bytes);
    }

    /** The fingerprint in that text, or empty when the algorithm is refused or the value malformed. */
    public static Optional<Fingerprint> parse(String algorithm, String value) {
        return FingerprintAlgorithm.ofText(algorithm).flatMap(known -> {
            try {
                return Optional.of(new Fingerprint(known, value));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** The fingerprint of a certificate in DER. */
    public static Fingerprint of(FingerprintAlgorithm algorithm, byte[] certificate) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.text());
            return new Fingerprint(algorithm, HEX.formatHex(digest.digest(certificate)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm.text() + " is missing from this JDK", e);
        }
    }

    /** Whether {@code certificate}, in DER, has this fingerprint. */
    public boolean matches(byte[] certificate) {
        return equals(of(algorithm, certificate));
    }
}

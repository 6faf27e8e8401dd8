package dev.parley.protocol.dtls;

import java.util.Locale;
import java.util.Optional;

/** The hash functions a fingerprint may use (RFC 8122, section 5); SHA-1 and MD5 are refused. */
public enum FingerprintAlgorithm {
    SHA_256("sha-256", 32),
    SHA_384("sha-384", 48),
    SHA_512("sha-512", 64);

    private final String text;
    private final int bytes;

    FingerprintAlgorithm(String text, int bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** The name in signaling, which is the name in the JDK too. */
    public String text() {
        return text;
    }

    int bytes() {
        return bytes;
    }

    /** The algorithm of that name in any case, or empty when it is unknown or refused. */
    public static Optional<FingerprintAlgorithm> ofText(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        for (FingerprintAlgorithm algorithm : values()) {
            if (algorithm.text.equals(lowerCase)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}

package dev.parley.desktop.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The SHA-256 of a certificate, by which people compare it: {@code 0A:1B:...}, 32 pairs. */
public final class Fingerprint {
    private static final HexFormat FORM = HexFormat.ofDelimiter(":").withUpperCase();
    private static final String PREFIX = "SHA256";
    private static final int DIGITS = 64;

    private Fingerprint() {}

    static String of(X509Certificate certificate) {
        try {
            return FORM.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As a person typed or copied it: with or without colons, in either case, perhaps with {@code SHA256} before it. */
    public static Optional<String> parse(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT);
        if (plain.startsWith(PREFIX)) {
            plain = plain.substring(PREFIX.length());
        }
        String digits = plain.replaceAll("[: ]", "");
        return digits.length() == DIGITS && digits.matches("[0-9A-F]+")
                ? Optional.of(FORM.formatHex(HexFormat.of().parseHex(digits)))
                : Optional.empty();
    }
}

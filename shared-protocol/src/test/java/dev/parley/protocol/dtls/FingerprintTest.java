package dev.parley.protocol.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    /** SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
    private static final String ABC =
            "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23" + ":B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD";

    @Test
    void theFingerprintOfBytesIsTheirHash() {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        Fingerprint fingerprint = Fingerprint.of(FingerprintAlgorithm.SHA_256, abc);
        assertThat(fingerprint.value()).isEqualTo(ABC);
        assertThat(fingerprint.matches(abc)).isTrue();
        assertThat(fingerprint.matches(new byte[3])).isFalse();
    }

    @Test
    void caseDoesNotMatter() {
        assertThat(Fingerprint.parse("SHA-256", ABC.toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(Fingerprint.parse("sha-256", ABC))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-1", "md5", "md2", "sha-224", ""})
    void weakAndUnknownAlgorithmsAreRefused(String algorithm) {
        assertThat(Fingerprint.parse(algorithm, ABC)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BA", "BA:78", "zz", "BA78"})
    void malformedValuesAreRefused(String value) {
        assertThat(Fingerprint.parse("sha-256", value)).isEmpty();
        assertThat(Fingerprint.parse("sha-384", ABC)).isEmpty();
    }

    @Test
    void everyCertificateIsItsOwn() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        SecureRandom random = new SecureRandom();
        Fingerprint one = DtlsCertificate.generate(now, random).fingerprint(FingerprintAlgorithm.SHA_512);
        Fingerprint other = DtlsCertificate.generate(now, random).fingerprint(FingerprintAlgorithm.SHA_512);
        assertThat(one).isNotEqualTo(other);
        assertThat(one.value()).hasSize(64 * 3 - 1);
    }
}

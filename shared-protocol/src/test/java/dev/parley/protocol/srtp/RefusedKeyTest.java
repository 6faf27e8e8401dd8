package dev.parley.protocol.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** OpenSSL's provider looks at the length of a key when it takes it, and refuses one of 24 bytes for AES-256. */
class RefusedKeyTest {
    private static final int TRIES = 100_000;
    /** A context takes more than half a kilobyte: kept, they were 60 MB. */
    private static final int MOST_KILOBYTES = 20_000;

    @Test
    void aContextThatTakesNoKeyIsFreed() throws IOException {
        assumeTrue(SrtpCiphers.OPENSSL_PROVIDER.isUsable(), "no libcrypto.so.3 that can be called so");
        Aead refused = new OpenSslAead(ProviderGcm.ONLY, new byte[24], CipherTrial.SALT);
        tryOften(refused);
        long before = residentKilobytes();
        tryOften(refused);

        assertThat(residentKilobytes() - before).isLessThan(MOST_KILOBYTES);
    }

    private static void tryOften(Aead refused) {
        byte[] packet = new byte[12 + Aead.TAG];
        assertThatThrownBy(() -> refused.encrypt(1, 1, packet, 0, 12, Aead.NO_MORE, packet, 12, 0, packet, 12))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refuses");
        int refusals = 0;
        for (int i = 0; i < TRIES; i++) {
            try {
                refused.encrypt(1, 1, packet, 0, 12, Aead.NO_MORE, packet, 12, 0, packet, 12);
            } catch (IllegalStateException e) {
                refusals++;
            }
        }
        assertThat(refusals).isEqualTo(TRIES);
    }

    private static long residentKilobytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

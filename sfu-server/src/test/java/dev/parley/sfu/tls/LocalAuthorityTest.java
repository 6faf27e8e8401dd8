package dev.parley.sfu.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAuthorityTest {
    private static final Set<String> NAMES = Set.of("box.example", "203.0.113.7", "localhost", "127.0.0.1");

    @TempDir
    private Path data;

    private final Instant now = Instant.now();

    @Test
    void itIsMadeOnceAndKeptForItsUserOnly() throws IOException {
        LocalAuthority made = LocalAuthority.open(data, NAMES, now);
        LocalAuthority read = LocalAuthority.open(data, Set.of("other.example"), now);

        assertThat(read.fingerprint()).isEqualTo(made.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(read.pem()).startsWith("-----BEGIN CERTIFICATE-----").doesNotContain("PRIVATE");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("authority"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("authority/ca.key"))))
                .isEqualTo("rw-------");
    }

    /** An administrator who asks for the fingerprint first, as root, must not lock the server out. */
    @Test
    void whatRootMakesBelongsToTheOwnerOfTheData() throws IOException {
        UserPrincipal root = Files.getOwner(Path.of("/"));
        assumeTrue(Files.getOwner(data).equals(root), "only root can give files away");
        UserPrincipal other =
                data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(data, other);
        LocalAuthority.open(data, NAMES, now);
        for (String made : Set.of("authority", "authority/ca.key", "authority/ca.crt")) {
            assertThat(Files.getOwner(data.resolve(made))).as(made).isEqualTo(other);
        }
    }

    @Test
    void itVouchesForItsNamesAndForPrivateOnesOnly() throws IOException {
        LocalAuthority authority = LocalAuthority.open(data, NAMES, now);
        for (String name : Set.of(
                "box.example", "a.box.example", "203.0.113.7", "printer.local", "192.168.7.9", "fd00:0:0:0:0:0:0:1")) {
            assertThat(authority.permits(name)).as(name).isTrue();
        }
        for (String name : Set.of("bank.example", "local.example", "203.0.113.8", "8.8.8.8", "2001:db8:0:0:0:0:0:1")) {
            assertThat(authority.permits(name)).as(name).isFalse();
        }
    }

    @Test
    void itsCertificateIsGoodForServersAndRenewedInTime() throws IOException, BadCertificateException {
        Set<String> names = new TreeSet<>(NAMES);
        LocalCertificates certificates = new LocalCertificates(LocalAuthority.open(data, NAMES, now), () -> names);
        ServerIdentity first = certificates.first(now).orElseThrow();
        ChainCheck.require(first);
        assertThat(first.names()).containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(ChainCheck.outOfDate(first, now)).isEmpty();

        assertThat(certificates.next(now.plus(Duration.ofDays(50)))).isEmpty();
        Optional<ServerIdentity> renewed = certificates.next(now.plus(Duration.ofDays(65)));
        assertThat(renewed.orElseThrow().notAfter()).isAfter(first.notAfter());
    }

    @Test
    void anotherAddressIsAnotherCertificateAndAStrangeOneIsLeftOut() throws IOException {
        Set<String> names = new TreeSet<>(NAMES);
        LocalCertificates certificates = new LocalCertificates(LocalAuthority.open(data, NAMES, now), () -> names);
        certificates.first(now);
        names.add("192.168.1.20");
        assertThat(certificates.next(now.plusSeconds(5)))
                .as("looked a moment ago")
                .isEmpty();
        assertThat(certificates.next(now.plusSeconds(61)).orElseThrow().names()).contains("192.168.1.20");
        names.add("198.51.100.1");
        assertThat(certificates.next(now.plusSeconds(122)).orElseThrow().names())
                .contains("box.example")
                .doesNotContain("198.51.100.1");
        assertThat(certificates.next(now.plusSeconds(183))).isEmpty();
    }

    @Test
    void whatIsDamagedIsNotReplacedInSilence() throws IOException {
        LocalAuthority.open(data, NAMES, now);
        Files.writeString(data.resolve("authority/ca.key"), "gone");
        assertThatThrownBy(() -> LocalAuthority.open(data, NAMES, now))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of no use (KEY: there is no private key in it");
        assertThatThrownBy(() -> LocalAuthority.open(data, NAMES, now.plus(Duration.ofDays(4000))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has expired");
    }
}

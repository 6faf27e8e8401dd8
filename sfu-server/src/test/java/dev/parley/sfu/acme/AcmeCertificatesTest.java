package dev.parley.sfu.acme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.configuration.AcmeChallenge;
import dev.parley.sfu.tls.CertificateTrouble;
import dev.parley.sfu.tls.DataFolder;
import dev.parley.sfu.tls.ServerIdentity;
import dev.parley.sfu.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In virtual time, with an authority that does as it is told. */
class AcmeCertificatesTest {
    private static final String DOMAIN = "meet.example";
    private static final Duration LIFE = Duration.ofDays(90);

    @TempDir
    private Path data;

    private final TestAuthority root = TestAuthority.root("a root");
    private final List<AcmeChallenge> ordered = new ArrayList<>();
    private final Queue<AcmeFailure> failures = new ArrayDeque<>();
    private @Nullable RuntimeException unforeseen;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private AcmeCertificates certificates(String... domains) {
        Authority authority = (names, proof) -> {
            ordered.add(proof);
            AcmeFailure failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            if (unforeseen != null) {
                throw unforeseen;
            }
            return root.issue(names, now, LIFE);
        };
        return new AcmeCertificates(
                List.of(domains),
                List.of(AcmeChallenge.TLS_ALPN_01, AcmeChallenge.HTTP_01),
                authority,
                new DataFolder(data, "ca.example"),
                () -> now,
                new Random(1));
    }

    private Optional<ServerIdentity> next(AcmeCertificates certificates, Duration later) {
        now = now.plus(later);
        return certificates.next(now);
    }

    @Test
    void theFirstCertificateComesAfterTheStartAndIsKeptForTheNextOne() throws Exception {
        AcmeCertificates certificates = certificates(DOMAIN);
        assertThat(certificates.first(now)).isEmpty();
        ServerIdentity identity = next(certificates, Duration.ZERO).orElseThrow();
        assertThat(identity.names()).containsExactly(DOMAIN);
        assertThat(next(certificates, Duration.ofSeconds(5))).isEmpty();
        assertThat(ordered).containsExactly(AcmeChallenge.TLS_ALPN_01);

        AcmeCertificates again = certificates(DOMAIN);
        assertThat(again.first(now).orElseThrow().certificate()).isEqualTo(identity.certificate());
        assertThat(next(again, Duration.ofDays(1))).isEmpty();
        assertThat(Files.getPosixFilePermissions(data.resolve("ca.example/certificate.pem")))
                .hasSize(2);
    }

    @Test
    void itIsRenewedWhenAThirdOfItsLifeIsLeft() throws Exception {
        AcmeCertificates certificates = certificates(DOMAIN);
        ServerIdentity first = next(certificates, Duration.ZERO).orElseThrow();
        assertThat(next(certificates, Duration.ofDays(50))).isEmpty();
        ServerIdentity second = next(certificates, Duration.ofDays(11)).orElseThrow();
        assertThat(second.notAfter()).isEqualTo(first.notAfter().plus(Duration.ofDays(61)));
        assertThat(next(certificates, Duration.ofDays(50))).isEmpty();
    }

    @Test
    void theOtherProofIsTriedWhenOneIsNotSeen() {
        AcmeCertificates certificates = certificates(DOMAIN);
        failures.add(AcmeFailure.ofProof("port 443 is closed"));
        assertThat(next(certificates, Duration.ZERO)).isPresent();
        assertThat(ordered).containsExactly(AcmeChallenge.TLS_ALPN_01, AcmeChallenge.HTTP_01);
        assertThat(certificates.trouble()).isEmpty();
    }

    @Test
    void whatWentWrongIsSaidAndItIsTriedAgainLater() {
        AcmeCertificates certificates = certificates(DOMAIN);
        failures.add(AcmeFailure.ofProof("port 443 is closed"));
        failures.add(AcmeFailure.ofProof("port 80 is closed"));
        assertThat(next(certificates, Duration.ZERO)).isEmpty();
        CertificateTrouble trouble = certificates.trouble().orElseThrow();
        assertThat(trouble.failures()).isEqualTo(1);
        assertThat(trouble.sentence()).isEqualTo("port 443 is closed; and port 80 is closed");
        assertThat(trouble.nextTry()).isBetween(now.plus(Duration.ofMinutes(4)), now.plus(Duration.ofMinutes(8)));

        assertThat(next(certificates, Duration.ofMinutes(4))).isEmpty();
        assertThat(ordered).hasSize(2);
        assertThat(next(certificates, Duration.ofMinutes(5))).isPresent();
        assertThat(certificates.trouble()).isEmpty();
    }

    @Test
    void anAuthorityThatIsAwayIsNotAskedForAnotherProofAtOnce() {
        AcmeCertificates certificates = certificates(DOMAIN);
        Instant later = now.plus(Duration.ofHours(30));
        failures.add(AcmeFailure.until(Optional.of(later), "asked too often", new IOException()));
        assertThat(next(certificates, Duration.ZERO)).isEmpty();
        assertThat(ordered).hasSize(1);
        assertThat(certificates.trouble().orElseThrow().nextTry()).isEqualTo(later);
        assertThat(next(certificates, Duration.ofHours(29))).isEmpty();
        assertThat(next(certificates, Duration.ofHours(1))).isPresent();
    }

    @Test
    void aServerThatIsStartedAgainAndAgainDoesNotAskAgainAndAgain() {
        for (int start = 0; start < 20; start++) {
            failures.add(new AcmeFailure("no"));
            AcmeCertificates certificates = certificates(DOMAIN);
            certificates.first(now);
            next(certificates, Duration.ofSeconds(10));
        }
        assertThat(ordered).hasSize(Timetable.ORDERS_PER_HOUR);
    }

    @Test
    void anotherNameNeedsAnotherCertificateAndUntilThenTheOldOneIsShown() throws Exception {
        ServerIdentity first = next(certificates(DOMAIN), Duration.ZERO).orElseThrow();
        AcmeCertificates wider = certificates(DOMAIN, "www.meet.example");
        assertThat(wider.first(now).orElseThrow().certificate()).isEqualTo(first.certificate());
        assertThat(next(wider, Duration.ofSeconds(5)).orElseThrow().names())
                .containsExactly(DOMAIN, "www.meet.example");
    }

    @Test
    void whatIsDamagedIsAskedForAnew() throws Exception {
        next(certificates(DOMAIN), Duration.ZERO);
        Files.writeString(data.resolve("ca.example/certificate.pem"), "gone");
        Files.writeString(data.resolve("ca.example/orders"), "yesterday\n");
        AcmeCertificates again = certificates(DOMAIN);
        assertThat(again.first(now)).isEmpty();
        assertThat(next(again, Duration.ofSeconds(5))).isPresent();
    }

    @Test
    void whatNobodyForesawDoesNotMakeItAskMoreOften() {
        AcmeCertificates certificates = certificates(DOMAIN);
        unforeseen = new IllegalStateException("unforeseen");
        for (int look = 0; look < 100; look++) {
            assertThat(next(certificates, Duration.ofSeconds(5))).isEmpty();
        }
        assertThat(ordered).hasSize(2);
        assertThat(certificates.trouble().orElseThrow().sentence()).isEqualTo("unforeseen");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidAndNothingIsAskedFor() throws Exception {
        Files.writeString(data.resolve("ca.example"), "a file where a folder should be");
        AcmeCertificates certificates = certificates(DOMAIN);
        assertThat(next(certificates, Duration.ZERO)).isEmpty();
        assertThat(certificates.trouble().orElseThrow().sentence()).startsWith("data-dir is \"" + data + "\"");
        assertThat(ordered).isEmpty();
    }
}

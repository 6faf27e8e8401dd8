package dev.parley.sfu.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sfu.configuration.WrongSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates in files: which are taken, which are refused, and what happens when they change. */
class CertificateFilesTest {
    private static final TestAuthority ROOT = TestAuthority.root("root");
    private static final TestAuthority BELOW = ROOT.intermediate("below");
    private static final Duration LIFE = Duration.ofDays(90);

    @TempDir
    private Path folder;

    private final Instant now = Instant.now();
    private Path certificate = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void name() {
        certificate = folder.resolve("cert.pem");
        key = folder.resolve("key.pem");
    }

    private CertificateFiles files() {
        return new CertificateFiles(certificate, key);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> files().first(now))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void keysAreReadInBothForms(String algorithm) throws IOException {
        ServerIdentity identity = BELOW.issue(algorithm, "meet.example", now, LIFE);
        TestAuthority.write(identity, certificate, key);
        assertThat(files().first(now)).contains(identity);

        String traditional = TestAuthority.traditional(identity.key());
        assertThat(traditional).contains("BEGIN " + algorithm + " PRIVATE KEY");
        Files.writeString(key, traditional);
        assertThat(files().first(now).map(ServerIdentity::chain)).contains(identity.chain());
    }

    @Test
    void filesThatAreNotThereOrHoldSomethingElseAreNamed() throws IOException {
        ServerIdentity identity = ROOT.issue("meet.example");
        assertRefused("tls-certificate is \"" + certificate + "\": there is no such file");
        TestAuthority.write(identity, certificate, key);
        Files.delete(key);
        assertRefused("tls-key is \"" + key + "\": there is no such file");
        Files.writeString(key, "nothing");
        assertRefused("there is no private key in it");
        Files.writeString(key, Pem.text(identity.key()).replace("\nM", "\nX"));
        assertRefused("it is damaged");
        Files.writeString(certificate, Pem.text(identity.key()));
        assertRefused("there is no certificate in it");
        Files.write(certificate, new byte[] {(byte) 0x30, (byte) 0x82, (byte) 0xff});
        assertRefused("it is no text (PEM is right)");
    }

    @Test
    void anEncryptedKeyIsSaidToBeOne() throws IOException {
        TestAuthority.write(ROOT.issue("meet.example"), certificate, key);
        Files.writeString(
                key,
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF"
                        + "0123456789ABCDEF\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertRefused("it is encrypted");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        TestAuthority.write(ROOT.issue("meet.example"), certificate, key);
        Files.writeString(key, Pem.text(ROOT.issue("meet.example").key()));
        assertRefused("it is not the key of the certificate");
    }

    @Test
    void aChainInTheWrongOrderIsRefused() throws IOException {
        ServerIdentity identity = BELOW.issue("meet.example");
        TestAuthority.write(identity, certificate, key);
        Files.writeString(certificate, TestAuthority.pem(identity.chain().reversed()));
        assertRefused("the key is that of certificate 3 in it: the server's own must come first");
        Files.writeString(
                certificate,
                TestAuthority.pem(List.of(
                        identity.chain().get(0),
                        identity.chain().get(2),
                        identity.chain().get(1))));
        assertRefused("certificate 2 in it (CN=root) did not issue the one before");
    }

    @Test
    void aCertificateForNobodyOrNotForServersIsRefused() throws IOException {
        TestAuthority.write(ROOT.issue("EC", now, LIFE, List.of(), KeyPurposeId.id_kp_serverAuth), certificate, key);
        assertRefused("it names no host");
        TestAuthority.write(
                ROOT.issue("EC", now, LIFE, List.of("meet.example"), KeyPurposeId.id_kp_clientAuth), certificate, key);
        assertRefused("it is not meant for servers");
    }

    @Test
    void aMissingIntermediateIsToldAndACompleteChainIsNot() {
        ServerIdentity whole = BELOW.issue("meet.example");
        assertThat(ChainCheck.missingIntermediate(whole)).isEmpty();
        ServerIdentity alone = new ServerIdentity(whole.chain().subList(0, 1), whole.key());
        assertThat(ChainCheck.missingIntermediate(alone).orElseThrow()).contains("issued by CN=below");
    }

    @Test
    void changedFilesAreTakenOnceTheyHaveSettled() throws IOException {
        TestAuthority.write(ROOT.issue("meet.example"), certificate, key);
        CertificateFiles files = files();
        files.first(now);
        assertThat(files.next(now)).isEmpty();

        ServerIdentity renewed = ROOT.issue("meet.example");
        Files.writeString(certificate, TestAuthority.pem(renewed.chain()));
        assertThat(files.next(now)).as("half of the change").isEmpty();
        Files.writeString(key, Pem.text(renewed.key()));
        assertThat(files.next(now)).as("just changed").isEmpty();
        assertThat(files.next(now)).contains(renewed);
        assertThat(files.next(now)).as("nothing new").isEmpty();
    }

    @Test
    void brokenNewFilesLeaveTheOldCertificateUntilTheyAreMended() throws IOException {
        TestAuthority.write(ROOT.issue("meet.example"), certificate, key);
        CertificateFiles files = files();
        files.first(now);

        Files.writeString(certificate, "oops");
        lookThrice(files);
        Files.delete(certificate);
        lookThrice(files);
        TestAuthority.write(ROOT.issue("EC", "meet.example", now.minus(LIFE), Duration.ofDays(1)), certificate, key);
        lookThrice(files);
        TestAuthority.write(ROOT.issue("EC", "meet.example", now.plus(LIFE), LIFE), certificate, key);
        lookThrice(files);

        ServerIdentity mended = ROOT.issue("meet.example");
        TestAuthority.write(mended, certificate, key);
        assertThat(files.next(now)).isEmpty();
        assertThat(files.next(now)).contains(mended);
    }

    private void lookThrice(CertificateFiles files) {
        for (int i = 0; i < 3; i++) {
            assertThat(files.next(now)).isEmpty();
        }
    }

    @Test
    void anExpiredCertificateIsServedAtTheStartBecauseNothingIsBetter() throws IOException {
        TestAuthority.write(ROOT.issue("EC", "meet.example", now.minus(LIFE), Duration.ofDays(1)), certificate, key);
        Optional<ServerIdentity> first = files().first(now);
        assertThat(ChainCheck.outOfDate(first.orElseThrow(), now).orElseThrow()).startsWith("it expired on ");
    }

    @Test
    void theEndIsToldAt30And14And7And1DaysAndEveryDayAfter() {
        ServerIdentity identity = ROOT.issue("EC", "meet.example", now, Duration.ofDays(365));
        ExpiryWatch watch = new ExpiryWatch();
        StringBuilder days = new StringBuilder();
        for (int day = 0; day < 368; day++) {
            for (int look = 0; look < 3; look++) {
                Instant at = now.plus(Duration.ofDays(day)).plusSeconds(look);
                int left = 365 - day;
                watch.due(identity, at).ifPresent(told -> days.append(left).append(' '));
            }
        }
        // Told in the first look at which no more than so much is left: a second after the whole day.
        assertThat(days.toString()).isEqualTo("30 14 7 1 0 -1 -2 ");
    }

    @Test
    void ofAShortLifeOnlyItsLastThirdIsTold() {
        ServerIdentity identity = ROOT.issue("EC", "meet.example", now, Duration.ofDays(90));
        ExpiryWatch watch = new ExpiryWatch();
        assertThat(watch.due(identity, now.plus(Duration.ofDays(61)))).isEmpty();
        assertThat(watch.due(identity, now.plus(Duration.ofDays(77)))).isPresent();
        ServerIdentity week = ROOT.issue("EC", "meet.example", now, Duration.ofDays(6));
        assertThat(watch.due(week, now)).isEmpty();
        assertThat(watch.due(week, now.plus(Duration.ofDays(5)).plusSeconds(1))).isPresent();
    }
}

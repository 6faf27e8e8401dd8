package dev.parley.desktop.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with an authority of their own, over real connections. */
class ServerTrustTest {
    private static final Duration LIFE = Duration.ofDays(10);

    @TempDir
    private Path folder;

    private Pins pins() {
        return new Pins(folder.resolve("parley").resolve("trusted-servers.json"));
    }

    private static int get(TlsServer server, Pins pins, String... expected) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(ServerTrust.context(pins, Arrays.stream(expected).findFirst()))
                .build()) {
            return client.send(HttpRequest.newBuilder(server.address()).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static UntrustedServerException refusal(TlsServer server, Pins pins) {
        Throwable failure = catchThrowable(() -> get(server, pins));
        assertThat(failure).isInstanceOf(IOException.class);
        return UntrustedServerException.behind(failure).orElseThrow();
    }

    @Test
    void anUnknownServerIsRefusedBeforeAnythingIsSentAndTrustedOnceItIsConfirmed() throws Exception {
        TlsServer.Authority authority = TlsServer.Authority.make("one");
        try (TlsServer server = TlsServer.start(authority, "127.0.0.1", LIFE, 0)) {
            UntrustedServerException refused = refusal(server, pins());
            assertThat(refused.host()).isEqualTo("127.0.0.1:" + server.port());
            assertThat(refused.fingerprint()).isEqualTo(Fingerprint.of(authority.certificate()));
            assertThat(refused.known()).isEmpty();
            assertThat(server.requests()).isZero();

            pins().trust(refused.host(), refused.fingerprint());

            assertThat(get(server, pins())).as("remembered in the file").isEqualTo(204);
        }
    }

    @Test
    void aNewCertificateOfTheSameAuthorityIsNoNews() throws Exception {
        TlsServer.Authority authority = TlsServer.Authority.make("one");
        int port;
        try (TlsServer server = TlsServer.start(authority, "127.0.0.1", LIFE, 0)) {
            port = server.port();
            assertThat(get(server, pins(), Fingerprint.of(authority.certificate())))
                    .isEqualTo(204);
        }
        try (TlsServer renewed = TlsServer.start(authority, "127.0.0.1", LIFE, port)) {
            assertThat(get(renewed, pins())).isEqualTo(204);
        }
    }

    @Test
    void anotherAuthorityOfAKnownHostIsRefusedAsAChange() throws Exception {
        TlsServer.Authority first = TlsServer.Authority.make("same name");
        TlsServer.Authority second = TlsServer.Authority.make("same name");
        try (TlsServer impostor = TlsServer.start(second, "127.0.0.1", LIFE, 0)) {
            pins().trust("127.0.0.1:" + impostor.port(), Fingerprint.of(first.certificate()));

            UntrustedServerException refused = refusal(impostor, pins());

            assertThat(refused.known()).contains(Fingerprint.of(first.certificate()));
            assertThat(refused.fingerprint()).isEqualTo(Fingerprint.of(second.certificate()));
            assertThat(impostor.requests()).isZero();
        }
    }

    @Test
    void aConfirmedAuthorityVouchesNeitherForOtherNamesNorForEver() throws Exception {
        TlsServer.Authority authority = TlsServer.Authority.make("one");
        String fingerprint = Fingerprint.of(authority.certificate());
        try (TlsServer elsewhere = TlsServer.start(authority, "127.0.0.9", LIFE, 0);
                TlsServer expired = TlsServer.start(authority, "127.0.0.1", Duration.ofDays(1), 0)) {
            for (TlsServer each : new TlsServer[] {elsewhere, expired}) {
                pins().trust("127.0.0.1:" + each.port(), fingerprint);
                Throwable failure = catchThrowable(() -> get(each, pins(), fingerprint));
                assertThat(failure).isInstanceOf(SSLException.class);
                assertThat(UntrustedServerException.behind(failure))
                        .as("nothing to ask a person about")
                        .isEmpty();
            }
        }
    }

    @Test
    void aPinIsForOneHostAndPort() throws Exception {
        TlsServer.Authority authority = TlsServer.Authority.make("one");
        try (TlsServer server = TlsServer.start(authority, "127.0.0.1", LIFE, 0)) {
            pins().trust("127.0.0.1:1", Fingerprint.of(authority.certificate()));
            assertThat(refusal(server, pins()).known()).isEmpty();
        }
    }

    @Test
    void aDamagedFileIsKeptAsideAndEverybodyIsAskedAboutAgain() throws Exception {
        Path file = folder.resolve("trusted-servers.json");
        Files.writeString(file, "{\"a:1\": ");
        assertThat(new Pins(file).of("a:1")).isEmpty();
        assertThat(folder.resolve("trusted-servers.json.damaged")).hasContent("{\"a:1\": ");
    }

    @Test
    void fingerprintsAreReadAsPeopleCopyThem() {
        String form = "AB:".repeat(31) + "CD";
        assertThat(Fingerprint.parse(form)).contains(form);
        assertThat(Fingerprint.parse(" sha256 " + form.toLowerCase(java.util.Locale.ROOT)))
                .contains(form);
        assertThat(Fingerprint.parse("ab".repeat(31) + "cd")).contains(form);
        assertThat(Fingerprint.parse(form.substring(2))).isEmpty();
        assertThat(Fingerprint.parse(form.replace('A', 'G'))).isEmpty();
    }
}

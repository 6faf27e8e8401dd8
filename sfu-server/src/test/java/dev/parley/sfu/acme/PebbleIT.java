package dev.parley.sfu.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.AcmeChallenge;
import dev.parley.sfu.configuration.AcmeSettings;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.TlsMode;
import dev.parley.sfu.configuration.TlsSettings;
import dev.parley.sfu.http.HttpLimits;
import dev.parley.sfu.http.RedirectServer;
import dev.parley.sfu.tls.AlpnProofs;
import dev.parley.sfu.tls.CertificateTrouble;
import dev.parley.sfu.tls.Clients;
import dev.parley.sfu.tls.ServerIdentity;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole server, and a real authority that comes to it for its proofs. */
class PebbleIT {
    private static final String DOMAIN = "meet.example";

    /** Some polls of three seconds each, and more on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private TlsSettings tls(Pebble pebble, int httpsPort, List<AcmeChallenge> challenges) {
        return TlsSettings.builder()
                .mode(TlsMode.ACME)
                .httpsPort(httpsPort)
                .acmeDomains(List.of(DOMAIN, "www." + DOMAIN))
                .acmeEmail(Optional.of("admin@" + DOMAIN))
                .acmeDirectory(pebble.directory())
                .acmeAuthority(Optional.of(pebble.root()))
                .acmeAgreeTerms(true)
                .acmeChallenges(challenges)
                .build();
    }

    private ServerConfiguration configuration(int httpPort, TlsSettings tls) {
        return ServerConfiguration.builder()
                .httpHost("127.0.0.1")
                .httpPort(httpPort)
                .rtcPort(0)
                .workers(1)
                .dataDir(folder.resolve("data"))
                .tls(tls)
                .build();
    }

    private static ServerIdentity awaitCertificate(ParleyServer server) {
        await().atMost(PATIENCE).until(() -> server.certificate().isPresent());
        return server.certificate().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void theServerGetsACertificateWhileItServes(AcmeChallenge challenge) throws Exception {
        ServerConfiguration configuration;
        ServerIdentity identity;
        try (Pebble pebble = Pebble.start(folder)) {
            configuration = configuration(pebble.httpPort(), tls(pebble, pebble.tlsPort(), List.of(challenge)));
            try (ParleyServer server = new ParleyServer(configuration)) {
                server.start();
                assertThat(server.notes())
                        .contains("reachable as https://meet.example:" + pebble.tlsPort()
                                + "/ https://www.meet.example:" + pebble.tlsPort() + "/");
                identity = awaitCertificate(server);
                assertThat(identity.names()).containsExactlyInAnyOrder(DOMAIN, "www." + DOMAIN);
                assertThat(server.certificateTrouble()).isEmpty();
                assertThat(health(pebble)).startsWith("HTTP/1.1 200 ");
            }
        }
        // The authority is gone, and the next start does not need it.
        try (ParleyServer again = new ParleyServer(configuration)) {
            again.start();
            assertThat(again.certificate().orElseThrow().certificate()).isEqualTo(identity.certificate());
        }
    }

    /** As a client asks that knows the name and trusts the authority. */
    private static String health(Pebble pebble) throws Exception {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), pebble.tlsPort());
                SSLSocket socket = (SSLSocket) Clients.trusting(pebble.issuer())
                        .getSocketFactory()
                        .createSocket(plain, DOMAIN, pebble.tlsPort(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: meet.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theOtherProofIsTakenWhenTheFirstOneIsNotSeen() throws Exception {
        try (Pebble pebble = Pebble.start(folder)) {
            // Where the authority looks for the proof over TLS, nobody listens.
            TlsSettings tls = tls(pebble, 0, AcmeSettings.ALL_CHALLENGES);
            try (ParleyServer server = new ParleyServer(configuration(pebble.httpPort(), tls))) {
                server.start();
                assertThat(awaitCertificate(server).names()).contains(DOMAIN);
            }
        }
    }

    @Test
    void whatTheAuthorityDoesNotSeeIsSaid() throws Exception {
        try (Pebble pebble = Pebble.start(folder)) {
            TlsSettings tls = tls(pebble, 0, List.of(AcmeChallenge.HTTP_01));
            try (ParleyServer server = new ParleyServer(configuration(0, tls))) {
                server.start();
                await().atMost(PATIENCE).until(() -> server.certificateTrouble().isPresent());
                CertificateTrouble trouble = server.certificateTrouble().orElseThrow();
                assertThat(trouble.sentence())
                        .startsWith("127.0.0.1:" + pebble.directory().getPort() + " does not see by http-01 that ")
                        .endsWith("the name must lead to this machine, and TCP port 80 of it to the http-port");
                assertThat(trouble.failures()).isEqualTo(1);
                assertThat(trouble.nextTry()).isAfter(Instant.now());
                assertThat(server.certificate()).isEmpty();
            }
        }
    }

    @Test
    void anAuthorityThatIsNotTrustedOrNotThereIsNamed() throws Exception {
        AlpnProofs proofs = new AlpnProofs();
        try (Pebble pebble = Pebble.start(folder)) {
            TlsSettings usualRoots = TlsSettings.builder()
                    .mode(TlsMode.ACME)
                    .acmeDomains(List.of(DOMAIN))
                    .acmeDirectory(pebble.directory())
                    .acmeAgreeTerms(true)
                    .build();
            AcmeCertificates strange = AcmeCertificates.open(usualRoots, folder, new HttpProofs(), proofs);
            assertThat(strange.next(Instant.now())).isEmpty();
            assertThat(strange.trouble().orElseThrow().sentence())
                    .contains("has a certificate that is not trusted here")
                    .endsWith("acme-authority names another root");
        }
        TlsSettings nobody = TlsSettings.builder()
                .mode(TlsMode.ACME)
                .acmeDomains(List.of(DOMAIN))
                .acmeDirectory(URI.create("https://127.0.0.1:" + Pebble.freePort() + "/dir"))
                .acmeAgreeTerms(true)
                .build();
        AcmeCertificates away = AcmeCertificates.open(nobody, folder, new HttpProofs(), proofs);
        assertThat(away.next(Instant.now())).isEmpty();
        assertThat(away.trouble().orElseThrow().sentence()).endsWith(" cannot be reached");
    }

    @Test
    void aRenewalGoesByTheSameAccount() throws Exception {
        IoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        HttpProofs overHttp = new HttpProofs();
        try (Pebble pebble = Pebble.start(folder);
                RedirectServer http = new RedirectServer(
                        group,
                        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), pebble.httpPort())),
                        HttpLimits.STANDARD,
                        pebble.tlsPort(),
                        overHttp::answer)) {
            http.start();
            TlsSettings tls = tls(pebble, pebble.tlsPort(), List.of(AcmeChallenge.HTTP_01));
            AcmeCertificates certificates = AcmeCertificates.open(tls, folder, overHttp, new AlpnProofs());
            ServerIdentity first = certificates.next(Instant.now()).orElseThrow();
            Path account;
            try (Stream<Path> kept = Files.walk(folder.resolve("acme"))) {
                account = kept.filter(file -> file.endsWith("account.pem"))
                        .findFirst()
                        .orElseThrow();
            }
            String key = Files.readString(account);
            assertThat(certificates.next(Instant.now())).isEmpty();

            ServerIdentity second = certificates.next(first.notAfter()).orElseThrow();
            assertThat(second.certificate().getSerialNumber())
                    .isNotEqualTo(first.certificate().getSerialNumber());
            assertThat(second.key()).isNotEqualTo(first.key());
            assertThat(Files.readString(account)).isEqualTo(key);
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}

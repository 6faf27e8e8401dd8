package dev.parley.protocol.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two endpoints joined in memory. Waiting is bounded: a handshake that hangs fails the test. */
class DtlsEndpointTest {
    private static final long LIMIT_SECONDS = 40;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final DtlsCertificate CLIENT = DtlsCertificate.generate(NOW, RANDOM);
    private static final DtlsCertificate SERVER = DtlsCertificate.generate(NOW, RANDOM);
    private static final List<SrtpProfile> ALL = List.of(SrtpProfile.values());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesGetEachOthersKeys(SrtpProfile profile) throws Exception {
        Side server = new Side();
        Side client = new Side();
        join(server, SERVER, fingerprint(CLIENT), ALL, client, CLIENT, fingerprint(SERVER), List.of(profile));

        Keys serverKeys = server.connected();
        Keys clientKeys = client.connected();
        assertThat(serverKeys.outgoing().profile()).isEqualTo(profile);
        assertFits(serverKeys.outgoing(), clientKeys.incoming());
        assertFits(clientKeys.outgoing(), serverKeys.incoming());
        server.endpoint().close();
        client.endpoint().close();
    }

    @Test
    void theServersOrderOfProfilesDecides() throws Exception {
        Side server = new Side();
        Side client = new Side();
        List<SrtpProfile> reversed = ALL.reversed();
        join(server, SERVER, fingerprint(CLIENT), ALL, client, CLIENT, fingerprint(SERVER), reversed);
        assertThat(server.connected().outgoing().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(client.connected().outgoing().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @Test
    void noCommonProfileFails() throws Exception {
        Side server = new Side();
        Side client = new Side();
        join(
                server,
                SERVER,
                fingerprint(CLIENT),
                List.of(SrtpProfile.AEAD_AES_256_GCM),
                client,
                CLIENT,
                fingerprint(SERVER),
                List.of(SrtpProfile.AES_CM_128_HMAC_SHA1_80));
        assertThat(server.failed()).isEqualTo(DtlsFailure.NO_COMMON_PROFILE);
        assertThat(client.failed()).isEqualTo(DtlsFailure.PROTOCOL);
    }

    @Test
    void aClientWithAnotherCertificateFails() throws Exception {
        Side server = new Side();
        Side client = new Side();
        DtlsCertificate stranger = DtlsCertificate.generate(NOW, RANDOM);
        join(server, SERVER, fingerprint(CLIENT), ALL, client, stranger, fingerprint(SERVER), ALL);
        assertThat(server.failed()).isEqualTo(DtlsFailure.WRONG_FINGERPRINT);
        assertThat(client.failed()).isEqualTo(DtlsFailure.PROTOCOL);
    }

    @Test
    void aServerWithAnotherCertificateFails() throws Exception {
        Side server = new Side();
        Side client = new Side();
        DtlsCertificate stranger = DtlsCertificate.generate(NOW, RANDOM);
        join(server, stranger, fingerprint(CLIENT), ALL, client, CLIENT, fingerprint(SERVER), ALL);
        assertThat(client.failed()).isEqualTo(DtlsFailure.WRONG_FINGERPRINT);
        assertThat(server.failed()).isEqualTo(DtlsFailure.PROTOCOL);
    }

    @Test
    void aClientWithoutCertificateFails() throws Exception {
        Side server = new Side();
        CompletableFuture<Exception> clientResult = new CompletableFuture<>();
        BareClient client = new BareClient(server);
        server.connect(SERVER, DtlsRole.SERVER, fingerprint(CLIENT), ALL, threads, client::offer);
        server.endpoint().start();
        threads.execute(() -> clientResult.complete(client.handshakeWithoutCertificate()));

        assertThat(server.failed()).isEqualTo(DtlsFailure.NO_CERTIFICATE);
        assertThat(clientResult.get(LIMIT_SECONDS, TimeUnit.SECONDS)).hasMessageContaining("handshake_failure");
    }

    @Test
    void closeNotifyEndsTheOtherSide() throws Exception {
        Side server = new Side();
        Side client = new Side();
        join(server, SERVER, fingerprint(CLIENT), ALL, client, CLIENT, fingerprint(SERVER), ALL);
        server.connected();
        client.connected();
        client.endpoint().close();
        server.ended.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(client.ended).isNotDone();
    }

    @Test
    void closingDuringTheHandshakeTellsNothingAndFreesTheThread() throws Exception {
        Side server = new Side();
        server.connect(SERVER, DtlsRole.SERVER, fingerprint(CLIENT), ALL, threads, (b, o, l) -> {});
        server.endpoint().start();
        server.endpoint().close();
        threads.shutdown();
        assertThat(threads.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(server.result).isNotDone();
    }

    @Test
    void twoHundredHandshakesAtOnceSucceed() throws Exception {
        Side[] servers = new Side[200];
        Side[] clients = new Side[200];
        for (int i = 0; i < servers.length; i++) {
            servers[i] = new Side();
            clients[i] = new Side();
            join(servers[i], SERVER, fingerprint(CLIENT), ALL, clients[i], CLIENT, fingerprint(SERVER), ALL);
        }
        for (int i = 0; i < servers.length; i++) {
            assertFits(servers[i].connected().outgoing(), clients[i].connected().incoming());
        }
    }

    @Test
    void datagramsThatAreTooLongOrTooManyAreDropped() {
        Side server = new Side();
        server.connect(SERVER, DtlsRole.SERVER, fingerprint(CLIENT), ALL, threads, (b, o, l) -> {});
        assertThat(server.endpoint().receive(new byte[3000], 0, 2049)).isFalse();
        assertThat(server.endpoint().receive(new byte[10], 0, 0)).isFalse();
        for (int i = 0; i < 64; i++) {
            assertThat(server.endpoint().receive(new byte[100], 0, 100)).isTrue();
        }
        assertThat(server.endpoint().receive(new byte[100], 0, 100)).isFalse();
        server.endpoint().close();
    }

    @Test
    void anEndpointNeedsAProfile() {
        assertThatThrownBy(() ->
                        new DtlsEndpoint(SERVER, DtlsRole.SERVER, fingerprint(CLIENT), List.of(), threads, new Side()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void join(
            Side server,
            DtlsCertificate serverCertificate,
            Fingerprint serverExpects,
            List<SrtpProfile> serverProfiles,
            Side client,
            DtlsCertificate clientCertificate,
            Fingerprint clientExpects,
            List<SrtpProfile> clientProfiles) {
        server.connect(
                serverCertificate,
                DtlsRole.SERVER,
                serverExpects,
                serverProfiles,
                threads,
                (b, o, l) -> client.endpoint().receive(b, o, l));
        client.connect(
                clientCertificate,
                DtlsRole.CLIENT,
                clientExpects,
                clientProfiles,
                threads,
                (b, o, l) -> server.endpoint().receive(b, o, l));
        server.endpoint().start();
        client.endpoint().start();
    }

    private static Fingerprint fingerprint(DtlsCertificate certificate) {
        return certificate.fingerprint(FingerprintAlgorithm.SHA_256);
    }

    private static void assertFits(SrtpContext outgoing, SrtpContext incoming) {
        byte[] packet = new byte[60];
        packet[0] = (byte) 0x80;
        packet[3] = 1;
        int length = outgoing.protectRtp(packet, 0, 40);
        assertThat(length).isPositive();
        assertThat(incoming.unprotectRtp(packet, 0, length)).isEqualTo(40);
    }

    record Keys(SrtpContext outgoing, SrtpContext incoming) {}

    interface Wire {
        void send(byte[] buffer, int offset, int length);
    }

    /** One endpoint and what became of it. */
    static final class Side implements DtlsEndpoint.Output {
        final CompletableFuture<Object> result = new CompletableFuture<>();
        final CompletableFuture<Boolean> ended = new CompletableFuture<>();
        private final CompletableFuture<DtlsEndpoint> endpoint = new CompletableFuture<>();
        private Wire wire = (b, o, l) -> {};

        void connect(
                DtlsCertificate certificate,
                DtlsRole role,
                Fingerprint remote,
                List<SrtpProfile> profiles,
                ExecutorService threads,
                Wire to) {
            wire = to;
            endpoint.complete(new DtlsEndpoint(certificate, role, remote, profiles, threads, this));
        }

        DtlsEndpoint endpoint() {
            return endpoint.join();
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            assertThat(length).isLessThanOrEqualTo(1200);
            assertThat(DtlsRecord.isPlausible(buffer, offset, length)).isTrue();
            wire.send(buffer, offset, length);
        }

        @Override
        public void connected(SrtpContext outgoing, SrtpContext incoming) {
            result.complete(new Keys(outgoing, incoming));
        }

        @Override
        public void failed(DtlsFailure failure, String detail) {
            result.complete(failure);
        }

        @Override
        public void closed() {
            ended.complete(true);
        }

        Keys connected() throws Exception {
            Object outcome = result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(outcome).isInstanceOf(Keys.class);
            return (Keys) outcome;
        }

        DtlsFailure failed() throws Exception {
            Object outcome = result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(outcome).isInstanceOf(DtlsFailure.class);
            return (DtlsFailure) outcome;
        }
    }
}

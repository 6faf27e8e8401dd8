package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.dtls.FingerprintAlgorithm;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.signaling.RawPeer;
import dev.parley.sfu.signaling.Tracks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ICE-TCP (RFC 6544) against a whole server without UDP. */
class IceTcpTest {
    private static final DtlsCertificate CERTIFICATE = DtlsCertificate.generate(Instant.EPOCH, new SecureRandom());

    private final ParleyServer server = new ParleyServer(ServerConfiguration.builder()
            .httpPort(0)
            .rtcPort(0)
            .workers(1)
            .udp(false)
            .announce(List.of("127.0.0.1"))
            .build());

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private InetSocketAddress media() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.workers().getFirst().port());
    }

    static FramedClient connect(RawPeer peer, JsonNode created) throws IOException {
        JsonNode ice = created.path("iceParameters");
        JsonNode candidate = created.path("iceCandidates").path(0);
        assertThat(candidate.path("protocol").asText()).isEqualTo("tcp");
        FramedClient client = new FramedClient(
                new InetSocketAddress(
                        candidate.path("ip").asText(), candidate.path("port").asInt()),
                CERTIFICATE,
                new IceCredentials(
                        ice.path("usernameFragment").asText(),
                        ice.path("password").asText()));
        Fingerprint own = CERTIFICATE.fingerprint(FingerprintAlgorithm.SHA_256);
        peer.answer(
                "connectTransport",
                RawPeer.object(
                        "transportId",
                        created.path("transportId").asText(),
                        "dtlsParameters",
                        Tracks.dtls("sha-256", own.value())),
                "transportConnected");
        JsonNode theirs = created.path("dtlsParameters").path("fingerprints").path(0);
        client.start(Fingerprint.parse(
                        theirs.path("algorithm").asText(), theirs.path("value").asText())
                .orElseThrow());
        return client;
    }

    @Test
    void aSessionConnectsOverTcpAndEndsWithItsTransport() throws Exception {
        assertConnectsAndEnds();
    }

    private void assertConnectsAndEnds() throws Exception {
        try (RawPeer peer = RawPeer.extended(server.httpPort(), "tcp")) {
            JsonNode created = peer.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated");
            try (FramedClient client = connect(peer, created)) {
                client.connected.get(20, TimeUnit.SECONDS);

                peer.answer(
                        "closeTransport",
                        RawPeer.object(
                                "transportId", created.path("transportId").asText()),
                        "transportClosed");

                // The client may be connected a moment before the server is; a transport closed in between ends unsaid.
                assertThat(client.ended.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aPeerThatVanishesHasItsConnectionClosed() throws Exception {
        RawPeer peer = RawPeer.extended(server.httpPort(), "vanish");
        JsonNode created = peer.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated");
        try (FramedClient client = connect(peer, created)) {
            client.connected.get(20, TimeUnit.SECONDS);

            peer.vanish();

            assertThat(client.ended.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aFrameBeyondTheLimitClosesTheConnection() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(20_000);
            socket.connect(media());
            socket.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff, 1, 2, 3});

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void strangeFramesAreCountedAndDoNotEndTheServer() throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(media());
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(new byte[] {0, 3, (byte) i, 2, 3});
                socket.getOutputStream().write(new byte[] {0, 0});
            }
            assertConnectsAndEnds();
        }
    }
}

package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.signaling.RawPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages, signaling and the media of two Workers on one TCP port. */
class OneTcpPortTest {
    private static final String CHECK_FOR_NOBODY =
            "00200001000c2112a442000102030405060708090a0b" + "0006000561623a6364000000";

    private final ParleyServer server = new ParleyServer(ServerConfiguration.builder()
            .httpPort(0)
            .rtcPort(0)
            .workers(2)
            .udp(false)
            .oneTcpPort(Optional.of(true))
            .build());

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.httpPort());
    }

    @Test
    void sessionsOfBothWorkersConnectAndEndOnThePortOfThePages() throws Exception {
        List<RawPeer> peers = new ArrayList<>();
        List<JsonNode> created = new ArrayList<>();
        List<FramedClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RawPeer peer = RawPeer.extended(server.httpPort(), "room-" + i);
            peers.add(peer);
            created.add(peer.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated"));
            assertThat(created.getLast().path("iceCandidates"))
                    .isNotEmpty()
                    .allSatisfy(candidate ->
                            assertThat(candidate.path("port").asInt()).isEqualTo(server.httpPort()));
        }
        assertThat(server.workers()).extracting(worker -> worker.port()).containsOnly(0);
        for (int i = 0; i < 4; i++) {
            clients.add(IceTcpTest.connect(peers.get(i), created.get(i)));
        }
        for (FramedClient client : clients) {
            client.connected.get(60, TimeUnit.SECONDS);
        }
        assertPagesAreServed();
        for (int i = 0; i < 4; i++) {
            peers.get(i)
                    .answer(
                            "closeTransport",
                            RawPeer.object(
                                    "transportId",
                                    created.get(i).path("transportId").asText()),
                            "transportClosed");
            assertThat(clients.get(i).ended.get(60, TimeUnit.SECONDS)).isTrue();
            clients.get(i).close();
            peers.get(i).close();
        }
    }

    @Test
    void aCheckForNobodyIsSentAwayWhole() throws IOException {
        byte[] check = HexFormat.of().parseHex(CHECK_FOR_NOBODY);
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(60_000);
            socket.connect(address());
            for (byte each : check) {
                socket.getOutputStream().write(each);
                socket.getOutputStream().flush();
            }
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private void assertPagesAreServed() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> health = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + "/health"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(health.body()).contains("\"workers\":2");
        }
    }
}

package dev.parley.sfu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.TlsMode;
import dev.parley.sfu.configuration.TlsSettings;
import dev.parley.sfu.tls.Clients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages and signaling over TLS, from a whole server with an authority of its own. */
class HttpsTest {
    @TempDir
    private static Path data;

    private static ParleyServer server = new ParleyServer(configuration(Path.of("")));
    private static SSLContext trusting = Clients.trustingNobody();

    private static ServerConfiguration configuration(Path dataDir) {
        return ServerConfiguration.builder()
                .httpHost("127.0.0.1")
                .httpPort(0)
                .rtcPort(0)
                .workers(1)
                .dataDir(dataDir)
                .tls(TlsSettings.builder().mode(TlsMode.LOCAL).httpsPort(0).build())
                .build();
    }

    @BeforeAll
    static void start() throws Exception {
        server = new ParleyServer(configuration(data));
        server.start();
        trusting = Clients.trusting(Files.readString(data.resolve("authority/ca.crt")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().sslContext(trusting).build();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = client()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.httpPort() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aClientThatTrustsTheAuthorityGetsPagesThatNeverWantPlainHttpAgain() throws Exception {
        HttpResponse<String> page = get("/health");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("strict-transport-security")).contains("max-age=31536000");
        String authority = "127.0.0.1:" + server.httpPort();
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("wss://" + authority)
                .doesNotContain(" ws://");
        assertThat(page.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void theAuthorityIsToBeHadAndItsKeyIsNot() throws Exception {
        HttpResponse<String> authority = get("/ca.crt");
        assertThat(authority.body()).isEqualTo(Files.readString(data.resolve("authority/ca.crt")));
        assertThat(authority.headers().firstValue("content-type")).contains("application/x-x509-ca-cert");
        assertThat(get("/ca.key").statusCode()).isEqualTo(404);
    }

    @Test
    void aClientThatTrustsNobodyGetsNothing() {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(Clients.trustingNobody()).build()) {
            assertThatThrownBy(() -> client.send(
                            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.httpPort() + "/"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void theWebSocketIsForOwnPagesThatCameByTlsToo() {
        String host = "127.0.0.1:" + server.httpPort();
        try (HttpClient client = client()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .header("Origin", "https://" + host)
                    .buildAsync(URI.create("wss://" + host + "/"), new WebSocket.Listener() {})
                    .join();
            socket.abort();
            assertThatThrownBy(() -> client.newWebSocketBuilder()
                            .header("Origin", "http://" + host)
                            .buildAsync(URI.create("wss://" + host + "/"), new WebSocket.Listener() {})
                            .join())
                    .isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void oldVersionsAreNotSpoken() throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", server.httpPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).contains("_ECDHE_", "_GCM_");
        }
    }

    @Test
    void plainHttpOnTheTlsPortIsLedToTls() throws Exception {
        try (RawSocket plain = new RawSocket(address())) {
            plain.write("GET /r/tea?x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(plain.readAll())
                    .startsWith("HTTP/1.1 308 ")
                    .contains("location: https://127.0.0.1:" + server.httpPort() + "/r/tea?x=1\r\n");
        }
    }

    @Test
    void whatIsNeitherIsSentAway() throws Exception {
        for (String strange : new String[] {"SSH-2.0-x\r\n\r\n", "\u0001\u0002\u0003\u0004", "\u0016\u0001"}) {
            try (RawSocket socket = new RawSocket(address())) {
                socket.write(strange.getBytes(StandardCharsets.ISO_8859_1));
                assertThat(socket.isEnded()).as(strange).isTrue();
            }
        }
    }

    @Test
    void whoSaysNothingOrStopsInTheMiddleIsSentAway() throws Exception {
        try (Socket silent = new Socket();
                Socket halfway = new Socket()) {
            for (Socket each : new Socket[] {silent, halfway}) {
                each.setSoTimeout(60_000);
                each.connect(address());
            }
            halfway.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1, 0});
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(halfway.getInputStream().readAllBytes().length).isLessThan(100);
        }
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.httpPort());
    }
}

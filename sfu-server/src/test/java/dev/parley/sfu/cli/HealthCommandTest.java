package dev.parley.sfu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCommandTest {
    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        environment.put("PARLEY_HTTP_HOST", "127.0.0.1");
        environment.put("PARLEY_HTTP_PORT", Integer.toString(server.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aServerThatIsWellIsASuccess() {
        answer(200, "{\"status\":\"ok\",\"workers\":2}");
        assertThat(health()).isZero();
        assertThat(out.toString()).isEqualTo("{\"status\":\"ok\",\"workers\":2}\n");
    }

    @Test
    void everyAddressIsAskedOnThisMachine() {
        answer(200, "{\"status\":\"ok\",\"workers\":2}");
        environment.put("PARLEY_HTTP_HOST", "*");
        assertThat(health()).isZero();
    }

    @Test
    void withoutAHostTheServerIsAskedOnThisMachine() {
        answer(200, "{\"status\":\"ok\",\"workers\":2}");
        environment.remove("PARLEY_HTTP_HOST");
        assertThat(health()).isZero();
    }

    @Test
    void withTlsTheHttpsPortIsAsked() {
        environment.put("PARLEY_TLS", "local");
        environment.put("PARLEY_HTTPS_PORT", environment.get("PARLEY_HTTP_PORT"));
        environment.put("PARLEY_HTTP_PORT", "80");
        assertThat(health()).as("what answers there speaks no TLS").isEqualTo(1);
        assertThat(err.toString())
                .startsWith("parley: https://127.0.0.1:" + server.getAddress().getPort() + "/health");
    }

    @Test
    void aServerWithoutWorkersIsAFailure() {
        answer(200, "{\"status\":\"failed\",\"workers\":0}");
        assertThat(health()).isEqualTo(1);
        assertThat(err.toString()).startsWith("parley: http://127.0.0.1:").contains("\"failed\"");
    }

    @Test
    void anErrorIsAFailure() {
        answer(500, "");
        assertThat(health()).isEqualTo(1);
        assertThat(err.toString()).contains("answers 500");
    }

    @Test
    void aServerThatIsNotThereIsAFailureInOneLine() {
        server.stop(0);
        assertThat(health()).isEqualTo(1);
        assertThat(err.toString()).contains("does not answer").hasLineCount(1);
    }

    @Test
    void aWrongSettingIsNamed() {
        environment.put("PARLEY_HTTP_PORT", "70000");
        assertThat(health()).isEqualTo(78);
        assertThat(err.toString()).contains("PARLEY_HTTP_PORT");
    }

    private void answer(int status, String body) {
        server.createContext("/health", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private int health() {
        return ParleyCommand.create(
                        configuration -> {
                            throw new IOException("the test launches nothing");
                        },
                        environment,
                        Map.of())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("health");
    }
}

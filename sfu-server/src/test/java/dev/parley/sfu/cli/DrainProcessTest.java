package dev.parley.sfu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sfu.Main;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadException;
import dev.parley.sfu.load.LoadPeer;
import dev.parley.sfu.load.LoadSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server as a process of its own that is told to stop by signals. It would wait an hour: no test can wait it out. */
@EnabledOnOs(OS.LINUX)
class DrainProcessTest {
    private static final long PATIENCE_SECONDS = 60;

    private Process server;
    private BufferedReader errors;
    private URI root;

    @BeforeEach
    void start() throws IOException {
        server = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--http-port=0",
                        "--rtc-port=0",
                        "--workers=1",
                        "--drain-seconds=3600"))
                .start();
        errors = server.errorReader();
        String ready = server.inputReader().readLine();
        assertThat(ready).startsWith("ready http://localhost:");
        root = URI.create(ready.substring("ready ".length()));
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    private void awaitDraining() throws IOException {
        for (String line = errors.readLine(); ; line = errors.readLine()) {
            assertThat(line).as("the server goes on until it is drained").isNotNull();
            if (line.contains("stops when everybody has left")) {
                return;
            }
        }
    }

    private int exitCode() throws InterruptedException {
        assertThat(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return server.exitValue();
    }

    private int statusOf(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void itLetsNobodyInAndEndsWithTheLastOne() throws Exception {
        try (LoadClient client = new LoadClient(LoadSettings.of(root))) {
            LoadPeer inside = client.join("tea");
            assertThat(statusOf("/ready")).isEqualTo(200);
            server.toHandle().destroy();
            awaitDraining();

            assertThat(statusOf("/ready")).isEqualTo(503);
            assertThat(statusOf("/health")).isEqualTo(200);
            assertThatThrownBy(() -> client.join("tea"))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("server-draining");
            assertThat(server.isAlive()).isTrue();
            inside.close();
            assertThat(exitCode()).isZero();
        }
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        try (LoadClient client = new LoadClient(LoadSettings.of(root))) {
            client.join("tea");
            server.toHandle().destroy();
            awaitDraining();
            server.toHandle().destroy();
            assertThat(exitCode()).isZero();
        }
    }

    @Test
    void withNobodyInsideItEndsAtOnce() throws Exception {
        server.toHandle().destroy();
        assertThat(exitCode()).isZero();
    }
}

package dev.parley.sfu.acme;

import static org.awaitility.Awaitility.await;

import dev.parley.sfu.tls.Clients;
import dev.parley.sfu.tls.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Let's Encrypt's small ACME server for tests, as Debian has it, on free ports, with a name server to which every name is
 * this machine. It checks proofs as the large one does.
 */
final class Pebble implements AutoCloseable {
    private static final String PROGRAM =
            Optional.ofNullable(System.getenv("PARLEY_PEBBLE")).orElse("/usr/bin/pebble");
    private static final String NAME_SERVER = PROGRAM + "-challtestsrv";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 10;

    private final List<Process> processes = new ArrayList<>();
    private final int directoryPort = freePort();
    private final int managementPort = freePort();
    private final int httpPort = freePort();
    private final int tlsPort = freePort();
    private final Path root;
    private final SSLContext trust;

    private Pebble(Path folder) throws Exception {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            throw new IllegalStateException("Pebble is missing at " + PROGRAM + ": apt-get install pebble");
        }
        root = folder.resolve("pebble-root.pem");
        TestAuthority authority = TestAuthority.root("of Pebble itself");
        Files.writeString(root, authority.pem());
        trust = Clients.trusting(authority.pem());
        authority.issueInto("127.0.0.1", folder.resolve("pebble.pem"), folder.resolve("pebble.key"));
        Path settings = folder.resolve("pebble.json");
        Files.writeString(settings, """
                {"pebble": {
                  "listenAddress": "127.0.0.1:%d",
                  "managementListenAddress": "127.0.0.1:%d",
                  "certificate": "%s",
                  "privateKey": "%s",
                  "httpPort": %d,
                  "tlsPort": %d
                }}
                """.formatted(
                        directoryPort,
                        managementPort,
                        folder.resolve("pebble.pem"),
                        folder.resolve("pebble.key"),
                        httpPort,
                        tlsPort));
        int names = freePort();
        start(
                folder,
                List.of(
                        NAME_SERVER,
                        "-dns01",
                        "127.0.0.1:" + names,
                        "-defaultIPv6",
                        "",
                        "-http01",
                        "",
                        "-https01",
                        "",
                        "-tlsalpn01",
                        "",
                        "-management",
                        "127.0.0.1:" + freePort()));
        start(folder, List.of(PROGRAM, "-config", settings.toString(), "-dnsserver", "127.0.0.1:" + names));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !get(directory()).isEmpty());
    }

    static Pebble start(Path folder) throws Exception {
        return new Pebble(folder);
    }

    private void start(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(Path.of(command.getFirst()).getFileName() + ".log")
                        .toFile());
        // It would wait up to fifteen seconds before each look.
        builder.environment().put("PEBBLE_VA_NOSLEEP", "1");
        processes.add(builder.start());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI directory() {
        return URI.create("https://127.0.0.1:" + directoryPort + "/dir");
    }

    /** A file with the root that the directory's own certificate rests on. */
    Path root() {
        return root;
    }

    /** The root of the certificates that it issues, in PEM. */
    String issuer() {
        return get(URI.create("https://127.0.0.1:" + managementPort + "/roots/0"));
    }

    /** Where it looks for proofs over HTTP. */
    int httpPort() {
        return httpPort;
    }

    /** Where it looks for proofs over TLS. */
    int tlsPort() {
        return tlsPort;
    }

    private String get(URI address) {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        for (Process each : processes) {
            each.destroy();
            try {
                if (!each.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    each.destroyForcibly();
                }
            } catch (InterruptedException e) {
                each.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.parley.sfu.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.access.JoinTokens;
import dev.parley.sfu.access.TokenSecret;
import dev.parley.sfu.cli.ParleyCommand;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.TlsMode;
import dev.parley.sfu.configuration.TlsSettings;
import dev.parley.sfu.tls.TestAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are well, and servers with one mistake each. */
class DoctorTest {
    private static final String OWN = "127.0.0.1";

    /** Loopback leads there, and no interface has it. */
    private static final String NOT_OWN = "127.99.0.1";

    @TempDir
    private Path folder;

    private static ServerConfiguration.Builder settings(String announced) {
        return ServerConfiguration.builder()
                .httpPort(0)
                .rtcPort(0)
                .rtcHost(OWN)
                .workers(2)
                .announce(List.of(announced));
    }

    /** What is said of a server with these settings, which serves already. */
    private static List<String> said(ServerConfiguration configuration) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        List<Finding> findings = new Doctor(configuration).examine(finding -> lines.add(finding.line()));
        assertThat(lines).hasSameSizeAs(findings);
        return lines;
    }

    private static List<String> wrong(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("!!")).toList();
    }

    @Test
    void aServerThatIsWellIsReachedOverUdpAndTcpOnEachWorker() throws Exception {
        try (ParleyServer server = new ParleyServer(settings(OWN).build())) {
            server.start();
            List<String> lines = said(settings(OWN).httpPort(server.httpPort()).build());
            assertThat(wrong(lines)).isEmpty();
            assertThat(lines)
                    .filteredOn(line -> line.contains("media over UDP by 127.0.0.1:"))
                    .hasSize(2);
            assertThat(lines)
                    .filteredOn(line -> line.contains("media over TCP by 127.0.0.1:"))
                    .hasSize(2);
            assertThat(lines).allSatisfy(line -> assertThat(line).startsWith("ok  "));
        }
    }

    @Test
    void roomsThatNeedATokenAreEntered() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef");
        ServerConfiguration.Builder guarded =
                settings(OWN).workers(1).tokenRooms(List.of("*")).tokenSecretFile(Optional.of(secret));
        try (ParleyServer server = new ParleyServer(guarded.build())) {
            server.start();
            assertThat(wrong(said(guarded.httpPort(server.httpPort()).build()))).isEmpty();
        }
    }

    @Test
    void theAdminPageShowsTheSameOfTheServerItself() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef");
        ServerConfiguration configuration =
                settings(OWN).workers(1).tokenSecretFile(Optional.of(secret)).build();
        String token = new JoinTokens(TokenSecret.read(secret), InstantSource.system())
                .signAdmin(Instant.now().plus(Duration.ofMinutes(5)));
        try (ParleyServer server = new ParleyServer(configuration);
                HttpClient http = HttpClient.newHttpClient()) {
            server.start();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.httpPort() + "/admin/examination"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            JsonNode found = new ObjectMapper()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
            assertThat(found.path("well").asBoolean()).isTrue();
            assertThat(found.findValuesAsText("sentence"))
                    .anyMatch(sentence -> sentence.startsWith("media over UDP by 127.0.0.1:"))
                    .anyMatch(sentence -> sentence.startsWith("media over TCP by 127.0.0.1:"));
        }
    }

    @Test
    void aWrongAnnouncedAddressIsNamed() throws Exception {
        try (ParleyServer server = new ParleyServer(settings(NOT_OWN).workers(1).build())) {
            server.start();
            List<String> lines = said(
                    settings(NOT_OWN).workers(1).httpPort(server.httpPort()).build());
            assertThat(wrong(lines))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains("by 127.99.0.1:", "mend announce"));
        }
    }

    @Test
    void aClosedUdpPortIsTheFirewalls() throws Exception {
        try (ParleyServer server = new ParleyServer(settings(NOT_OWN).workers(1).build())) {
            server.start();
            int port = server.workers().getFirst().port();
            try (TcpDoor _ = new TcpDoor(NOT_OWN, OWN, port)) {
                List<String> lines = said(
                        settings(NOT_OWN).workers(1).httpPort(server.httpPort()).build());
                assertThat(wrong(lines))
                        .singleElement()
                        .asString()
                        .contains("open UDP port " + port + " in the firewall");
                assertThat(lines).anyMatch(line -> line.startsWith("ok  media over TCP by 127.99.0.1:" + port));
            }
        }
    }

    @Test
    void anExpiredCertificateIsNamedWithTheFileToRenew() throws Exception {
        Path certificate = folder.resolve("fullchain.pem");
        Path key = folder.resolve("privkey.pem");
        TestAuthority.write(
                TestAuthority.root("Root")
                        .issue("EC", "localhost", Instant.now().minus(Duration.ofDays(100)), Duration.ofDays(90)),
                certificate,
                key);
        TlsSettings.Builder tls = TlsSettings.builder()
                .mode(TlsMode.FILES)
                .certificate(Optional.of(certificate))
                .key(Optional.of(key))
                .httpRedirect(false);
        ServerConfiguration.Builder settings =
                settings(OWN).workers(1).httpHost(OWN).tls(tls.httpsPort(0).build());
        try (ParleyServer server = new ParleyServer(settings.build())) {
            server.start();
            List<String> lines =
                    said(settings.tls(tls.httpsPort(server.httpPort()).build()).build());
            assertThat(wrong(lines))
                    .singleElement()
                    .asString()
                    .contains("certificate: it expired on ", "renew it in " + certificate.toString());
            assertThat(lines).anyMatch(line -> line.startsWith("ok  media over TCP"));
        }
    }

    @Test
    void aServerThatIsNotThereIsTheFirstThingToMend() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        StringWriter out = new StringWriter();
        int code = ParleyCommand.create(
                        configuration -> {
                            throw new IOException("the test launches nothing");
                        },
                        Map.of(),
                        Map.of())
                .setOut(new PrintWriter(out, true))
                .execute("doctor", "--http-port", Integer.toString(free));
        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines()).last().asString().startsWith("!!  server: nothing well answers at http://");
    }

    @Test
    void aMachineThatGrantsTooLittleIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("sys/net/core"));
        Files.createDirectories(folder.resolve("self"));
        Files.writeString(folder.resolve("sys/net/core/rmem_max"), "65536\n");
        Files.writeString(folder.resolve("sys/net/core/wmem_max"), "4194304\n");
        Files.writeString(
                folder.resolve("self/limits"),
                "Max open files            1024                 2048                 files\n");
        MachineCheck machine =
                new MachineCheck(folder, Clock.fixed(Instant.parse("1970-01-01T00:00:05Z"), ZoneOffset.UTC));
        List<String> lines = new ArrayList<>();
        machine.clock(finding -> lines.add(finding.line()));
        machine.socketBuffers(finding -> lines.add(finding.line()));
        machine.fileLimit(finding -> lines.add(finding.line()));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("!!  clock: 1970-01-01T00:00:05Z is in the past");
        assertThat(lines.get(1)).startsWith("!!  ").contains("sysctl -w net.core.rmem_max=4194304");
        assertThat(lines.get(2)).startsWith("ok  ").contains("net.core.wmem_max");
        assertThat(lines.get(3)).startsWith("!!  ").contains("2048", "LimitNOFILE");
    }

    /** Leads TCP from one address to another, and nothing else. */
    private static final class TcpDoor implements AutoCloseable {
        private final ServerSocket listening;
        private final String to;

        TcpDoor(String from, String to, int port) throws IOException {
            this.to = to;
            listening = new ServerSocket(port, 50, InetAddress.getByName(from));
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket outside = listening.accept();
                    Socket inside = new Socket(to, listening.getLocalPort());
                    Thread.ofVirtual().start(() -> copy(outside, inside));
                    Thread.ofVirtual().start(() -> copy(inside, outside));
                }
            } catch (IOException e) {
                // Closed, at the end of the test.
                return;
            }
        }

        private static void copy(Socket from, Socket to) {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // One side is gone, and the other with it.
                return;
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}

package dev.parley.sfu.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadException;
import dev.parley.sfu.load.LoadPeer;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.LoadTransport;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus is told of a server with a call on it. */
class MetricsTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:parley|jvm|process)_[a-z0-9_]+");

    @TempDir
    private static Path folder;

    private static ParleyServer server;
    private static LoadClient client;

    @BeforeAll
    static void call() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef");
        server = new ParleyServer(ServerConfiguration.builder()
                .httpPort(0)
                .rtcPort(0)
                .workers(1)
                .announce(List.of("127.0.0.1"))
                .metricsPort(OptionalInt.of(0))
                .tokenSecretFile(Optional.of(secret))
                .tokenRooms(List.of("board"))
                .build());
        server.start();
        client = new LoadClient(LoadSettings.of(URI.create("http://127.0.0.1:" + server.httpPort() + "/")));
        LoadPeer speaker = client.join("tea");
        LoadPeer listener = client.join("tea");
        LoadTransport sending = speaker.connect(TransportDirection.SEND);
        LoadTransport receiving = listener.connect(TransportDirection.RECV);
        client.awaitConnected(List.of(sending, receiving));
        listener.subscribe(receiving, speaker.publish(sending, StreamShape.speech()));
        client.startSending();
    }

    @AfterAll
    static void end() {
        client.close();
        server.close();
    }

    private static List<String> scrape() throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.metricsPort().getAsInt() + "/metrics");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body().lines().toList();
        }
    }

    private static double valueOf(String series) throws IOException, InterruptedException {
        return scrape().stream()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + series));
    }

    @Test
    void whatIsThereIsCounted() throws Exception {
        assertThat(valueOf("parley_rooms")).isEqualTo(1);
        assertThat(valueOf("parley_peers")).isEqualTo(2);
        assertThat(valueOf("parley_workers")).isEqualTo(1);
        assertThat(valueOf("parley_draining")).isZero();
        assertThat(valueOf("parley_transports{worker=\"worker-0\"}")).isEqualTo(2);
        assertThat(valueOf("parley_producers{worker=\"worker-0\"}")).isEqualTo(1);
        assertThat(valueOf("parley_consumers{worker=\"worker-0\"}")).isEqualTo(1);
        assertThat(valueOf("parley_dtls_handshake_seconds_count{worker=\"worker-0\"}"))
                .isEqualTo(2);
    }

    @Test
    void mediaIsCountedBothWays() {
        for (String way : List.of("received", "sent")) {
            await().untilAsserted(() -> assertThat(
                            valueOf("parley_" + way + "_packets_total{protocol=\"udp\",worker=\"worker-0\"}"))
                    .isGreaterThan(50));
            await().untilAsserted(() -> assertThat(
                            valueOf("parley_" + way + "_bytes_total{protocol=\"udp\",worker=\"worker-0\"}"))
                    .isGreaterThan(5_000));
        }
    }

    @Test
    void theLoopsLagIsMeasured() {
        await().untilAsserted(() -> assertThat(valueOf("parley_event_loop_lag_seconds_count{worker=\"worker-0\"}"))
                .isGreaterThan(10));
    }

    @Test
    void aRefusedTokenIsCountedUnderItsReason() throws Exception {
        double before = valueOf("parley_refused_tokens_total{reason=\"missing\"}");
        assertThatThrownBy(() -> client.join("board")).isInstanceOf(LoadException.class);
        assertThat(valueOf("parley_refused_tokens_total{reason=\"missing\"}")).isEqualTo(before + 1);
    }

    @Test
    void metricsAreNotServedToThosePagesAreServedTo() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.httpPort() + "/metrics");
            assertThat(http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void everyNameOnTheDashboardIsThatOfAMetric() throws Exception {
        // Without TLS there is no certificate; its metric is written as all others are.
        Set<String> there = scrape().stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        there.add("parley_certificate_expiry_timestamp_seconds");
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("..", "installers", "server", "grafana-parley.json")
                        .toFile());
        List<String> expressions = dashboard.findValuesAsText("expr");
        assertThat(expressions).hasSizeGreaterThan(20);
        Set<String> used = expressions.stream()
                .flatMap(expression -> NAME.matcher(expression).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        assertThat(there).containsAll(used);
        assertThat(expressions).allSatisfy(expression -> assertThat(expression).containsPattern(NAME));
    }
}

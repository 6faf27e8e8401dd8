package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Worker whose loop breaks takes its own room with it, for as long as it takes to join again, and no other room. */
final class WorkerDeathIT {
    /** Notes every phase that the call goes through, with what the banner says, from now on. */
    private static final String NOTE_PHASES = """
            (() => {
              const call = document.querySelector('[data-testid="call"]');
              const banner = document.querySelector('[data-testid="connection-banner"]');
              window.phases = [];
              new MutationObserver(() => phases.push(call.dataset.state + ": " + banner.textContent))
                .observe(call, { attributeFilter: ["data-state"] });
            })()
            """;

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    private final int firstPort = RunningServer.freeRtcPorts();
    /** Inside this process: only from there can one of its Workers be broken. */
    private final ParleyServer server = new ParleyServer(ServerConfiguration.builder()
            .httpPort(0)
            .rtcPort(firstPort)
            .workers(2)
            .build());

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aWorkerThatDiesEndsItsOwnRoomOnlyAndItsPeopleRejoinAtOnce() throws Exception {
        ChromiumPage annasPage = chromium.newPage("Anna");
        ChromiumPage bertsPage = chromium.newPage("Bert");
        Person anna = Person.join(annasPage, room("broken"), "Anna");
        Person bert = Person.join(bertsPage, room("broken"), "Bert");
        ChromiumPage carlsPage = chromium.newPage("Carl");
        Person carl = Person.join(carlsPage, room("whole"), "Carl");
        Person dora = Person.join(chromium.newPage("Dora"), room("whole"), "Dora");
        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);
        carl.awaitSeesAndHears(dora);
        assertThat(mediaPorts(annasPage)).containsOnly(firstPort);
        assertThat(mediaPorts(carlsPage)).containsOnly(firstPort + 1);
        assertThat(health()).isEqualTo("{\"status\":\"ok\",\"workers\":2}");
        annasPage.evaluate(NOTE_PHASES);
        bertsPage.evaluate(NOTE_PHASES);
        List<String> toldCarl = Notices.aboutTheCall(carlsPage);
        String dorasTile = carl.of("Dora");
        long framesBefore = carl.instruments().reception(dorasTile).framesDecoded();

        server.execute(() -> server.workers().getFirst().execute(() -> {
            throw new AssertionError("broken on purpose");
        }));

        for (ChromiumPage page : List.of(annasPage, bertsPage)) {
            Waits.until("back in the call", () -> phases(page).size() >= 2);
            List<String> phases = phases(page);
            assertThat(phases.get(0)).startsWith("reconnecting: The room was interrupted on the server.");
            assertThat(phases.get(1)).startsWith("joined: You are back in the call.");
            assertThat(received(page, "roomClosed"))
                    .extracting(frame -> frame.path("payload").path("reason").asText())
                    .containsExactly("worker-died");
        }
        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);
        anna.awaitOthers("Bert");
        assertThat(mediaPorts(annasPage))
                .as("the successor has the port of the dead Worker")
                .containsOnly(firstPort);

        carl.instruments().awaitFrames(dorasTile, 5);
        assertThat(carl.of("Dora")).as("nobody in the other room was replaced").isEqualTo(dorasTile);
        assertThat(carl.instruments().reception(dorasTile).framesDecoded()).isGreaterThan(framesBefore);
        assertThat(Notices.aboutTheCall(carlsPage)).isEqualTo(toldCarl);
        assertThat(health()).isEqualTo("{\"status\":\"ok\",\"workers\":2}");
    }

    private String room(String room) {
        return root().resolve("/r/" + room).toString();
    }

    private URI root() {
        return URI.create("http://localhost:" + server.httpPort() + "/");
    }

    private String health() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(root().resolve("/health")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static List<String> phases(ChromiumPage page) {
        var phases = new ArrayList<String>();
        page.evaluate("phases").forEach(phase -> phases.add(phase.asText()));
        return phases;
    }

    private static List<JsonNode> received(ChromiumPage page, String type) {
        return page.framesReceived().stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    /** The ports of all candidates that the page was ever told. */
    private static List<Integer> mediaPorts(ChromiumPage page) {
        return received(page, "transportCreated").stream()
                .flatMap(frame -> frame.findValues("port").stream())
                .map(JsonNode::asInt)
                .toList();
    }
}

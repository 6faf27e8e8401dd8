package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.signaling.Role;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.signaling.RandomMeeting;
import dev.parley.sfu.signaling.SeenRoom;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** After all that can happen in a meeting a person in Chromium reads the right names, roles and hands. */
final class NamesAndRolesIT {
    private static final long SEED = 7;
    private static final int EVENTS = 200;
    private static final String ROOM = "random";

    /** Who takes part as everybody does is given no word. */
    private static final Map<Role, String> WORDS = Map.of(
            Role.OWNER, "Owner",
            Role.MODERATOR, "Moderator",
            Role.PARTICIPANT, "",
            Role.GUEST, "Guest",
            Role.VIEWER, "Viewer");

    @RegisterExtension
    static final Chromium chromium = Chromium.withoutDevices().inLargeWindows();

    @TempDir
    private Path data;

    private ParleyServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ParleyServer(ServerConfiguration.builder()
                .httpPort(0)
                .rtcPort(0)
                .workers(1)
                .dataDir(data)
                .arrivalsPerSecond(10_000)
                .announce(List.of("127.0.0.1"))
                .build());
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void namesRolesAndHandsAreRightAfter200Events() {
        try (RandomMeeting meeting = new RandomMeeting(server.httpPort(), ROOM, SEED)) {
            meeting.begin();
            ChromiumPage page = chromium.newPage("Anna");
            URI root = URI.create("http://localhost:" + server.httpPort() + "/");
            Person anna = Person.join(page, root.resolve("/r/" + ROOM).toString(), "Anna");
            String id = page.framesReceived().stream()
                    .filter(frame -> frame.path("type").asText().equals("roomJoined"))
                    .map(frame -> frame.at("/payload/state/self/peerId").asText())
                    .findFirst()
                    .orElseThrow();
            page.click("people");
            meeting.add(id, "Anna");

            meeting.run(EVENTS);

            Map<String, String> expected = expected(meeting.model().seenBy(id), id);
            Waits.untilAsserted("the list", () -> assertThat(shown(page)).isEqualTo(expected));
            List<String> others = expected.keySet().stream()
                    .filter(name -> !name.equals("Anna (you)"))
                    .toList();
            anna.awaitOthers(others.toArray(String[]::new));
            assertThat(page.complaints()).isEmpty();
        }
    }

    /** By name, the role in words and the place in the queue of hands. */
    private static Map<String, String> expected(SeenRoom room, String self) {
        return room.people().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getValue().name() + (entry.getKey().equals(self) ? " (you)" : ""),
                        entry -> line(
                                WORDS.getOrDefault(entry.getValue().role(), "?"),
                                room.hands().indexOf(entry.getKey()) + 1),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static String line(String role, int hand) {
        return role + (hand > 0 ? " hand " + hand : "");
    }

    private static Map<String, String> shown(ChromiumPage page) {
        Map<String, String> rows = new TreeMap<>();
        page.evaluate("""
                        [...document.querySelectorAll('[data-testid="roster-row"]')].map((row) => ({
                          name: row.querySelector('.roster-name').textContent,
                          role: row.querySelector('.roster-role')?.textContent ?? '',
                          hand: Number(row.querySelector('.roster-hand')?.textContent ?? 0),
                        }))""")
                .forEach(row -> rows.put(
                        row.path("name").asText(),
                        line(row.path("role").asText(), row.path("hand").asInt())));
        return rows;
    }
}

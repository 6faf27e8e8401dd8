package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.RoomSpread;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room on two Workers is like any other to those in it, and goes on when the one dies that is not its home. */
final class SpreadRoomIT {
    private static final int FULL_WIDTH = 1280;

    @RegisterExtension
    static final Chromium chromium = Chromium.withLargeCamera(10);

    private final Map<Person, ChromiumPage> pages = new HashMap<>();
    private final int firstPort = RunningServer.freeRtcPorts();
    /** Inside this process: only from there can one of its Workers be broken. */
    private final ParleyServer server = new ParleyServer(ServerConfiguration.builder()
            .httpPort(0)
            .rtcPort(firstPort)
            .workers(2)
            .roomSpread(RoomSpread.ALWAYS)
            .build());

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Person join(String name, int width) {
        ChromiumPage page = chromium.newPage(name);
        page.page().setViewportSize(width, 720);
        Person person = Person.join(page, room(), name);
        pages.put(person, page);
        return person;
    }

    private ChromiumPage pageOf(Person person) {
        return Objects.requireNonNull(pages.get(person));
    }

    /** The frames of one type that a person's page was sent. */
    private List<JsonNode> received(Person person, String type) {
        return pageOf(person).framesReceived().stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    private String room() {
        return URI.create("http://localhost:" + server.httpPort() + "/r/wide").toString();
    }

    /** The port of the Worker on which a person receives or sends. */
    private int port(Person person, String direction) {
        List<JsonNode> created = received(person, "transportCreated").stream()
                .map(frame -> frame.path("payload"))
                .filter(payload -> payload.path("direction").asText().equals(direction))
                .toList();
        return created.getLast().path("iceCandidates").path(0).path("port").asInt();
    }

    private static int width(Person viewer, Person shown) {
        return viewer.instruments().reception(viewer.of(shown.name())).width();
    }

    @Test
    void peopleOnTwoWorkersSeeAndHearEachOtherInTheSizeTheyWatch() {
        Person anna = join("Anna", FULL_WIDTH);
        Person bert = join("Bert", 400);
        Person cleo = join("Cleo", FULL_WIDTH);
        List<Person> people = List.of(anna, bert, cleo);
        for (Person person : people) {
            people.stream().filter(other -> other != person).forEach(person::awaitSeesAndHears);
        }
        assertThat(people).extracting(person -> port(person, "send")).containsOnly(firstPort);
        assertThat(people)
                .extracting(person -> port(person, "recv"))
                .containsExactlyInAnyOrder(firstPort, firstPort + 1, firstPort);

        Person far = people.stream()
                .filter(person -> port(person, "recv") != firstPort)
                .findFirst()
                .orElseThrow();
        Person shown =
                people.stream().filter(person -> person != far).findFirst().orElseThrow();
        pageOf(far).page().setViewportSize(FULL_WIDTH, 720);
        far.pin(shown);
        Waits.until("the full picture crosses", () -> width(far, shown) == FULL_WIDTH);
        pageOf(far).page().setViewportSize(400, 450);
        Waits.until("a smaller one is enough", () -> width(far, shown) < FULL_WIDTH);
        far.instruments().awaitFrames(far.of(shown.name()), 20);

        shown.toggleCamera();
        Waits.until("the camera is off", () -> far.showsCameraOff(shown));
        shown.toggleCamera();
        far.awaitSees(shown);
        shown.leave();
        Waits.until("who left is gone", () -> !far.others().contains(shown.name()));
        assertThat(far.page().complaints()).isEmpty();
    }

    @Test
    void whoReceivesOnAWorkerThatDiesIsBackAtOnceAndTheOthersStay() {
        Person anna = join("Anna", FULL_WIDTH);
        Person bert = join("Bert", FULL_WIDTH);
        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);
        Person stays = port(anna, "recv") == firstPort ? anna : bert;
        Person away = stays == anna ? bert : anna;
        assertThat(port(away, "recv")).isEqualTo(firstPort + 1);
        int joinsBefore = joins(stays);

        server.execute(() -> server.workers().getLast().execute(() -> {
            throw new AssertionError("broken on purpose");
        }));

        Waits.until("put out and back", () -> joins(away) == 2);
        away.awaitSeesAndHears(stays);
        stays.awaitSeesAndHears(away);
        stays.awaitOthers(away.name());
        assertThat(joins(stays)).as("who was not on it stayed in the room").isEqualTo(joinsBefore);
        assertThat(port(away, "recv")).isEqualTo(firstPort + 1);
    }

    private int joins(Person person) {
        return received(person, "roomJoined").size();
    }
}

package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.load.BadLine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A path that breaks and comes back elsewhere, in both clients at once; a path that is bad. */
final class NetworkChangeIT {
    private static final long SEED = 5;

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("--workers", "1", "--rtc-host", "127.0.0.1", "--announce", LossyRelay.ADDRESS);

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    private LossyRelay relay;

    @BeforeEach
    void open() {
        relay = LossyRelay.begin(server.rtcAddress().getPort(), SEED, BadLine.Conditions.GOOD.delayed(5, 0));
    }

    @AfterEach
    void closeRelay() {
        relay.close();
    }

    @Test
    void bothClientsMendTheirPathsAndKeepTheirPlaces() throws IOException {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("moved"), "Anna");
        try (NativeClient nils = NativeClient.joinSmall(server, "moved", "Nils")) {
            anna.awaitOthers("Nils");
            String tile = anna.of("Nils");
            anna.instruments().awaitPicture(tile);
            Waits.until("Nils sees Anna", () -> nils.pictures("Anna").size() > 5);

            relay.dark(true);
            anna.awaitState("repairing");
            nils.awaitLine("repairing");
            Waits.until("Anna asked for a restart of ICE", () -> types(page).contains("iceRestarted"));
            relay.move();
            relay.dark(false);

            anna.awaitState("joined");
            anna.instruments().awaitFrames(tile, 10);
            anna.instruments().awaitSound(tile);
            int before = nils.pictures("Anna").size();
            Waits.until("Nils sees Anna again", () -> nils.pictures("Anna").size() > before + 5);
            assertThat(anna.of("Nils")).isEqualTo(tile);
            assertThat(types(page))
                    .as("nobody left, nothing was made anew")
                    .doesNotContain("peerLeft", "producerClosed")
                    .containsOnlyOnce("roomJoined");
            assertThat(nils.lines()).doesNotContain("removed Anna", "reconnecting");
            assertThat(nils.count("joined")).isEqualTo(1);
        }
    }

    @Test
    void whoseLineIsBadHasAMarkThatGoesWithIt() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("marked"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("marked"), "Bert");
        anna.awaitSeesAndHears(bert);
        bert.toggleCamera(); // whose ten pictures a second are fair at best
        Waits.until("all is well", () -> quality(anna, bert).equals("good"));

        relay.become(BadLine.Conditions.GOOD.losing(0.3).delayed(5, 0));
        Waits.until("it is marked", () -> List.of("fair", "poor").contains(quality(anna, bert)));
        relay.become(BadLine.Conditions.GOOD.delayed(5, 0));
        Waits.until("all is well again", () -> quality(anna, bert).equals("good"));
    }

    private static String quality(Person viewer, Person other) {
        return viewer.page()
                .evaluate("document.querySelector(" + Scripts.literal(viewer.of(other.name())) + ").dataset.quality")
                .asText("");
    }

    private static List<String> types(ChromiumPage page) {
        return page.framesReceived().stream()
                .map(frame -> frame.path("type").asText())
                .toList();
    }
}

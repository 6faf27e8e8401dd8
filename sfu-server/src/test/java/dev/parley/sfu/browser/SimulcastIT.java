package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everyone gets the picture that the place on the screen is good for, and does not see it change. */
final class SimulcastIT {
    private static final int LAYERS = 3;
    private static final int FULL_WIDTH = 1280;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withLargeCamera(10);

    @Test
    void aSmallWindowGetsASmallPictureAndALargeOneALargeAndTheChangeIsNoFreeze() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("layers"), "Anna");
        ChromiumPage window = chromium.newPage("Bert");
        window.page().setViewportSize(400, 450);
        Person bert = watcher(window, "Bert");
        ChromiumPage large = chromium.newPage("Cleo");
        large.page().setViewportSize(FULL_WIDTH, 720);
        Person cleo = watcher(large, "Cleo");
        bert.awaitSees(anna);
        cleo.awaitSees(anna);
        cleo.pin(anna);

        Waits.until("Cleo is sent the full picture", () -> width(cleo) == FULL_WIDTH);
        Waits.until("Bert is sent a smaller one", () -> width(bert) < FULL_WIDTH);
        assertThat(anna.instruments().sending().stream()
                        .filter(stream -> stream.kind().equals("video"))
                        .count())
                .isEqualTo(LAYERS);

        long freezesOfBert = freezes(bert);
        long freezesOfCleo = freezes(cleo);
        window.page().setViewportSize(FULL_WIDTH, 720);
        bert.pin(anna);
        Waits.until("Bert is sent the full picture", () -> width(bert) == FULL_WIDTH);
        bert.instruments().awaitFrames(bert.of("Anna"), 20);
        window.page().setViewportSize(400, 450);
        Waits.until("Bert is sent a smaller picture again", () -> width(bert) < FULL_WIDTH);
        bert.instruments().awaitFrames(bert.of("Anna"), 20);

        // A busy machine makes pictures stand still, but not more often for whose layers change.
        assertThat(freezes(bert) - freezesOfBert).isLessThanOrEqualTo(freezes(cleo) - freezesOfCleo);
        assertThat(bert.page().complaints()).isEmpty();
    }

    @Test
    void whatNobodyWatchesIsNotSent() {
        ChromiumPage window = chromium.newPage("Dora");
        window.page().setViewportSize(400, 450);
        Person anna = Person.join(chromium.newPage("Anna"), server.room("unwatched"), "Anna");
        Person dora = Person.join(window, server.room("unwatched"), "Dora");
        dora.toggleCamera();
        dora.awaitSees(anna);

        Waits.until("Anna sends fewer encodings", () -> encodingsThatGrow(anna) < LAYERS);
        dora.instruments().awaitFrames(dora.of("Anna"), 10);

        window.page().setViewportSize(FULL_WIDTH, 720);
        dora.pin(anna);
        Waits.until("Dora is sent the full picture", () -> width(dora) == FULL_WIDTH);
    }

    private static Person watcher(ChromiumPage page, String name) {
        Person person = Person.join(page, server.room("layers"), name);
        person.toggleCamera();
        return person;
    }

    private static int width(Person viewer) {
        return viewer.instruments().reception(viewer.of("Anna")).width();
    }

    private static long freezes(Person viewer) {
        return viewer.instruments().reception(viewer.of("Anna")).freezes();
    }

    /** How many encodings of somebody's camera were sent between two looks, among which time passes. */
    private static long encodingsThatGrow(Person person) {
        var before = person.instruments().sending();
        var ignored = person.instruments().counters(Scripts.byTestId("tile") + "[data-self=\"true\"]", 10);
        var after = person.instruments().sending();
        assertThat(ignored).hasSize(10);
        long growing = 0;
        for (int i = 0; i < after.size(); i++) {
            boolean video = after.get(i).kind().equals("video");
            if (video
                    && i < before.size()
                    && after.get(i).bytes() > before.get(i).bytes()) {
                growing++;
            }
        }
        return growing;
    }
}

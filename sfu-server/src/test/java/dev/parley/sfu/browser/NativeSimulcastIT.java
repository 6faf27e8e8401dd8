package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The desktop client's camera comes in three sizes, each to whom it is good for. */
final class NativeSimulcastIT {
    private record Window(int width, int height, int picture) {}

    private static final List<Window> WINDOWS =
            List.of(new Window(340, 480, 320), new Window(700, 450, 640), new Window(1280, 720, 1280));

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void aWindowOfEachSizeGetsThePictureOfThatSize() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("sizes"), "Anna");
        anna.toggleCamera();
        // Few pictures a second: how large they are is what counts, and each is coded three times.
        try (NativeClient nils = NativeClient.join(
                server, "sizes", "Nils", "--camera", "test-pattern:1280x720@5", "--receive", "none")) {
            Waits.until("Anna is shown a tile of Nils", () -> anna.others().contains(nils.name()));
            String tile = anna.of(nils.name());
            anna.instruments().awaitPicture(tile);
            anna.pin(nils.name());
            for (Window window : WINDOWS) {
                page.page().setViewportSize(window.width(), window.height());
                Waits.until(
                        "a picture " + window.picture() + " pixels wide in " + window,
                        () -> anna.instruments().reception(tile).width() == window.picture());
                anna.instruments().awaitFrames(tile, 3);
            }
            assertThat(nils.leave()).isZero();
            assertThat(page.complaints()).isEmpty();
        }
    }
}

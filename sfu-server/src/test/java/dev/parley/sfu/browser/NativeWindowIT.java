package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The real window of the desktop client on a display without a screen: a call of nine, and a picture of it to look at in
 * {@code target/browser-made}.
 */
final class NativeWindowIT {
    private static final int BOTS = 7;
    private static final int COLUMNS = 3;
    private static final int ROWS = 3;
    /** Colours at a width of eight bits each in one tile; an initial on a disc has a few dozen. */
    private static final int MANY_COLOURS = 80;

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @RegisterExtension
    static final Chromium chromium = Chromium.withCamera(CounterClip::file);

    @Test
    void theWindowShowsEveryoneOfACallOfNine() throws IOException, InterruptedException {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("nine"), "Anna");
        Path picture = Evidence.made().resolve("window-of-nine.png");
        Files.deleteIfExists(picture);
        Process bots = started(NativeProcess.bots(BOTS, server.room("nine"), "test-pattern:320x180@15"), "bots");
        Process window = null;
        try (VirtualScreen screen = VirtualScreen.open(1280, 900)) {
            Waits.until("Anna sees the bots", () -> anna.others().size() == BOTS);
            window = started(
                    NativeProcess.window(
                            screen.name(),
                            Files.createTempDirectory(Evidence.logs(), "Nils-window-"),
                            server.room("nine"),
                            "Nils",
                            "test-pattern:320x180@15"),
                    "window");
            Waits.until("Anna sees Nils and the bots", () -> anna.others().size() == BOTS + 1);
            awaitNinePictures(window, screen, picture);
            anna.instruments().awaitPicture(anna.of("Nils"));
            window.destroy();
            assertThat(window.waitFor(20, TimeUnit.SECONDS))
                    .as("the window ends")
                    .isTrue();
            Waits.until("Nils is gone", () -> !anna.others().contains("Nils"));
        } finally {
            bots.destroyForcibly();
            if (window != null) {
                window.destroyForcibly();
            }
        }
    }

    private static Process started(ProcessBuilder program, String log) throws IOException {
        return program.redirectErrorStream(true)
                .redirectOutput(Evidence.logs().resolve("nine-" + log + ".log").toFile())
                .start();
    }

    /** Each ninth of the window has a tile, and each tile a picture. */
    private static void awaitNinePictures(Process window, VirtualScreen screen, Path picture) {
        Waits.until("nine pictures in the window, see " + picture, () -> {
            assertThat(window.isAlive()).isTrue();
            BufferedImage image = screen.photograph(picture);
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    if (colours(image, column, row) < MANY_COLOURS) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    private static int colours(BufferedImage image, int column, int row) {
        int width = image.getWidth() / COLUMNS;
        int height = image.getHeight() / ROWS;
        Set<Integer> colours = new HashSet<>();
        for (int y = row * height; y < (row + 1) * height; y++) {
            for (int x = column * width; x < (column + 1) * width; x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }
}

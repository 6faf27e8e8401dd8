package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The real window of the desktop client on a display without a screen: a call of nine, and a picture of it to look at in
 * a folder of {@code target/browser-made}.
 */
final class NativeWindowIT {
    private static final int BOTS = 7;
    private static final int COLUMNS = 3;
    private static final int ROWS = 3;
    /** The share of a ninth that changes where a picture moves; the join window has one picture, and a level meter. */
    private static final double MOVING = 0.05;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withCamera(CounterClip::file);

    @Test
    void theWindowShowsEveryoneOfACallOfNine() throws IOException, InterruptedException {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("nine"), "Anna");
        Path picture = Evidence.made().resolve("window-of-nine.png");
        Files.deleteIfExists(picture);
        Process window = null;
        Process bots = null;
        try (VirtualScreen screen = VirtualScreen.open(1280, 900)) {
            // First, while it has the machine almost to itself: nothing takes as long as a window's first pictures.
            window = started(
                    NativeProcess.window(
                            BuiltProgram.SHORT_LIVED,
                            screen.name(),
                            Files.createTempDirectory(Evidence.logs(), "Nils-window-"),
                            server.room("nine"),
                            "Nils",
                            "test-pattern:320x180@15"),
                    "window");
            Waits.until("Anna sees Nils", () -> anna.others().contains("Nils"));
            bots = started(NativeProcess.bots(BOTS, server.room("nine"), "test-pattern:320x180@15"), "bots");
            Waits.until("Anna sees Nils and the bots", () -> anna.others().size() == BOTS + 1);
            awaitNinePictures(window, screen, picture);
            anna.instruments().awaitPicture(anna.of("Nils"));
            window.destroy();
            assertThat(window.waitFor(20, TimeUnit.SECONDS))
                    .as("the window ends")
                    .isTrue();
            Waits.until("Nils is gone", () -> !anna.others().contains("Nils"));
        } finally {
            if (bots != null) {
                bots.destroyForcibly();
            }
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

    /** Each ninth of the window has a tile, and something moves in each tile. */
    private static void awaitNinePictures(Process window, VirtualScreen screen, Path picture)
            throws IOException, InterruptedException {
        AtomicReference<BufferedImage> last = new AtomicReference<>(screen.photograph(picture));
        Waits.until("nine pictures that move in the window, see " + picture, () -> {
            assertThat(window.isAlive()).isTrue();
            BufferedImage now = screen.photograph(picture);
            BufferedImage before = last.getAndSet(now);
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    if (changed(before, now, column, row) < MOVING) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    /** The share of the pixels of one ninth that differ between two photographs. */
    private static double changed(BufferedImage before, BufferedImage now, int column, int row) {
        int width = now.getWidth() / COLUMNS;
        int height = now.getHeight() / ROWS;
        int different = 0;
        for (int y = row * height; y < (row + 1) * height; y++) {
            for (int x = column * width; x < (column + 1) * width; x++) {
                different += before.getRGB(x, y) == now.getRGB(x, y) ? 0 : 1;
            }
        }
        return (double) different / (width * height);
    }
}

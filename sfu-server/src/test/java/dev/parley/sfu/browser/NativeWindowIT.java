package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real window of the desktop client on a display without a screen: a call of four, and a picture of it to look at. */
final class NativeWindowIT {
    private static final int BOTS = 2;
    /** Colours at a width of eight bits each; a window that shows nothing has a few dozen. */
    private static final int MANY_COLOURS = 300;

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @RegisterExtension
    static final Chromium chromium = Chromium.withCamera(CounterClip::file);

    @Test
    void theWindowShowsEveryoneOfACallOfFour() throws IOException, InterruptedException {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("four"), "Anna");
        Path picture = Evidence.made().resolve("window-of-four.png");
        Files.deleteIfExists(picture);
        List<NativeClient> bots = new ArrayList<>();
        Process display = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader number = display.inputReader(StandardCharsets.US_ASCII)) {
            for (int i = 1; i <= BOTS; i++) {
                bots.add(NativeClient.join(
                        server, "four", "Bot " + i, "--camera", "test-pattern:320x180", "--speaker", "null"));
                int there = i;
                Waits.until("Anna sees " + i + " bots", () -> anna.others().size() == there);
            }
            String name = ":" + number.readLine();
            Process window = NativeClient.window(name, server.room("four"), "Nils");
            try {
                Waits.until("Anna sees Nils and the bots", () -> anna.others().size() == BOTS + 1);
                anna.instruments().awaitPicture(anna.of("Nils"));
                BufferedImage seen = awaitColours(window, name, picture);
                assertThat(seen.getWidth()).isEqualTo(1280);
            } finally {
                window.destroy();
                assertThat(window.waitFor(20, TimeUnit.SECONDS))
                        .as("the window ends")
                        .isTrue();
            }
            Waits.until("Nils is gone", () -> !anna.others().contains("Nils"));
        } finally {
            bots.forEach(NativeClient::close);
            display.destroy();
        }
    }

    private static BufferedImage awaitColours(Process window, String display, Path picture) {
        List<BufferedImage> last = new ArrayList<>();
        Waits.until("a window full of pictures, see " + picture, () -> {
            assertThat(window.isAlive()).isTrue();
            NativeClient.photograph(display, picture);
            File file = picture.toFile();
            BufferedImage image = ImageIO.read(file);
            last.add(image);
            return colours(image) > MANY_COLOURS;
        });
        return last.getLast();
    }

    private static int colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }
}

package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A join link leads to the browser and, for who wants it, to the app. Pictures are under {@code target/browser-made}. */
final class OpenInAppIT {
    /**
     * Writes down wherever the page wants to go, before it goes, and which devices it has opened. To the app it does not
     * go: the browser's question whether it may would lie over the page, unseen, and take its clicks.
     */
    private static final String WITNESS = """
            window.wanted = [];
            window.opened = [];
            navigation.addEventListener('navigate', (event) => {
              window.wanted.push(event.destination.url);
              if (!event.destination.url.startsWith('http')) {
                event.preventDefault();
              }
            });
            const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            navigator.mediaDevices.getUserMedia = async (wish) => {
              const stream = await open(wish);
              window.opened.push(...stream.getTracks());
              return stream;
            };
            """;

    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "--token-rooms",
            "board",
            "--token-secret-file",
            Invitations.secretFile().toString());

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void theAppIsOpenedWithTheInvitationAndOnlyWhenAskedFor() {
        String token = Invitations.to("board", Duration.ofHours(1));
        String link = "parley://" + server.root().getAuthority() + "/r/board#token=" + token;
        ChromiumPage page = witnessed();
        Person anna = Person.open(page, server.room("board") + "#token=" + token, "Anna");
        anna.awaitShown("open-in-app");
        assertThat(page.page().textContent(Scripts.byTestId("ways")))
                .isEqualTo("Continue in the browser, or Open in the app");
        assertThat(page.page().getAttribute(Scripts.byTestId("open-in-app"), "href"))
                .isEqualTo(link);
        Waits.until("the camera is on", () -> liveTracks(page) >= 2);
        assertThat(wanted(page)).isEmpty();

        page.click("open-in-app");
        anna.awaitShown("app-page");
        assertThat(wanted(page)).isEqualTo(link);
        Waits.until("camera and microphone are free for the app", () -> liveTracks(page) == 0);

        page.click("continue-in-browser");
        anna.awaitShown("join-page");
        page.fill("join-name", "Anna");
        anna.join();
        assertThat(wanted(page)).as("asked for once").isEqualTo(link);
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1280, 800, LIGHT",
        "1280, 800, DARK",
        "820, 1100, LIGHT",
        "820, 1100, DARK",
        "390, 844, LIGHT",
        "390, 844, DARK"
    })
    void thePageFitsAndBothWaysCanBeSeen(int width, int height, ColorScheme colours) {
        ChromiumPage page = witnessed();
        page.page().setViewportSize(width, height);
        page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        Person anna = Person.open(page, server.room("calm-otter-harbor-42"), "Anna");
        anna.awaitShown("open-in-app");
        Waits.until("the camera is on", () -> liveTracks(page) >= 2);
        photograph(page, "join", width, colours);
        assertThat(overflow(page)).isZero();
        page.click("open-in-app");
        anna.awaitShown("app-page");
        anna.awaitShown("continue-in-browser");
        photograph(page, "app", width, colours);
        assertThat(overflow(page)).isZero();
    }

    private static ChromiumPage witnessed() {
        ChromiumPage page = chromium.newPage("Anna");
        page.page().addInitScript(WITNESS);
        return page;
    }

    private static void photograph(ChromiumPage page, String what, int width, ColorScheme colours) {
        Path file = Evidence.made().resolve(what + "-" + width + "-" + colours + ".png");
        page.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    private static int overflow(ChromiumPage page) {
        return page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")
                .asInt();
    }

    /** Of the camera and the microphone that the page has opened. */
    private static int liveTracks(ChromiumPage page) {
        return page.evaluate("window.opened.filter((track) => track.readyState === 'live').length")
                .asInt();
    }

    /** Where the page wanted to go with another scheme than its own. */
    private static String wanted(ChromiumPage page) {
        return page.evaluate("window.wanted.filter((url) => !url.startsWith('http')).join(' ')")
                .asText();
    }
}

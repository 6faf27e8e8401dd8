package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A shared screen is seen by the others, picture by picture. The browser's own choice of a screen needs a screen; in its place
 * stands one that counts.
 */
final class ShareIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    private static ChromiumPage newPage(String who) {
        ChromiumPage page = chromium.newPage(who);
        page.page().addInitScript(Scripts.resource("counted-screen.js"));
        return page;
    }

    @Test
    void whatIsSharedIsSeenLargeAndInOrderUntilItEnds() {
        ChromiumPage annasPage = newPage("Anna");
        Person anna = Person.join(annasPage, server.room("share"), "Anna");
        Person bert = Person.join(newPage("Bert"), server.room("share"), "Bert");
        bert.awaitSees(anna);

        annasPage.click("share");

        bert.awaitOthers("Anna", "Screen of Anna");
        String screen = bert.of("Screen of Anna");
        bert.instruments().awaitFrames(screen, 5);
        assertCounts(bert, screen);
        Waits.until("it is large", () -> role(bert, screen).equals("large"));
        bert.awaitSees(anna);

        annasPage.click("freeze-share");
        anna.awaitShown("share-note");
        int still = awaitStandingStill(bert, screen);
        Person carl = Person.join(newPage("Carl"), server.room("share"), "Carl");
        carl.awaitOthers("Anna", "Bert", "Screen of Anna");
        String carls = carl.of("Screen of Anna");
        Waits.until("who comes later sees the picture that stands still", () -> counter(carl, carls) == still);
        assertThat(bert.of("Screen of Anna"))
                .as("it is the same screen all the time")
                .isEqualTo(screen);
        annasPage.click("freeze-share");
        Waits.until("the screen goes on", () -> counter(bert, screen) != still);
        assertCounts(bert, screen);

        annasPage.click("share");
        carl.awaitOthers("Anna", "Bert");
        carl.leave();
        bert.awaitOthers("Anna");
        bert.awaitSees(anna);
    }

    @Test
    void severalShareAtOnceAndWhoComesLaterSeesAll() {
        ChromiumPage annasPage = newPage("Anna");
        ChromiumPage bertsPage = newPage("Bert");
        Person anna = Person.join(annasPage, server.room("both"), "Anna");
        Person bert = Person.join(bertsPage, server.room("both"), "Bert");
        anna.awaitSees(bert);
        annasPage.click("share");
        bertsPage.click("share");
        anna.awaitOthers("Bert", "Screen of Bert");
        bert.awaitOthers("Anna", "Screen of Anna");

        Person carl = Person.join(newPage("Carl"), server.room("both"), "Carl");

        carl.awaitOthers("Anna", "Bert", "Screen of Anna", "Screen of Bert");
        for (String name : List.of("Screen of Anna", "Screen of Bert")) {
            String screen = carl.of(name);
            carl.instruments().awaitFrames(screen, 5);
            assertCounts(carl, screen);
        }
    }

    @Test
    void aScreenIsHeardAsLoudAsOneLikesAndEnlargedAndMoved() {
        ChromiumPage annasPage = newPage("Anna");
        ChromiumPage bertsPage = newPage("Bert");
        Person anna = Person.join(annasPage, server.room("sound"), "Anna");
        Person bert = Person.join(bertsPage, server.room("sound"), "Bert");
        anna.toggleMicrophone();
        bert.awaitSees(anna);
        annasPage.evaluate("window.screenSounds = true");

        annasPage.click("share");
        bert.awaitOthers("Anna", "Screen of Anna");
        String sound = "audio" + bert.of("Anna") + "[data-sound=screen]";
        bert.instruments().awaitSound(sound);

        String screen = bert.of("Screen of Anna");
        Keyboard keys = bertsPage.page().keyboard();
        bertsPage.page().locator(screen + " " + Scripts.byTestId("tile-menu")).focus();
        keys.press("Enter");
        bertsPage.page().locator(Scripts.byTestId("menu-screen-volume")).focus();
        keys.press("Home");
        keys.press("Escape");
        assertThat(volume(bertsPage, sound)).isZero();
        assertThat(volume(bertsPage, "audio" + bert.of("Anna") + "[data-sound=voice]"))
                .isEqualTo(1);

        bertsPage.page().locator(screen).focus();
        keys.press("+");
        keys.press("+");
        assertThat(zoom(bertsPage, screen)).isEqualTo("1.56");
        keys.press("ArrowRight");
        assertThat(transform(bertsPage, screen)).contains("translate(-60px");
        bertsPage.page().locator(screen).hover();
        bertsPage.page().mouse().wheel(0, -100);
        Waits.until("the wheel enlarges it", () -> zoom(bertsPage, screen).equals("1.95"));
        bertsPage.page().locator(screen).focus();
        keys.press("0");
        assertThat(zoom(bertsPage, screen)).isEqualTo("1.00");

        annasPage.click("freeze-share");
        bert.instruments().awaitSilence(bert.of("Anna")); // her microphone is off
    }

    private static double volume(ChromiumPage page, String audio) {
        return page.evaluate("document.querySelector(" + Scripts.literal(audio) + ").volume")
                .asDouble();
    }

    private static String zoom(ChromiumPage page, String tile) {
        return page.evaluate("document.querySelector(" + Scripts.literal(tile) + ").dataset.zoom")
                .asText("");
    }

    private static String transform(ChromiumPage page, String tile) {
        return page.evaluate("document.querySelector(" + Scripts.literal(tile + " video") + ").style.transform")
                .asText("");
    }

    /** The numbers are readable and go up, modulo their range, though not every picture has to be seen. */
    private static void assertCounts(Person viewer, String screen) {
        List<Integer> counters = viewer.instruments().counters(screen, 20);
        assertThat(counters).as("pictures with a number").doesNotContain(-1);
        CounterClip.Progress progress = CounterClip.progress(counters);
        assertThat(progress.sum()).isPositive();
        assertThat(progress.largestStep()).as("%s never goes back", counters).isLessThan(CounterClip.FRAMES / 2);
    }

    /** The number that stays, once two pictures in a row show it: it is repeated once a second. */
    private static int awaitStandingStill(Person viewer, String screen) {
        Waits.until("the screen stands still", () -> {
            List<Integer> counters = viewer.instruments().counters(screen, 3);
            return Set.copyOf(counters).size() == 1 && !counters.contains(-1);
        });
        return counter(viewer, screen);
    }

    private static int counter(Person viewer, String screen) {
        return viewer.instruments().counters(screen, 1).getFirst();
    }

    private static String role(Person viewer, String tile) {
        return viewer.page()
                .evaluate("document.querySelector(" + Scripts.literal(tile) + ").dataset.role")
                .asText("");
    }
}

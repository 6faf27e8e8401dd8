package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the tiles say of people, and how the person has them shown. */
final class MarksIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void whoMakesASoundHasARingThatGoesInSilence() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("ring"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("ring"), "Bert");
        anna.awaitSeesAndHears(bert);

        awaitData(anna, "Bert", "speaking", "true"); // he beeps once a second
        bert.toggleMicrophone();
        awaitData(anna, "Bert", "muted", "true");
        awaitData(anna, "Bert", "speaking", "false");
        assertThat(shownMarks(anna, "Bert")).contains("tile-muted");
        // A busy machine makes a line only fair, and the label says that too.
        assertThat(labelOf(anna, "Bert")).matches("Bert, muted(, (fair|poor) connection)?");

        bert.page().click("hand");
        awaitData(anna, "Bert", "hand", "1");
        assertThat(shownMarks(anna, "Bert")).contains("tile-muted", "tile-hand");
    }

    @Test
    void whoHasNoVideoCanBeHiddenAndComesBackWithIt() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("video"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("video"), "Bert");
        Person cleo = Person.join(chromium.newPage("Cleo"), server.room("video"), "Cleo");
        anna.awaitSees(bert);
        anna.awaitSees(cleo);
        bert.toggleCamera();
        awaitData(anna, "Bert", "camera", "off");

        page.click("view");
        page.click("hide-without-video");
        page.page().keyboard().press("Escape");
        Waits.until("Bert is not shown", () -> !isShown(anna, "Bert"));
        assertThat(isShown(anna, "Cleo")).isTrue();
        anna.instruments().awaitSound(anna.of("Bert"));

        bert.toggleCamera();
        Waits.until("Bert is shown", () -> isShown(anna, "Bert"));
        anna.awaitSees(bert);
    }

    @Test
    void theCallFillsTheScreenAndTheFiguresAreShownByAKey() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("figures"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("figures"), "Bert");
        anna.awaitSeesAndHears(bert);

        page.click("view");
        page.click("full-screen");
        Waits.until(
                "the call fills the screen",
                () -> page.evaluate("document.fullscreenElement !== null").asBoolean());
        page.click("view");
        assertThat(anna.textOf("full-screen")).isEqualTo("Leave full screen");
        page.click("full-screen");
        Waits.until(
                "it is in its window again",
                () -> page.evaluate("document.fullscreenElement === null").asBoolean());

        page.page().keyboard().press("t");
        anna.awaitShown("statistics");
        Waits.until("there is a picture's row", () -> rows(page).stream().anyMatch(MarksIT::isPictureOfBert));
        String terms = page.page()
                .locator(Scripts.byTestId("statistics") + " dl")
                .innerText()
                .replaceAll("\\s+", " ");
        assertThat(terms).containsPattern("UDP").containsPattern("\\d+ ms").containsPattern("\\d+ kbit/s");
        page.click("more");
        page.click("settings");
        page.page().locator(Scripts.byTestId("data-picker")).selectOption("1500");
        page.click("settings-done");
        Waits.until(
                "what limits the call is told", () -> anna.textOf("statistics").contains("your data limit"));
        assertThat(page.page()
                        .locator(Scripts.byTestId("statistics") + " th[scope=col]")
                        .allInnerTexts())
                .hasSize(8);
        page.page().keyboard().press("t");
        Waits.until(
                "they are away again",
                () -> !page.page().locator(Scripts.byTestId("statistics")).isVisible());
    }

    private static List<String> rows(ChromiumPage page) {
        return page.page().locator(Scripts.byTestId("statistics") + " tbody tr").allInnerTexts().stream()
                .map(row -> row.replaceAll("\\s+", " "))
                .toList();
    }

    /** Codec, size, layer, pictures a second, bits, losses, and how long it waits before it is shown. */
    private static boolean isPictureOfBert(String row) {
        return row.matches("Bert VP8 [1-9]\\d* × [1-9]\\d* \\d\\.\\d [1-9]\\d* [1-9][\\d,.]* \\d+(\\.\\d)? % \\d+ ms");
    }

    private static boolean isShown(Person viewer, String other) {
        return ((ChromiumPage) viewer.page())
                .page()
                .locator(viewer.of(other) + Scripts.byTestId("tile"))
                .isVisible();
    }

    private static List<String> shownMarks(Person viewer, String other) {
        return ((ChromiumPage) viewer.page())
                .page().locator(viewer.of(other) + " [data-testid^=tile-]").all().stream()
                        .filter(Locator::isVisible)
                        .map(mark -> mark.getAttribute("data-testid"))
                        .toList();
    }

    private static String labelOf(Person viewer, String other) {
        return viewer.page()
                .evaluate("document.querySelector(" + Scripts.literal(viewer.of(other)) + ").ariaLabel")
                .asText();
    }

    private static void awaitData(Person viewer, String other, String name, String value) {
        Waits.until(
                name + " of " + other + " is " + value + " for " + viewer.name(),
                () -> viewer.page()
                        .evaluate("document.querySelector(" + Scripts.literal(viewer.of(other)) + ").dataset." + name)
                        .asText("")
                        .equals(value));
    }
}

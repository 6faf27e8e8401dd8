package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a person sees the others is the person's choice, at once and in the language of choice, and it is remembered. */
final class StageIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void othersAreShownAlikeOrOneOfThemLarge() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("stage"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("stage"), "Bert");
        Person cleo = Person.join(chromium.newPage("Cleo"), server.room("stage"), "Cleo");
        anna.awaitSees(bert);
        anna.awaitSees(cleo);
        awaitRole(anna, bert, "equal");

        // By its menu, which one reaches by pointing at the tile.
        page.page()
                .locator(anna.of("Cleo") + " " + Scripts.byTestId("tile-menu"))
                .focus();
        page.page().keyboard().press("Enter");
        page.click("menu-pin");
        awaitRole(anna, cleo, "large");
        awaitRole(anna, bert, "strip");
        anna.awaitSees(bert);
        anna.awaitSees(cleo);

        page.page().keyboard().press("w");
        awaitRole(anna, cleo, "equal");
        page.page().keyboard().press("w");
        Waits.until("one of them is large", () -> count(page, "[data-role=large]") == 1);

        page.click("view");
        page.click("hide-self");
        Waits.until("Anna does not see herself", () -> count(page, "[data-self=true]:not([hidden])") == 0);
        page.page().keyboard().press("Escape");
        page.reload();
        anna.join();
        anna.awaitSees(bert);
        assertThat(page.evaluate("document.querySelector('[data-testid=stage]').dataset.mode")
                        .asText())
                .isEqualTo("speaker");
        assertThat(count(page, "[data-self=true]:not([hidden])")).isZero();
    }

    @Test
    void theLanguageIsThatOfTheBrowserUntilAnotherIsChosenWhichIsSpokenAtOnce() {
        ChromiumPage page = chromium.newPageIn("de-AT", "Anna");
        Person anna = Person.open(page, server.room("words"), "Anna");
        assertThat(anna.textOf("join-button")).isEqualTo("Jetzt teilnehmen");
        assertThat(page.evaluate("document.documentElement.lang").asText()).isEqualTo("de");
        anna.join();
        assertThat(label(page, "mute")).isEqualTo("Mikrofon stummschalten");

        page.click("more");
        page.click("settings");
        page.page().locator(Scripts.byTestId("language-picker")).selectOption("en");

        assertThat(label(page, "mute")).isEqualTo("Mute microphone");
        assertThat(page.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
        anna.awaitState("joined");
        page.reload();
        Waits.until("the choice is remembered", () -> anna.textOf("join-button").equals("Join now"));
    }

    @Test
    void oneCanSetHowLoudEachPersonIs() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("loud"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("loud"), "Bert");
        anna.awaitSeesAndHears(bert);

        page.page()
                .locator(anna.of("Bert") + " " + Scripts.byTestId("tile-menu"))
                .focus();
        page.page().keyboard().press("Enter");
        page.page().locator(Scripts.byTestId("menu-volume")).focus();
        page.page().keyboard().press("Home");
        page.page().keyboard().press("ArrowRight");

        assertThat(page.evaluate("document.querySelector('audio" + anna.of("Bert") + "').volume")
                        .asDouble())
                .isEqualTo(0.05, within(1e-6));
    }

    @Test
    void allThatCanBeDoneAboutSomebodyIsReachedFromTheListOfPeopleByKeyboard() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("roster"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("roster"), "Bert");
        anna.awaitSeesAndHears(bert);
        var keys = page.page().keyboard();
        page.page().locator(Scripts.byTestId("people")).focus();
        keys.press("Enter");
        Waits.until("the focus is on Anna's own row", () -> focusedRow(page).startsWith("Anna (you)"));
        keys.press("Tab");
        assertThat(focusedRow(page)).isEqualTo("Bert");

        keys.press("Enter");
        anna.awaitShown("person-menu");
        assertThat(page.evaluate("[...document.querySelectorAll('[data-testid=person-menu] [data-testid^=menu-]')]"
                                + ".map((row) => row.dataset.testid).join(' ')")
                        .asText())
                .isEqualTo("menu-volume menu-pin menu-message menu-mute menu-stop-video menu-spotlight menu-role"
                        + " menu-remove menu-ban");

        bert.toggleMicrophone();
        Waits.until(
                "Anna's list says that Bert is muted",
                () -> page.evaluate("document.querySelector("
                                + Scripts.literal("[data-testid=roster-row][aria-label='Bert, muted']") + ") !== null")
                        .asBoolean());
        keys.press("Escape");
        assertThat(focusedRow(page)).as("the focus comes back").isEqualTo("Bert, muted");
        keys.press("Shift+Tab");
        keys.press("Enter");
        anna.awaitShown("menu-hide-self");
    }

    private static String focusedRow(ChromiumPage page) {
        return page.evaluate("document.activeElement?.getAttribute('aria-label') ?? ''")
                .asText();
    }

    @Test
    void aProblemReportIsAFileOfFiguresInWhichNobodyAndNoRoomIsNamed() throws IOException {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("secretive"), "Annabella");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("secretive"), "Bertram");
        anna.awaitSeesAndHears(bert);
        page.click("chat");
        page.fill("chat-field", "between ourselves");
        page.click("chat-send");
        anna.awaitShown("message");
        page.click("panel-close");
        page.click("more");

        Download file = page.page().waitForDownload(() -> page.click("problem-report"));

        assertThat(file.suggestedFilename()).matches("parley-problem-[0-9T]+\\.json");
        String text = Files.readString(file.path());
        assertThat(text).doesNotContainIgnoringCase("Annabella", "Bertram", "secretive", "between ourselves");
        JsonNode report = Scripts.parse(text);
        assertThat(report.at("/call/phase").asText()).isEqualTo("joined");
        assertThat(report.at("/call/people").asInt()).isEqualTo(2);
        assertThat(report.at("/statistics/send").findValuesAsText("type")).contains("outbound-rtp");
        assertThat(report.at("/statistics/receive").findValuesAsText("type")).contains("inbound-rtp");
        assertThat(report.path("log"))
                .anySatisfy(line -> assertThat(line.asText()).endsWith("the call is joined false"));
        assertThat(anna.textOf("news")).contains("A file with technical figures was saved");
    }

    @Test
    void beside800PixelsOfCallThereIsRoomForThePanel() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("beside"), "Anna");
        page.click("people");
        anna.awaitShown("people-panel");

        BoundingBox panel = page.page().locator(".panel").boundingBox();
        BoundingBox tile = page.page()
                .locator(Scripts.byTestId("tile") + ":visible")
                .first()
                .boundingBox();
        BoundingBox bar = page.page().locator(Scripts.byTestId("leave")).boundingBox();
        assertThat(tile.x + tile.width).isLessThanOrEqualTo(panel.x);
        assertThat(tile.width).isGreaterThan(300);
        assertThat(bar.y).isGreaterThanOrEqualTo(panel.y + panel.height);
        assertThat(page.page().locator(Scripts.byTestId("mute")).isVisible()).isTrue();
    }

    private static void awaitRole(Person viewer, Person other, String role) {
        Waits.until(
                other.name() + " is " + role + " for " + viewer.name(),
                () -> viewer.page()
                        .evaluate(
                                "document.querySelector(" + Scripts.literal(viewer.of(other.name())) + ").dataset.role")
                        .asText("")
                        .equals(role));
    }

    private static int count(BrowserPage page, String tiles) {
        String selector = Scripts.byTestId("tile") + tiles;
        return page.evaluate("document.querySelectorAll(" + Scripts.literal(selector) + ").length")
                .asInt();
    }

    private static String label(BrowserPage page, String testId) {
        return page.evaluate("document.querySelector(" + Scripts.literal(Scripts.byTestId(testId))
                        + ").getAttribute('aria-label')")
                .asText();
    }
}

package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole call without a mouse, and what a held key must never do. */
final class KeyboardIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void aCallIsHeldByKeyboardAlone() {
        ChromiumPage page = chromium.newPage("Anna");
        Keyboard keys = page.page().keyboard();
        page.page().addInitScript(Scripts.resource("counted-screen.js"));
        page.open(server.room("keys"));
        page.page().locator(Scripts.byTestId("join-name")).focus();
        keys.type("Mavis m v");
        awaitOn(page, "mute", true);
        assertThat(isOn(page, "camera"))
                .as("letters typed into a field are no shortcuts")
                .isTrue();
        keys.press("Enter");
        Waits.until("Mavis is in the call", () -> data(page, "call", "state").equals("joined"));

        keys.press("m");
        awaitOn(page, "mute", false);
        keys.press("v");
        awaitOn(page, "camera", false);
        keys.press("w");
        Waits.until("who speaks is large", () -> data(page, "stage", "mode").equals("speaker"));
        keys.press("c");
        Waits.until("one can write", () -> shown(page, "chat-field"));
        keys.press("Escape");
        Waits.until("the chat is away", () -> !shown(page, "chat-field"));
        keys.press("r");
        Waits.until("the hand is up", () -> pressed(page, "hand"));
        keys.press("s");
        Waits.until("a screen is shared", () -> pressed(page, "share"));
        keys.press("s");
        Waits.until("it is shared no longer", () -> !pressed(page, "share"));
        keys.press("?");
        Waits.until("the keys are explained", () -> shown(page, "keyboard-dialog"));
        keys.press("m");
        assertThat(isOn(page, "mute")).as("no shortcut acts behind a dialog").isFalse();
        keys.press("Escape");
        keys.press("l");
        Waits.until("Mavis is asked", () -> shown(page, "leave-dialog"));
        keys.press("Enter");
        Waits.until("Mavis has left", () -> shown(page, "left-page"));
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aHeldSpaceTalksAndEndsMutedWhereItsEndCannotBeSeen() {
        ChromiumPage page = chromium.newPage("Anna");
        Keyboard keys = page.page().keyboard();
        Person.join(page, server.room("space"), "Anna");
        keys.press("m");
        awaitOn(page, "mute", false);

        keys.down(" ");
        awaitOn(page, "mute", true);
        keys.up(" ");
        awaitOn(page, "mute", false);

        keys.down(" ");
        awaitOn(page, "mute", true);
        page.evaluate("dispatchEvent(new Event('blur'))");
        awaitOn(page, "mute", false);
        keys.up(" ");
        assertThat(isOn(page, "mute")).isFalse();

        keys.press("m");
        awaitOn(page, "mute", true);
        keys.down(" ");
        awaitOn(page, "mute", false);
        page.evaluate("dispatchEvent(new Event('blur'))");
        keys.up(" ");
        assertThat(isOn(page, "mute")).as("who was live ends muted too").isFalse();
    }

    @Test
    void aSpaceOnAButtonReachedByKeyboardPressesIt() {
        ChromiumPage page = chromium.newPage("Anna");
        Person.join(page, server.room("button"), "Anna");
        page.page().keyboard().press("Tab");
        page.page().locator(Scripts.byTestId("camera")).focus();
        page.page().keyboard().press(" ");
        awaitOn(page, "camera", false);
        assertThat(isOn(page, "mute")).isTrue();
    }

    @Test
    void aKeyThatIsSwitchedOffDoesNothing() {
        ChromiumPage page = chromium.newPage("Anna");
        Keyboard keys = page.page().keyboard();
        Person.join(page, server.room("off"), "Anna");
        keys.press("?");
        Waits.until("the keys are listed", () -> shown(page, "keyboard-dialog"));
        page.click("key-m");
        keys.press("Escape");

        keys.press("m");
        keys.press("v");

        awaitOn(page, "camera", false);
        assertThat(isOn(page, "mute")).isTrue();
    }

    private static void awaitOn(BrowserPage page, String testId, boolean on) {
        Waits.until(testId + " is " + (on ? "on" : "off"), () -> isOn(page, testId) == on);
    }

    private static boolean pressed(ChromiumPage page, String testId) {
        return page.page()
                .locator(Scripts.byTestId(testId))
                .getAttribute("aria-pressed")
                .equals("true");
    }

    private static boolean isOn(BrowserPage page, String testId) {
        return data(page, testId, "on").equals("true");
    }

    private static String data(BrowserPage page, String testId, String name) {
        return page.evaluate(
                        "document.querySelector(" + Scripts.literal(Scripts.byTestId(testId)) + ")?.dataset." + name)
                .asText("");
    }

    private static boolean shown(BrowserPage page, String testId) {
        return page.evaluate("Boolean(document.querySelector(" + Scripts.literal(Scripts.byTestId(testId))
                        + ")?.checkVisibility())")
                .asBoolean();
    }
}

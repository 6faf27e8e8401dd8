package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** axe finds nothing serious on any page or dialog of the web client, light or dark. */
final class AccessibilityIT {
    private static final Path AXE = Path.of("src/main/web/node_modules/axe-core/axe.min.js");
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices().inLargeWindows();

    @Test
    void noPageAndNoDialogHasASeriousFault() {
        ChromiumPage page = chromium.newPage("Anna");
        page.open(server.root().toString());
        examine(page, "start");
        page.open(server.root() + "admin");
        examine(page, "admin");

        Person anna = Person.open(page, server.room("axe"), "Anna");
        examine(page, "join");
        anna.join();
        Person bert = Person.join(chromium.newPage("Bert"), server.room("axe"), "Bert");
        anna.awaitSees(bert);
        examine(page, "call");
        page.page().keyboard().press("t");
        anna.awaitShown("statistics");
        examine(page, "statistics");

        page.click("people");
        anna.awaitShown("room-controls");
        examine(page, "people");
        page.click("set-password");
        dialog(anna, "", "password-dialog");
        page.click("chat");
        page.fill("chat-field", "see https://example.org/ first");
        page.click("chat-send");
        anna.awaitShown("message");
        examine(page, "chat");
        page.click("panel-close");
        page.click("react");
        dialog(anna, "", "reactions");

        dialog(anna, "?", "keyboard-dialog");
        dialog(anna, "l", "leave-dialog");
        page.click("view");
        dialog(anna, "", "view-dialog");
        page.click("more");
        anna.awaitShown("more-menu");
        examine(page, "more");
        page.click("settings");
        dialog(anna, "", "settings-dialog");
        page.page().locator(Scripts.byTestId("tile-menu")).first().focus();
        dialog(anna, "Enter", "person-menu");

        anna.leave();
        examine(page, "left");
    }

    /** Opens a dialog by a key, unless it is open already, and closes it by another. */
    private static void dialog(Person person, String key, String testId) {
        Page page = ((ChromiumPage) person.page()).page();
        if (!key.isEmpty()) {
            page.keyboard().press(key);
        }
        person.awaitShown(testId);
        examine((ChromiumPage) person.page(), testId);
        page.keyboard().press("Escape");
    }

    private static void examine(ChromiumPage page, String what) {
        if (!page.evaluate("'axe' in window").asBoolean()) {
            page.page().evaluate("(axe) => (0, eval)(axe)", axe());
        }
        List<String> faults = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            // Colours change by and by.
            page.evaluate("Promise.all(document.getAnimations().filter(each => each instanceof CSSTransition)"
                    + ".map(each => each.finished.catch(() => null))).then(() => true)");
            // Only colours differ in the dark.
            String rules = scheme == ColorScheme.DARK ? "runOnly: ['color-contrast'], " : "";
            JsonNode found = page.evaluate("axe.run(document, { " + rules + "resultTypes: ['violations'] })");
            if (scheme == ColorScheme.LIGHT) {
                assertThat(found.path("passes").size())
                        .as("rules that hold in " + what)
                        .isPositive();
            }
            for (JsonNode fault : found.path("violations")) {
                if (SERIOUS.contains(fault.path("impact").asText())) {
                    faults.add(scheme + ": " + fault.path("id").asText() + " "
                            + fault.path("nodes").findValuesAsText("html"));
                }
            }
        }
        assertThat(faults).as(what).isEmpty();
    }

    private static String axe() {
        try {
            return Files.readString(AXE);
        } catch (IOException e) {
            throw new UncheckedIOException("axe is installed with the web client's packages", e);
        }
    }
}

package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person chose in the settings works at once and the next time. */
final class RememberedIT {
    /** Hz, of the first note of each sound. */
    private static final double JOINED = 523.25;

    private static final double MESSAGE = 880;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void noiseIsSuppressedUntilThatIsSwitchedOff() {
        ChromiumPage page = chromium.newPage("Anna");
        page.page().addInitScript(Scripts.resource("captured-tracks.js"));
        Person anna = Person.join(page, server.room("noise"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("noise"), "Bert");
        bert.awaitSeesAndHears(anna);
        assertThat(suppresses(page)).isTrue();

        openSettings(page);
        page.click("noise-suppression");
        Waits.until("the noise is left in", () -> !suppresses(page));
        bert.instruments().awaitSound(bert.of("Anna"));
        page.reload();
        anna.join();
        bert.awaitOthers("Anna");

        assertThat(suppresses(page)).isFalse();
    }

    private static boolean suppresses(ChromiumPage page) {
        return page.evaluate("capturedTracks.settings('audio')?.noiseSuppression ?? true")
                .asBoolean();
    }

    @Test
    void eachSoundCanBeSwitchedOff() {
        ChromiumPage page = chromium.newPage("Anna");
        page.page().addInitScript(Scripts.resource("rung-notes.js"));
        Person anna = Person.join(page, server.room("sounds"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("sounds"), "Bert");
        Waits.until("somebody who comes is heard", () -> rung(page).contains(JOINED));

        openSettings(page);
        page.click("sound-join");
        page.click("settings-done");
        page.reload();
        anna.join();
        anna.awaitOthers("Bert");
        Person cleo = Person.join(chromium.newPage("Cleo"), server.room("sounds"), "Cleo");
        anna.awaitOthers("Bert", "Cleo");
        bert.page().click("chat");
        bert.page().fill("chat-field", "Hello");
        bert.page().click("chat-send");
        Waits.until("a message is heard", () -> rung(page).contains(MESSAGE));
        assertThat(rung(page)).as("%s came unheard", cleo.name()).doesNotContain(JOINED);
    }

    private static List<Double> rung(ChromiumPage page) {
        List<Double> pitches = new ArrayList<>();
        for (JsonNode pitch : page.evaluate("rungNotes")) {
            pitches.add(pitch.asDouble());
        }
        return pitches;
    }

    private static void openSettings(ChromiumPage page) {
        page.click("more");
        page.click("settings");
    }
}

package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without camera and microphone one is told why and joins all the same; with several one changes them in the call. */
final class DevicesIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @RegisterExtension
    static final Chromium refusing = Chromium.refusingDevices();

    @RegisterExtension
    static final Chromium bare = Chromium.withoutDevices();

    @RegisterExtension
    static final Chromium several = Chromium.withCameras(3, 10);

    @Test
    void someoneWhoRefusesPermissionJoinsToWatchAndListen() {
        joinsToWatchAndListen(refusing.newPage("Rita"), "refused", "may not use");
    }

    @Test
    void someoneWithoutCameraAndMicrophoneJoinsToWatchAndListen() {
        joinsToWatchAndListen(bare.newPage("Rita"), "missing", "No camera and no microphone");
    }

    @Test
    void anotherCameraAndMicrophoneTakeOverInTheCallAndWhoSeesAndHearsThemIsToldNothing() {
        ChromiumPage annasPage = several.newPage("Anna");
        annasPage.page().addInitScript(Scripts.resource("captured-tracks.js"));
        Person anna = Person.join(annasPage, server.room("change"), "Anna");
        ChromiumPage bertsPage = several.newPage("Bert");
        Person bert = Person.join(bertsPage, server.room("change"), "Bert");
        bert.awaitSeesAndHears(anna);
        String tile = bert.of("Anna");
        List<String> told = media(bertsPage);

        annasPage.click("more");
        annasPage.click("settings");
        String camera = chooseAnother(annasPage, "camera");
        String microphone = chooseAnother(annasPage, "microphone");
        annasPage.click("settings-done");
        bert.awaitSeesAndHears(anna);
        assertThat(deviceOf(annasPage, "video")).isEqualTo(camera);
        assertThat(deviceOf(annasPage, "audio")).isEqualTo(microphone);

        annasPage.evaluate("capturedTracks.unplug('video')");
        Waits.until("another camera runs", () -> anna.textOf("news").contains("was unplugged"));
        bert.awaitSeesAndHears(anna);

        assertThat(bert.of("Anna")).isEqualTo(tile);
        assertThat(media(bertsPage).stream().filter(type -> !type.startsWith("producer")))
                .as("nothing began or ended for Bert")
                .isEqualTo(told.stream()
                        .filter(type -> !type.startsWith("producer"))
                        .toList());
        assertThat(media(bertsPage)).doesNotContain("producerClosed");
    }

    /** Chooses the last device, which is not in use; its id. */
    private static String chooseAnother(ChromiumPage page, String purpose) {
        Locator picker = page.page().locator(Scripts.byTestId(purpose + "-picker"));
        String used = picker.inputValue();
        String another = picker.locator("option").all().stream()
                .map(option -> option.getAttribute("value"))
                .filter(id -> !id.equals(used) && !id.equals("default"))
                .reduce((_, last) -> last)
                .orElseThrow();
        picker.selectOption(another);
        Waits.until("it runs", () -> another.equals(deviceOf(page, purpose.equals("camera") ? "video" : "audio")));
        return another;
    }

    private static String deviceOf(ChromiumPage page, String kind) {
        return page.evaluate("capturedTracks.device(" + Scripts.literal(kind) + ")")
                .asText();
    }

    private static List<String> media(ChromiumPage page) {
        return page.framesReceived().stream()
                .map(frame -> frame.path("type").asText())
                .filter(type -> type.contains("roducer") || type.contains("onsume"))
                .toList();
    }

    private static void joinsToWatchAndListen(BrowserPage page, String room, String told) {
        Person anna = Person.join(chromium.newPage("Anna"), server.room(room), "Anna");
        Person rita = Person.open(page, server.room(room), "Rita");
        rita.awaitShown("device-trouble");
        assertThat(rita.textOf("device-trouble")).contains(told);

        rita.join();

        rita.awaitSeesAndHears(anna);
        anna.awaitOthers("Rita");
        Waits.until("Rita is shown without a picture", () -> anna.showsCameraOff(rita));
    }
}

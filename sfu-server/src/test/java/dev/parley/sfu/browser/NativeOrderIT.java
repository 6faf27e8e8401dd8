package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who keeps order in a room reaches those in browsers and those in the desktop client alike, from either. */
final class NativeOrderIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void fromABrowserAllAreMutedAndOneIsShownToAll() {
        ChromiumPage annas = chromium.newPage("Anna");
        Person anna = Person.join(annas, server.room("fromBrowser"), "Anna");
        try (NativeClient nils = NativeClient.joinSmall(server, "fromBrowser", "Nils")) {
            nils.awaitLine("role participant");
            ChromiumPage berts = chromium.newPage("Bert");
            Person bert = Person.join(berts, server.room("fromBrowser"), "Bert");
            anna.awaitOthers("Nils", "Bert");
            nils.awaitLine("added Bert");
            anna.instruments().awaitSound(anna.of("Nils"));
            anna.instruments().awaitSound(anna.of("Bert"));

            annas.click("people");
            annas.click("mute-all");
            nils.awaitLine("silenced microphone");
            Waits.until("Bert is muted", () -> !isOn(berts, "mute"));
            Waits.until(
                    "Anna sees both muted",
                    () -> data(anna, "Nils", "muted").equals("true")
                            && data(anna, "Bert", "muted").equals("true"));
            assertThat(isOn(annas, "mute")).as("Anna herself is not").isTrue();

            choose(anna, "Nils", "menu-stop-video");
            nils.awaitLine("silenced camera");
            choose(anna, "Bert", "menu-stop-video");
            Waits.until("Bert's camera is off", () -> !isOn(berts, "camera"));
            nils.awaitLine("no camera of Bert");
            Waits.until(
                    "Anna sees no camera of Nils",
                    () -> data(anna, "Nils", "camera").equals("off"));
            nils.type("camera on");
            Waits.until(
                    "what was stopped is started by oneself alone",
                    () -> data(anna, "Nils", "camera").equals("on"));
            anna.instruments().awaitPicture(anna.of("Nils"));

            choose(anna, "Nils", "menu-spotlight");
            nils.awaitLine("spotlight own");
            Waits.until(
                    "Nils is large for Bert", () -> data(bert, "Nils", "role").equals("large"));
            choose(anna, "Nils", "menu-spotlight");
            nils.awaitLine("spotlight");
            Waits.until("nobody is any more", () -> data(bert, "Nils", "role").equals("equal"));
            assertThat(annas.framesReceived())
                    .extracting(frame -> frame.path("type").asText())
                    .as("nothing that Anna asked for was refused")
                    .doesNotContain("error");
        }
    }

    @Test
    void fromTheDesktopClientAllAreMutedAndOneIsShownToAll() {
        try (NativeClient nils = NativeClient.joinSmall(server, "fromDesktop", "Nils");
                NativeClient olga = joinSecond(nils)) {
            ChromiumPage annas = chromium.newPage("Anna");
            Person anna = Person.join(annas, server.room("fromDesktop"), "Anna");
            anna.awaitOthers("Nils", "Olga");
            nils.awaitLine("added Anna");
            anna.instruments().awaitSound(anna.of("Olga"));

            nils.type("mute-all");
            olga.awaitLine("silenced microphone");
            Waits.until("Anna is muted", () -> !isOn(annas, "mute"));
            anna.instruments().awaitSound(anna.of("Nils"));
            nils.type("stop-video Anna");
            Waits.until("Anna's camera is off", () -> !isOn(annas, "camera"));
            nils.type("stop-video Olga");
            olga.awaitLine("silenced camera");

            nils.type("spotlight Anna");
            olga.awaitLine("spotlight Anna");
            nils.type("spotlight Olga");
            Waits.until(
                    "Olga is large for Anna", () -> data(anna, "Olga", "role").equals("large"));

            nils.type("lobby on");
            ChromiumPage berts = chromium.newPage("Bert");
            Waits.until(
                    "there is a lobby",
                    () -> annas.framesReceived().stream()
                            .anyMatch(
                                    frame -> frame.at("/payload/settings/lobby").asBoolean()));
            Person bert = Person.open(berts, server.room("fromDesktop"), "Bert");
            berts.click("join-button");
            bert.awaitState("knocking");
            nils.awaitLine("knocks Bert");
            nils.type("deny Bert");
            bert.awaitShown("left-page");
            assertThat(bert.textOf("left-page")).contains("You were not let in.");
            assertThat(nils.log()).as("nothing was refused").doesNotContain("the server did not");
        }
    }

    private static NativeClient joinSecond(NativeClient owner) {
        owner.awaitLine("role owner");
        return NativeClient.joinSmall(server, "fromDesktop", "Olga");
    }

    @Test
    void anotherCameraAndMicrophoneTakeOverInTheCallOfTheDesktopClient() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("devices"), "Anna");
        try (NativeClient nils = NativeClient.joinSmall(server, "devices", "Nils")) {
            anna.awaitOthers("Nils");
            String tile = anna.of("Nils");
            anna.instruments().awaitPicture(tile);
            anna.instruments().awaitSound(tile);
            List<String> before = media(page);

            nils.type("use camera test-pattern:200x180@15");
            Waits.until(
                    "the other camera is seen", () -> upright(anna.instruments().reception(tile)));
            anna.instruments().awaitFrames(tile, 5);
            nils.type("use microphone nobody has");
            anna.instruments().awaitSilence(tile);
            nils.type("use microphone tone:880");
            anna.instruments().awaitSound(tile);
            nils.type("use camera nobody has");
            Waits.until("Nils is told", () -> nils.log().contains("the camera \"nobody has\" is missing"));
            Waits.until(
                    "Anna sees that there is none",
                    () -> data(anna, "Nils", "camera").equals("off"));
            nils.type("use camera test-pattern:320x180@15");
            anna.instruments().awaitPicture(tile);

            assertThat(media(page)).as("nothing began or ended for Anna").isEqualTo(before);
            assertThat(nils.leave()).isZero();
            assertThat(nils.statistics().at("/remote").findValues("temporal"))
                    .as("the layer of Anna's camera that he is sent")
                    .hasSize(1);
        }
    }

    /** Nearer to a square than a wide picture is. */
    private static boolean upright(Instruments.Reception reception) {
        return reception.height() > 0 && reception.width() * 3 < reception.height() * 4;
    }

    private static List<String> media(ChromiumPage page) {
        return page.framesReceived().stream()
                .map(frame -> frame.path("type").asText())
                .filter(List.of("newProducer", "producerClosed", "consumed", "consumerClosed")::contains)
                .toList();
    }

    private static void choose(Person by, String other, String testId) {
        ChromiumPage page = (ChromiumPage) by.page();
        page.page().locator(by.of(other) + " " + Scripts.byTestId("tile-menu")).focus();
        page.page().keyboard().press("Enter");
        page.click(testId);
    }

    private static String data(Person viewer, String other, String name) {
        return viewer.page()
                .evaluate("document.querySelector(" + Scripts.literal(viewer.of(other)) + ")?.dataset." + name)
                .asText("");
    }

    private static boolean isOn(ChromiumPage page, String testId) {
        return page.evaluate("document.querySelector(" + Scripts.literal(Scripts.byTestId(testId)) + ").dataset.on")
                .asText("")
                .equals("true");
    }
}

package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A meeting half in the browser and half in the desktop client: by its keys in its real window, and without one. */
final class NativeMeetingIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withCamera(CounterClip::file).inLargeWindows();

    private static ChromiumPage newPage(String who) {
        ChromiumPage page = chromium.newPage(who);
        page.page().addInitScript(Scripts.resource("counted-screen.js"));
        return page;
    }

    @Test
    void bothWriteReactRaiseHandsAndShareTheirScreens() {
        ChromiumPage page = newPage("Anna");
        Person anna = Person.join(page, server.room("both"), "Anna");
        try (NativeClient nils = NativeClient.joinSmall(server, "both", "Nils")) {
            anna.awaitOthers("Nils");
            nils.awaitLine("added Anna");

            page.click("chat");
            page.fill("chat-field", "Good morning");
            page.click("chat-send");
            nils.awaitLine("chat Anna: Good morning");
            nils.type("say Hello Anna");
            nils.type("tell Anna: only for you");
            Waits.until(
                    "Anna reads both",
                    () -> texts(page, "message-text").equals(List.of("Good morning", "Hello Anna", "only for you")));

            nils.type("hand up");
            nils.awaitLine("hands own");
            page.click("hand");
            nils.awaitLine("hands own, Anna");
            nils.type("hand down");
            nils.awaitLine("hands Anna");
            nils.type("react clap");
            nils.awaitLine("reaction own clap");

            nils.type("share test-pattern:640x360@15");
            anna.awaitOthers("Nils", "Screen of Nils");
            String screen = anna.of("Screen of Nils");
            anna.instruments().awaitFrames(screen, 5);
            assertThat(anna.instruments().counters(screen, 20)).doesNotContain(-1);
            nils.type("freeze on");
            Waits.until("the screen of Nils stands still", () -> {
                List<Integer> numbers = anna.instruments().counters(screen, 3);
                return numbers.stream().distinct().count() == 1 && !numbers.contains(-1);
            });
            nils.type("freeze off");
            nils.type("share off");
            anna.awaitOthers("Nils");

            page.click("share");
            nils.awaitLine("screen of Anna");
            nils.awaitNumbers("screen of Anna", 10);
            assertThat(nils.leave()).isZero();
        }
    }

    @Test
    void aModeratorInTheBrowserMutesAndPutsOutWhoIsInTheDesktopClient() {
        ChromiumPage page = newPage("Anna");
        Person anna = Person.join(page, server.room("order"), "Anna");
        try (NativeClient nils = NativeClient.joinSmall(server, "order", "Nils")) {
            anna.awaitOthers("Nils");
            nils.awaitLine("role participant");
            anna.instruments().awaitSound(anna.of("Nils")); // who is silent cannot be muted
            choose(page, anna, "Nils", "menu-mute");
            nils.awaitLine("silenced microphone");
            Waits.until("Anna sees that Nils is muted", () -> showsMuted(page, anna, "Nils"));
            nils.type("microphone on");
            Waits.until("Nils speaks again", () -> !showsMuted(page, anna, "Nils"));
            choose(page, anna, "Nils", "menu-remove");
            page.click("confirm");
            nils.awaitLine("refused");
            assertThat(nils.awaitEnd()).isEqualTo(1);
            anna.awaitOthers();
        }
    }

    @Test
    void aModeratorInTheDesktopClientKeepsOrderAmongBrowsers() {
        try (NativeClient nils = NativeClient.joinSmall(server, "host", "Nils")) {
            nils.awaitLine("role owner");
            ChromiumPage annas = newPage("Anna");
            Person anna = Person.join(annas, server.room("host"), "Anna");
            nils.awaitLine("added Anna");

            nils.type("lobby on");
            Waits.until("the lobby is known to Anna", () -> lastSettings(annas).contains("\"lobby\":true"));
            ChromiumPage berts = newPage("Bert");
            Person bert = Person.open(berts, server.room("host"), "Bert");
            berts.click("join-button");
            bert.awaitState("knocking");
            nils.awaitLine("knocks Bert");
            nils.type("admit Bert");
            bert.awaitState("joined");
            anna.awaitOthers("Nils", "Bert");

            nils.type("mute Anna");
            Waits.until("Anna is muted", () -> !isOn(annas, "mute"));
            nils.type("lobby off");
            nils.type("lock on");
            nils.awaitLine("locked");
            nils.type("ban Bert");
            bert.awaitShown("left-page");
            assertThat(bert.textOf("left-page")).contains("You may not come into this room any more.");
            anna.awaitOthers("Nils");
            nils.type("end");
            anna.awaitShown("left-page");
            assertThat(anna.textOf("left-page")).contains("The meeting has ended for everyone.");
        }
    }

    /** The real window, by keys alone: on a display without a window manager, where the pointer says which window it is. */
    @Test
    void theWindowWritesRaisesAHandAndSharesItsScreenByKeys() throws IOException, InterruptedException {
        ChromiumPage page = newPage("Anna");
        Person anna = Person.join(page, server.room("keys"), "Anna");
        Path picture = Evidence.made().resolve("window-in-meeting.png");
        try (VirtualScreen screen = VirtualScreen.open(1280, 900);
                Hand hand = new Hand(screen.name())) {
            Process window = NativeProcess.window(
                            BuiltProgram.SHORT_LIVED,
                            screen.name(),
                            Files.createTempDirectory(Evidence.logs(), "Nils-window-"),
                            server.room("keys"),
                            "Nils",
                            "test-pattern:320x180@15")
                    .redirectErrorStream(true)
                    .redirectOutput(
                            Evidence.logs().resolve("meeting-window.log").toFile())
                    .start();
            try {
                anna.awaitOthers("Nils");
                anna.instruments().awaitPicture(anna.of("Nils"));
                hand.does("click 400 300"); // the stage: a click there asks for nothing
                hand.does("type r");
                Waits.until(
                        "Anna sees the hand", () -> !handOf(page, anna, "Nils").isEmpty());
                hand.does("type c");
                hand.does("type hello from the window");
                hand.does("key ENTER");
                Waits.until(
                        "Anna was written to", () -> sent(page, "chatMessage").contains("hello from the window"));
                hand.does("key ESCAPE");
                anna.instruments().awaitSound(anna.of("Nils"));
                choose(page, anna, "Nils", "menu-mute");
                Waits.until("Nils is muted", () -> showsMuted(page, anna, "Nils"));
                hand.does("click 400 300");
                hand.does("type m");
                Waits.until("one press un-mutes", () -> !showsMuted(page, anna, "Nils"));
                hand.does("type s");
                // The first choice, once the question is there: the window asks the system for its screens before.
                Waits.until("Anna sees the screen of Nils", () -> {
                    hand.does("key ENTER");
                    return anna.others().contains("Screen of Nils");
                });
                anna.instruments().awaitFrames(anna.of("Screen of Nils"), 3);
                screen.photograph(picture);
            } finally {
                window.destroyForcibly();
            }
        }
    }

    /** Presses what it is told, and returns when it was pressed. */
    private static final class Hand implements AutoCloseable {
        private final Process process;
        private final Writer orders;
        private final BufferedReader reports;

        Hand(String display) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                    NativeProcess.java(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ScreenHand.class.getName());
            builder.environment().put("DISPLAY", display);
            process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            orders = process.outputWriter(StandardCharsets.US_ASCII);
            reports = process.inputReader(StandardCharsets.US_ASCII);
        }

        void does(String order) throws IOException {
            orders.write(order + "\n");
            orders.flush();
            assertThat(reports.readLine()).as(order).isEqualTo("done");
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static void choose(ChromiumPage page, Person by, String other, String testId) {
        page.page().locator(by.of(other) + " " + Scripts.byTestId("tile-menu")).focus();
        page.page().keyboard().press("Enter");
        page.click(testId);
    }

    private static boolean showsMuted(ChromiumPage page, Person viewer, String other) {
        return page.evaluate("document.querySelector(" + Scripts.literal(viewer.of(other)) + ")?.dataset.muted")
                .asText("")
                .equals("true");
    }

    private static String handOf(ChromiumPage page, Person viewer, String other) {
        return page.evaluate("(() => { const mark = document.querySelector("
                        + Scripts.literal(viewer.of(other) + " " + Scripts.byTestId("tile-hand"))
                        + "); return mark && !mark.hidden ? mark.textContent : ''; })()")
                .asText("")
                .strip();
    }

    private static List<String> texts(ChromiumPage page, String testId) {
        return page.page().locator(Scripts.byTestId(testId)).allTextContents();
    }

    private static boolean isOn(ChromiumPage page, String testId) {
        return page.evaluate("document.querySelector(" + Scripts.literal(Scripts.byTestId(testId)) + ").dataset.on")
                .asText("")
                .equals("true");
    }

    private static String lastSettings(ChromiumPage page) {
        return page.framesReceived().stream()
                .filter(frame -> frame.path("type").asText().equals("roomSettingsChanged"))
                .map(Object::toString)
                .reduce((before, last) -> last)
                .orElse("");
    }

    private static String sent(ChromiumPage page, String type) {
        return page.framesReceived().stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .map(Object::toString)
                .reduce("", String::concat);
    }
}

package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A socket that breaks, and a server that starts again: nothing is asked of anybody. */
final class ResumeIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices().inLargeWindows();

    private final TcpRelay relay = TcpRelay.to(server.httpPort());

    @AfterEach
    void closeRelay() {
        relay.close();
    }

    @Test
    void soundAndPictureGoOnWhileTheSocketIsAwayAndTheSessionIsTakenUpAgain() {
        ChromiumPage annasPage = chromium.newPage("Anna");
        ChromiumPage bertsPage = chromium.newPage("Bert");
        Person anna = Person.join(annasPage, server.room("resume"), "Anna");
        Person bert = Person.join(
                bertsPage, relay.root().resolve("/r/" + server.nameOf("resume")).toString(), "Bert");
        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);
        String bertsTile = anna.of("Bert");
        String annasTile = bert.of("Anna");
        bertsPage.click("chat");

        relay.cut();
        bert.awaitState("resuming");
        annasPage.click("chat");
        annasPage.fill("chat-field", "said meanwhile");
        annasPage.click("chat-send");
        annasPage.click("hand");
        bert.instruments().awaitFrames(annasTile, 10);
        anna.instruments().awaitFrames(bertsTile, 10);
        bert.instruments().awaitSound(annasTile);
        anna.instruments().awaitSound(bertsTile);
        relay.mend();

        bert.awaitState("joined");
        Waits.until(
                "Bert reads what he missed", () -> bert.textOf("message-text").equals("said meanwhile"));
        Waits.until(
                "Bert sees the hand that was raised meanwhile",
                () -> bertsPage
                        .page()
                        .locator(annasTile + " " + Scripts.byTestId("tile-hand"))
                        .isVisible());
        assertThat(types(bertsPage)).contains("sessionResumed");
        assertThat(types(bertsPage).stream().filter("roomJoined"::equals))
                .as("joined once")
                .hasSize(1);
        assertThat(types(bertsPage).stream().filter("transportCreated"::equals))
                .as("one transport each way, all the time")
                .hasSize(2);
        assertThat(types(annasPage)).as("for Anna nobody left").doesNotContain("peerLeft");
        assertThat(anna.of("Bert")).isEqualTo(bertsTile);
        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);

        bert.toggleMicrophone();
        Waits.until("commands work again", () -> anna.showsMuted(bert));
    }

    @Test
    void theDesktopClientSeesAndIsSeenWhileItsSocketIsAwayAndTakesItsSessionUpAgain() {
        ChromiumPage page = chromium.newPage("Anna");
        Person anna = Person.join(page, server.room("native"), "Anna");
        try (NativeClient nils = NativeClient.joinSmall(
                server, "native", "Nils", "--server", relay.root().toString())) {
            anna.awaitOthers("Nils");
            String tile = anna.of("Nils");
            anna.instruments().awaitPicture(tile);
            awaitPictures(nils, 5);

            relay.cut();
            nils.awaitLine("resuming");
            page.click("chat");
            page.fill("chat-field", "said meanwhile");
            page.click("chat-send");
            anna.instruments().awaitFrames(tile, 10);
            anna.instruments().awaitSound(tile);
            awaitPictures(nils, 10);
            assertThat(nils.lines()).as("it is still away").doesNotContain("joined again");
            relay.mend();

            nils.awaitLine("chat Anna: said meanwhile");
            nils.awaitLine("joined again");
            nils.type("microphone off");
            Waits.until(
                    "commands work again",
                    () -> page.evaluate("document.querySelector(" + Scripts.literal(tile) + ")?.dataset.muted")
                            .asText("")
                            .equals("true"));
            assertThat(nils.lines()).doesNotContain("removed Anna", "reconnecting");
            assertThat(types(page)).as("for Anna nobody left").doesNotContain("peerLeft", "producerClosed");
        }
    }

    private static void awaitPictures(NativeClient client, int more) {
        int before = client.pictures("Anna").size();
        Waits.until(more + " more pictures", () -> client.pictures("Anna").size() >= before + more);
    }

    @Test
    void afterARestartOfTheServerAllComeBackByThemselvesToARoomThatStillHasItsPassword() {
        try (RunningServer restarted = RunningServer.with().start("restarted")) {
            ChromiumPage annasPage = chromium.newPage("Anna");
            ChromiumPage bertsPage = chromium.newPage("Bert");
            Person anna = Person.join(annasPage, restarted.room("board"), "Anna");
            annasPage.click("people");
            annasPage.click("set-password");
            annasPage.fill("password", "cucumber");
            annasPage.click("password-give");
            Waits.until("there is a password", () -> types(annasPage).contains("roomSettingsChanged"));
            Person bert = Person.open(bertsPage, restarted.room("board"), "Bert");
            bertsPage.click("join-button");
            bert.awaitState("password");
            bertsPage.fill("password", "cucumber");
            bertsPage.click("password-give");
            bert.awaitState("joined");
            anna.awaitSees(bert);

            assertThat(restarted.stop()).isZero();
            anna.awaitState("reconnecting");
            bert.awaitState("reconnecting");
            restarted.startAgain();

            anna.awaitState("joined");
            bert.awaitState("joined");
            anna.awaitOthers("Bert");
            anna.awaitSeesAndHears(bert);
            bert.awaitSeesAndHears(anna);
            ChromiumPage evesPage = chromium.newPage("Eve");
            Person eve = Person.open(evesPage, restarted.room("board"), "Eve");
            evesPage.click("join-button");
            eve.awaitState("password");
            anna.awaitShown("set-password");
        }
    }

    private static List<String> types(ChromiumPage page) {
        return page.framesReceived().stream()
                .map(frame -> frame.path("type").asText())
                .toList();
    }
}

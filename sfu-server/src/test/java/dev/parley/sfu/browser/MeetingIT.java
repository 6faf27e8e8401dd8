package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who keeps order in a meeting, and what those feel of it who are kept out, silenced or put out. */
final class MeetingIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices().inLargeWindows();

    /** For what neither sound nor picture is needed. */
    @RegisterExtension
    static final Chromium bare = Chromium.withoutDevices().inLargeWindows();

    @Test
    void whoWaitsInTheLobbyLearnsNothingUntilAdmitted() {
        ChromiumPage annasPage = chromium.newPage("Anna");
        ChromiumPage bertsPage = chromium.newPage("Bert");
        Person anna = Person.join(annasPage, server.room("lobby"), "Anna");
        annasPage.click("people");
        annasPage.click("lobby");
        annasPage.page().locator(Scripts.byTestId("chat-history")).selectOption("meeting");
        say(annasPage, "a secret of the room");
        annasPage.click("people");

        Person bert = Person.open(bertsPage, server.room("lobby"), "Bert");
        knock(bert);
        anna.awaitShown("waiting-peer");
        assertThat(anna.textOf("waiting-peer")).contains("Bert");
        say(annasPage, "another secret");
        anna.toggleMicrophone();
        annasPage.click("people");
        annasPage.click("deny");
        bert.awaitShown("left-page");
        assertThat(bert.textOf("left-page")).contains("You were not let in.");
        assertNothingOfTheRoomIsIn(bertsPage.framesReceived(), anna, annasPage);

        bertsPage.click("rejoin");
        knock(bert);
        int before = bertsPage.framesReceived().size();
        annasPage.click("admit");
        bert.awaitState("joined");
        bert.awaitOthers("Anna");
        bert.awaitSees(anna);
        anna.awaitSeesAndHears(bert);
        assertNothingOfTheRoomIsIn(bertsPage.framesReceived().subList(0, before), anna, annasPage);
        bertsPage.click("chat");
        bert.awaitShown("message");
        assertThat(texts(bertsPage, "message-text")).containsExactly("a secret of the room", "another secret");
    }

    private static void knock(Person person) {
        person.page().click("join-button");
        person.awaitState("knocking");
        person.awaitShown("lobby");
    }

    /** Everything that the page was told, word by word. */
    private static void assertNothingOfTheRoomIsIn(List<JsonNode> frames, Person inside, ChromiumPage insidePage) {
        String insideId = insidePage.framesReceived().stream()
                .filter(frame -> frame.path("type").asText().equals("roomJoined"))
                .map(frame -> frame.at("/payload/state/self/peerId").asText())
                .findFirst()
                .orElse("");
        assertThat(insideId).isNotEmpty();
        assertThat(frames)
                .extracting(frame -> frame.path("type").asText())
                .contains("knocking")
                .isSubsetOf("connected", "routerRtpCapabilities", "error", "knocking", "knockAnswered");
        assertThat(frames)
                .extracting(JsonNode::toString)
                .noneMatch(
                        frame -> frame.contains(inside.name()) || frame.contains(insideId) || frame.contains("secret"));
    }

    @Test
    void aLockedRoomTakesNobodyElseIn() {
        ChromiumPage annasPage = bare.newPage("Anna");
        ChromiumPage bertsPage = bare.newPage("Bert");
        Person anna = Person.join(annasPage, server.room("lock"), "Anna");
        annasPage.click("people");
        annasPage.click("lock-room");
        Waits.until(
                "the room is locked", () -> settings(annasPage).path("locked").asBoolean());

        Person bert = Person.open(bertsPage, server.room("lock"), "Bert");
        bertsPage.click("join-button");
        bert.awaitShown("left-page");
        assertThat(bert.textOf("left-page")).contains("This room is locked.");
        assertThat(anna.others()).isEmpty();

        annasPage.click("lock-room");
        Waits.until(
                "the room is open", () -> !settings(annasPage).path("locked").asBoolean());
        bertsPage.click("rejoin");
        bert.join();
        anna.awaitOthers("Bert");
    }

    private static JsonNode settings(ChromiumPage page) {
        return page.framesReceived().stream()
                .filter(frame -> frame.path("type").asText().equals("roomSettingsChanged"))
                .reduce((_, last) -> last)
                .map(frame -> frame.path("payload").path("settings"))
                .orElseGet(Scripts.JSON::createObjectNode);
    }

    @Test
    void whoIsMutedByAModeratorIsSilentUntilSpeakingAgainByOneself() {
        ChromiumPage annasPage = chromium.newPage("Anna");
        ChromiumPage bertsPage = chromium.newPage("Bert");
        Person anna = Person.join(annasPage, server.room("mute"), "Anna");
        Person bert = Person.join(bertsPage, server.room("mute"), "Bert");
        anna.awaitSeesAndHears(bert);

        choose(anna, "Bert", "menu-mute");

        Waits.until("Bert's own button says so", () -> !isOn(bertsPage, "mute"));
        Waits.until("Anna sees it", () -> anna.showsMuted(bert));
        assertThat(bert.textOf("news")).contains("You were muted by Anna.");
        anna.instruments().awaitSilence(anna.of("Bert"));
        bert.toggleMicrophone();
        Waits.until("Bert speaks again", () -> !anna.showsMuted(bert));
        anna.instruments().awaitSound(anna.of("Bert"));
    }

    @Test
    void whoIsRemovedMayComeBackAndWhoIsBannedMayNot() {
        ChromiumPage annasPage = bare.newPage("Anna");
        ChromiumPage bertsPage = bare.newPage("Bert");
        Person anna = Person.join(annasPage, server.room("out"), "Anna");
        Person bert = Person.join(bertsPage, server.room("out"), "Bert");
        anna.awaitOthers("Bert");

        choose(anna, "Bert", "menu-remove");
        annasPage.click("confirm");
        bert.awaitShown("left-page");
        assertThat(bert.textOf("left-page")).contains("You were removed from the meeting.");
        anna.awaitOthers();

        bertsPage.click("rejoin");
        bert.join();
        anna.awaitOthers("Bert");
        choose(anna, "Bert", "menu-ban");
        annasPage.click("confirm");
        bert.awaitShown("left-page");
        anna.awaitOthers();
        bertsPage.click("rejoin");
        bertsPage.click("join-button");
        bert.awaitShown("left-page");
        assertThat(bert.textOf("left-page")).contains("You may not come into this room any more.");
        assertThat(anna.others()).isEmpty();
    }

    @Test
    void whoEndsTheMeetingEndsItForAll() {
        ChromiumPage annasPage = bare.newPage("Anna");
        ChromiumPage bertsPage = bare.newPage("Bert");
        Person anna = Person.join(annasPage, server.room("end"), "Anna");
        Person bert = Person.join(bertsPage, server.room("end"), "Bert");
        anna.awaitOthers("Bert");

        annasPage.click("people");
        annasPage.click("end-room");
        annasPage.click("confirm");

        for (Person person : List.of(anna, bert)) {
            person.awaitShown("left-page");
            assertThat(person.textOf("left-page")).contains("The meeting has ended for everyone.");
        }
    }

    @Test
    void handsAreSeenInTheirOrderByAll() {
        ChromiumPage annasPage = bare.newPage("Anna");
        ChromiumPage bertsPage = bare.newPage("Bert");
        Person anna = Person.join(annasPage, server.room("hands"), "Anna");
        Person bert = Person.join(bertsPage, server.room("hands"), "Bert");
        ChromiumPage cleosPage = bare.newPage("Cleo");
        Person cleo = Person.join(cleosPage, server.room("hands"), "Cleo");
        anna.awaitOthers("Bert", "Cleo");
        bert.awaitOthers("Anna", "Cleo");

        cleosPage.click("hand");
        Waits.until("Cleo is first", () -> handOf(anna, "Cleo").equals("1"));
        bertsPage.click("hand");

        for (Person person : List.of(anna, bert)) {
            Waits.until(
                    "Cleo is first for " + person.name(),
                    () -> handOf(person, "Cleo").equals("1"));
        }
        Waits.until("Bert is second", () -> handOf(anna, "Bert").equals("2"));
        Waits.until("Bert is second for Cleo", () -> handOf(cleo, "Bert").equals("2"));
        annasPage.click("people");
        assertThat(texts(annasPage, "roster-row"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("Cleo"),
                        second -> assertThat(second).contains("Bert"),
                        last -> assertThat(last).contains("Anna"));

        choose(anna, "Cleo", "menu-lower-hand");

        Waits.until("Bert is first now", () -> handOf(cleo, "Bert").equals("1"));
        Waits.until("Cleo's hand is down", () -> handOf(anna, "Cleo").isEmpty());
    }

    /** The place in the queue that a tile shows; empty for none. */
    private static String handOf(Person viewer, String other) {
        return viewer.page()
                .evaluate("(() => { const mark = document.querySelector("
                        + Scripts.literal(viewer.of(other) + " " + Scripts.byTestId("tile-hand"))
                        + "); return mark && !mark.hidden ? mark.textContent : ''; })()")
                .asText()
                .strip();
    }

    /** Chooses something from the menu of another person's tile, by keyboard. */
    private static void choose(Person by, String other, String testId) {
        ChromiumPage page = (ChromiumPage) by.page();
        page.page().locator(by.of(other) + " " + Scripts.byTestId("tile-menu")).focus();
        page.page().keyboard().press("Enter");
        page.click(testId);
    }

    private static void say(ChromiumPage page, String text) {
        page.click("chat");
        page.fill("chat-field", text);
        page.click("chat-send");
        Waits.until("it was said", () -> texts(page, "message-text").contains(text));
    }

    private static List<String> texts(ChromiumPage page, String testId) {
        return page.page().locator(Scripts.byTestId(testId)).allTextContents();
    }

    private static boolean isOn(ChromiumPage page, String testId) {
        return page.evaluate("document.querySelector(" + Scripts.literal(Scripts.byTestId(testId)) + ").dataset.on")
                .asText()
                .equals("true");
    }
}

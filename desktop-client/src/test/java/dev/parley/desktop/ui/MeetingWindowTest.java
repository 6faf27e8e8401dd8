package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.RoomEvent;
import dev.parley.desktop.call.RoomFacts;
import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.Reaction;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.protocol.signaling.WaitingPeer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;

/** Chat, people, hands, reactions and moderation in the window of the call. */
class MeetingWindowTest extends WindowTest {
    private final PersonDouble grace = new PersonDouble("grace", "Grace").camera(true);
    private final PersonDouble tim = new PersonDouble("tim", "Tim").microphone(false);

    private CallDouble enterAs(Role role) {
        CallDouble call = windows.enter(grace, tim);
        call.room(facts(role, RoomSettings.OPEN, List.of(), List.of()));
        windows.see("#chat");
        return call;
    }

    /** The room as whoever is called "ada" sees it. */
    static RoomFacts facts(Role own, RoomSettings settings, List<String> hands, List<WaitingPeer> waiting) {
        return new RoomFacts(
                true,
                "ada",
                Map.of("ada", own, "grace", Role.PARTICIPANT, "tim", Role.GUEST),
                settings,
                hands,
                Optional.empty(),
                waiting,
                Optional.empty());
    }

    private static RoomEvent.Message said(long number, String peerId, String text, Optional<String> to) {
        return new RoomEvent.Message(
                new RoomNews.ChatMessage(number, peerId, "Grace", text, to, 1_780_000_000_000L), true);
    }

    @Test
    void aServerOfTheBaseProtocolOffersNoMeeting() {
        windows.enter(grace);
        assertThat(windows.isSeen("#chat")).isFalse();
        assertThat(windows.isSeen("#hand")).isFalse();
    }

    @Test
    void whatIsWrittenIsSentByEnterAndShownWhenItComesBack(FxRobot robot) {
        CallDouble call = enterAs(Role.PARTICIPANT);
        robot.type(KeyCode.C);
        windows.see("#chat-field");
        assertThat(windows.hasFocus("#chat-field")).isTrue();
        robot.write("Hello m", 0); // m is a letter here
        robot.type(KeyCode.ENTER);
        windows.eventually(
                () -> assertThat(call.asked()).containsExactly(new RoomRequest.SendChat("Hello m", Optional.empty())));
        windows.eventually(() -> assertThat(windows.textOf("#chat-field")).isEmpty());
        assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isTrue();
        call.happen(said(1, "ada", "Hello m", Optional.empty()));
        windows.eventually(() -> assertThat(messages()).containsExactly("You: Hello m"));
    }

    @Test
    void whatTheServerRefusedStaysInTheField(FxRobot robot) {
        CallDouble call = enterAs(Role.PARTICIPANT);
        call.refuse();
        robot.type(KeyCode.C);
        windows.see("#chat-field");
        robot.write("Hello", 0);
        robot.type(KeyCode.ENTER);
        windows.see("#chat-failed");
        assertThat(windows.textOf("#chat-field")).isEqualTo("Hello");
    }

    @Test
    void aMessageIsNeverMoreThanTextButItsLinksOpenInTheBrowser(FxRobot robot) {
        CallDouble call = enterAs(Role.PARTICIPANT);
        robot.type(KeyCode.C);
        String written = "<b>x</b> javascript:alert(1) https://example.org/a.";
        call.happen(said(1, "grace", written, Optional.empty()));
        windows.eventually(() -> assertThat(messages()).containsExactly("Grace: " + written));
        List<Hyperlink> links = windows.every(Hyperlink.class);
        assertThat(links).hasSize(1);
        onWindow(() -> {
            links.getFirst().fire();
            return null;
        });
        assertThat(windows.opener.pages()).containsExactly(URI.create("https://example.org/a"));
    }

    @Test
    void whatIsNotReadIsCounted(FxRobot robot) {
        CallDouble call = enterAs(Role.PARTICIPANT);
        call.happen(said(1, "grace", "one", Optional.empty()));
        call.happen(said(2, "grace", "two", Optional.empty()));
        windows.eventually(() -> assertThat(windows.accessibleTextOf("#chat")).isEqualTo("Chat, 2 unread (C)"));
        robot.type(KeyCode.C);
        windows.eventually(() -> assertThat(windows.accessibleTextOf("#chat")).isEqualTo("Chat (C)"));
        assertThat(messages()).containsExactly("Grace: one", "Grace: two");
    }

    @Test
    void onePersonIsWrittenToFromTheirMenuAndNobodyElseWhenTheyLeave() {
        CallDouble call = enterAs(Role.PARTICIPANT);
        windows.press("#volume-grace");
        windows.press("#menu-message");
        windows.see("#chat-field");
        onWindow(() -> {
            ((TextArea) stage.getScene().getRoot().lookup("#chat-field")).setText("psst");
            return null;
        });
        windows.press("#chat-send");
        assertThat(call.asked()).containsExactly(new RoomRequest.SendChat("psst", Optional.of("grace")));
        call.part(grace);
        windows.eventually(() -> assertThat(windows.tiles()).hasSize(2));
        ComboBox<?> to = (ComboBox<?>) onWindow(() -> stage.getScene().getRoot().lookup("#chat-to"));
        assertThat(onWindow(() -> to.getItems().size())).isEqualTo(2);
        assertThat(onWindow(() -> to.getSelectionModel().getSelectedIndex())).isZero();
    }

    @Test
    void handsAreRaisedByKeyAndStandInTheOrderTheyCame(FxRobot robot) {
        CallDouble call = enterAs(Role.PARTICIPANT);
        robot.type(KeyCode.R);
        windows.eventually(() -> assertThat(call.asked()).containsExactly(new RoomRequest.RaiseHand()));
        call.room(facts(Role.PARTICIPANT, RoomSettings.OPEN, List.of("tim", "ada"), List.of()));
        windows.eventually(() -> assertThat(windows.tileOf("Tim").handShown()).isEqualTo(1));
        assertThat(windows.tileOf("Ada (you)").handShown()).isEqualTo(2);
        windows.press("#people-button");
        assertThat(roster())
                .containsExactly("Tim, Guest, hand raised, place 1, muted", "Ada (you), hand raised, place 2", "Grace");
        windows.press("#hand");
        assertThat(call.asked()).last().isEqualTo(new RoomRequest.LowerHand(Optional.empty()));
    }

    @Test
    void aReactionIsShownOnTheTileOfWhoeverMeansIt() {
        CallDouble call = enterAs(Role.VIEWER);
        windows.press("#react");
        windows.press("#reaction-clap");
        assertThat(call.asked()).containsExactly(new RoomRequest.SendReaction(Reaction.CLAP));
        call.happen(new RoomEvent.Reacted("grace", Reaction.HEART));
        windows.eventually(
                () -> assertThat(windows.tileOf("Grace").reactionShown()).isEqualTo("Heart"));
    }

    @ParameterizedTest
    @CsvSource({
        "PARTICIPANT, grace, menu-message",
        "GUEST, grace, ''",
        "MODERATOR, grace, menu-message menu-mute menu-stop-video menu-spotlight menu-remove menu-ban",
        "MODERATOR, tim, menu-message menu-spotlight menu-remove menu-ban",
        "OWNER, grace, menu-message menu-mute menu-stop-video menu-spotlight menu-role menu-remove menu-ban"
    })
    void onlyWhatTheOwnRoleMayIsOffered(Role role, String peerId, String offered) {
        enterAs(role);
        windows.press("#volume-" + peerId);
        assertThat(windows.every(Button.class).stream()
                        .map(Node::getId)
                        .filter(id -> id != null && id.startsWith("menu-") && !id.equals("menu-pin")))
                .containsExactly(offered.isEmpty() ? new String[0] : offered.split(" "));
    }

    @Test
    void whoDoesHarmIsAskedFirst() {
        CallDouble call = enterAs(Role.MODERATOR);
        windows.press("#volume-grace");
        windows.press("#menu-remove");
        windows.see("#confirm-dialog");
        assertThat(windows.hasFocus("#confirm-cancel")).isTrue();
        assertThat(call.asked()).isEmpty();
        windows.press("#confirm-go");
        assertThat(call.asked()).containsExactly(new RoomRequest.RemovePeer("grace"));
        windows.press("#volume-grace");
        windows.press("#menu-mute");
        assertThat(call.asked()).last().isEqualTo(new RoomRequest.MutePeer("grace"));
    }

    @Test
    void whoKnocksIsAnnouncedAndLetInOrRefused() {
        CallDouble call = enterAs(Role.MODERATOR);
        WaitingPeer edsger = new WaitingPeer("edsger", "Edsger");
        call.room(facts(Role.MODERATOR, RoomSettings.OPEN, List.of(), List.of(edsger)));
        call.happen(new RoomEvent.Knocked(edsger));
        windows.press("#people-button");
        windows.see("#waiting-list");
        windows.press("#admit-edsger");
        windows.press("#deny-edsger");
        assertThat(call.asked())
                .containsExactly(new RoomRequest.AdmitPeer("edsger"), new RoomRequest.DenyPeer("edsger"));
        assertThat(windows.every(Labeled.class).stream().map(Labeled::getText)).contains("Edsger waits to come in");
    }

    @Test
    void theRoomIsShownAsTheServerSaysAndNotAsItWasClicked() {
        CallDouble call = enterAs(Role.OWNER);
        windows.press("#people-button");
        CheckBox lock = (CheckBox) onWindow(() -> stage.getScene().getRoot().lookup("#lock-room"));
        onWindow(() -> {
            lock.fire();
            return null;
        });
        assertThat(call.asked()).containsExactly(new RoomRequest.LockRoom(true));
        assertThat(lock.isSelected()).isFalse();
        call.room(facts(Role.OWNER, new RoomSettings(true, false, true, ChatHistory.KEPT), List.of(), List.of()));
        windows.eventually(() -> assertThat(lock.isSelected()).isTrue());
        assertThat(windows.textOf("#set-password")).isEqualTo("Change the password");
        assertThat(call.asked()).hasSize(1);
        windows.press("#end-room");
        windows.press("#confirm-go");
        assertThat(call.asked()).last().isEqualTo(new RoomRequest.EndRoom());
    }

    @Test
    void aParticipantSeesNoSwitchesOfTheRoom() {
        enterAs(Role.PARTICIPANT);
        windows.press("#people-button");
        assertThat(windows.isSeen("#room-controls")).isFalse();
        assertThat(windows.isSeen("#waiting-list")).isFalse();
    }

    @Test
    void whoWasMutedIsTold() {
        CallDouble call = enterAs(Role.PARTICIPANT);
        call.happen(new RoomEvent.Silenced(Device.MICROPHONE, "grace"));
        windows.eventually(
                () -> assertThat(windows.every(Labeled.class).stream().map(Labeled::getText))
                        .contains("You were muted by Grace."));
    }

    @Test
    void whoIsMutedTalksWhileSpaceIsHeld(FxRobot robot) {
        enterAs(Role.PARTICIPANT);
        robot.type(KeyCode.M);
        windows.eventually(() -> assertThat(live()).isFalse());
        robot.press(KeyCode.SPACE);
        windows.eventually(() -> assertThat(live()).isTrue());
        robot.release(KeyCode.SPACE);
        windows.eventually(() -> assertThat(live()).isFalse());
    }

    @Test
    void spaceInAMessageIsALetter(FxRobot robot) {
        enterAs(Role.PARTICIPANT);
        robot.type(KeyCode.C);
        windows.see("#chat-field");
        robot.press(KeyCode.SPACE);
        windows.settle();
        assertThat(live()).isTrue();
        robot.release(KeyCode.SPACE);
    }

    @Test
    void theKeysAreExplained(FxRobot robot) {
        enterAs(Role.PARTICIPANT);
        robot.write("?");
        windows.see("#keyboard-dialog");
        assertThat(windows.every(Labeled.class).stream().map(Labeled::getText))
                .contains("Space", "M", "V", "C", "R", "S", "W", "I", "T", "L", "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#chat", "#people-button", "#more", "#react", "#volume-grace"})
    void everythingThatCanBeReachedHasWordsForAScreenReader(String opener) {
        CallDouble call = enterAs(Role.OWNER);
        call.room(facts(Role.OWNER, RoomSettings.OPEN, List.of("tim"), List.of(new WaitingPeer("edsger", "Edsger"))));
        call.change(grace.shares(true, true));
        windows.press(opener);
        int looked = 0;
        for (Node node : windows.every(Node.class)) {
            boolean inside = node.getParent() instanceof javafx.scene.control.Control
                    && !(node.getParent() instanceof javafx.scene.control.ScrollPane);
            if (node.isFocusTraversable() && node.isVisible() && !inside) {
                looked++;
                String words = node.getAccessibleText() == null && node instanceof Labeled labeled
                        ? labeled.getText()
                        : node.getAccessibleText();
                assertThat(words).as("%s", node).isNotBlank();
            }
        }
        assertThat(looked).isGreaterThan(10);
    }

    private boolean live() {
        return windows.opener.media().isOn(Device.MICROPHONE);
    }

    @Test
    void aLongLinkStaysInThePanel() {
        CallDouble call = enterAs(Role.PARTICIPANT);
        windows.press("#chat");
        call.happen(said(1, "grace", "See https://example.org/" + "a".repeat(120) + "?b=c there", Optional.empty()));
        windows.eventually(() -> assertThat(windows.every(Hyperlink.class)).hasSize(1));
        Hyperlink link = windows.every(Hyperlink.class).getFirst();
        windows.eventually(() -> {
            windows.settle();
            double right =
                    onWindow(() -> link.localToScene(link.getLayoutBounds()).getMaxX());
            assertThat(right)
                    .isLessThanOrEqualTo(onWindow(() -> stage.getScene().getWidth()));
            assertThat(onWindow(link::getHeight)).as("several lines").isGreaterThan(40);
        });
    }

    @Test
    void whatTheServerDoesNotDoIsSaid() {
        CallDouble call = enterAs(Role.PARTICIPANT);
        call.refuse();
        windows.press("#hand");
        windows.eventually(
                () -> assertThat(windows.every(Labeled.class).stream().map(Labeled::getText))
                        .contains("That did not work. Try again."));
    }

    private List<String> messages() {
        return onWindow(() -> ((javafx.scene.Parent) stage.getScene().getRoot().lookup("#messages"))
                .getChildrenUnmodifiable().stream()
                        .filter(node -> node.getStyleClass().contains("message"))
                        .map(Node::getAccessibleText)
                        .toList());
    }

    private List<String> roster() {
        return onWindow(() -> ((javafx.scene.Parent) stage.getScene().getRoot().lookup("#roster"))
                .getChildrenUnmodifiable().stream().map(Node::getAccessibleText).toList());
    }
}

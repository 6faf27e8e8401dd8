package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.LocalScreen;
import dev.parley.desktop.call.RoomFacts;
import dev.parley.desktop.call.Seen;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.ui.tile.ScreenTile;
import dev.parley.desktop.ui.tile.Tile;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** Shared screens, and what is large. */
class StageWindowTest extends WindowTest {
    private final PersonDouble grace = new PersonDouble("grace", "Grace").camera(true);
    private final PersonDouble tim = new PersonDouble("tim", "Tim");
    private CallDouble call;

    @BeforeEach
    void enter() {
        call = windows.enter(grace, tim);
    }

    private double widthOf(Node node) {
        windows.settle();
        return onWindow(() -> node.getLayoutBounds().getWidth());
    }

    private ScreenTile screenOf(PersonDouble person) {
        windows.see("#screen-" + person.peerId());
        return (ScreenTile) onWindow(() -> stage.getScene().getRoot().lookup("#screen-" + person.peerId()));
    }

    @Test
    void aSharedScreenIsLargeAndGoesAgain() {
        call.change(grace.shares(true, false));
        ScreenTile screen = screenOf(grace);
        windows.eventually(() -> assertThat(widthOf(screen)).isGreaterThan(2 * widthOf(windows.tileOf("Grace"))));
        assertThat(screen.getAccessibleText()).isEqualTo("Screen of Grace");
        Picture picture = Portrait.of(1, 1280, 720);
        grace.screenSink().frame(picture);
        picture.release();
        windows.eventually(() -> assertThat(screen.hasPicture()).isTrue());
        assertThat(windows.tileOf("Grace").hasPicture()).isFalse();
        call.change(grace.shares(false, false));
        windows.eventually(() -> assertThat(windows.isSeen("#screen-grace")).isFalse());
        assertThat(grace.screenSink()).isNull();
    }

    @Test
    void ofTwoScreensOneIsChosenByKeyboard(FxRobot robot) {
        call.change(grace.shares(true, false));
        call.change(tim.shares(true, false));
        ScreenTile graces = screenOf(grace);
        ScreenTile tims = screenOf(tim);
        windows.eventually(() -> assertThat(widthOf(tims)).isEqualTo(widthOf(graces)));
        windows.focus("#screen-grace");
        robot.type(KeyCode.ENTER);
        windows.eventually(() -> assertThat(widthOf(graces)).isGreaterThan(2 * widthOf(tims)));
    }

    @Test
    void aLargeScreenIsEnlargedByKeysAndShownWholeAgain(FxRobot robot) {
        call.change(grace.shares(true, false));
        ScreenTile screen = screenOf(grace);
        windows.settle();
        windows.focus("#screen-grace");
        robot.type(KeyCode.ADD, 2);
        windows.eventually(() -> assertThat(onWindow(screen::zoom).factor()).isEqualTo(1.25 * 1.25));
        robot.type(KeyCode.LEFT);
        windows.eventually(() -> assertThat(onWindow(screen::zoom).x()).isEqualTo(60));
        robot.type(KeyCode.DIGIT0);
        windows.eventually(() -> assertThat(onWindow(screen::zoom).factor()).isEqualTo(1));
    }

    @Test
    void whoSpeaksIsLargeIfOneWantsThat(FxRobot robot) {
        tim.loud(0.3);
        robot.type(KeyCode.W);
        windows.eventually(
                () -> assertThat(widthOf(windows.tileOf("Tim"))).isGreaterThan(2 * widthOf(windows.tileOf("Grace"))));
        tim.loud(0);
        grace.loud(0.3);
        windows.eventually(
                () -> assertThat(widthOf(windows.tileOf("Grace"))).isGreaterThan(2 * widthOf(windows.tileOf("Tim"))));
        robot.type(KeyCode.W);
        windows.eventually(
                () -> assertThat(widthOf(windows.tileOf("Grace"))).isEqualTo(widthOf(windows.tileOf("Tim"))));
    }

    @Test
    void whomTheServerHearsSpeakingIsLarge(FxRobot robot) {
        robot.type(KeyCode.W);
        call.room(facts(Optional.of("tim")));
        windows.eventually(
                () -> assertThat(widthOf(windows.tileOf("Tim"))).isGreaterThan(2 * widthOf(windows.tileOf("Grace"))));
        grace.loud(0.3);
        call.room(facts(Optional.of("ada")));
        windows.eventually(
                () -> assertThat(windows.tileOf("Grace").speakingShown()).isTrue());
        assertThat(widthOf(windows.tileOf("Tim"))).isGreaterThan(2 * widthOf(windows.tileOf("Grace")));
    }

    @Test
    void whomOnePinsStaysLargeWhateverAModeratorShows() {
        call.room(new RoomFacts(
                true,
                "ada",
                Map.of("ada", Role.PARTICIPANT, "grace", Role.OWNER, "tim", Role.PARTICIPANT),
                RoomSettings.OPEN,
                List.of(),
                Optional.of("grace"),
                List.of(),
                Optional.empty()));
        windows.eventually(
                () -> assertThat(widthOf(windows.tileOf("Grace"))).isGreaterThan(2 * widthOf(windows.tileOf("Tim"))));
        windows.press("#volume-tim");
        windows.press("#menu-pin");
        windows.eventually(
                () -> assertThat(widthOf(windows.tileOf("Tim"))).isGreaterThan(2 * widthOf(windows.tileOf("Grace"))));
    }

    @Test
    void theSoundOfAScreenIsSetByItself() {
        call.change(grace.shares(true, true));
        windows.press("#volume-grace");
        windows.see("#screen-volume");
        Slider slider = windows.every(Slider.class).stream()
                .filter(each -> "screen-volume".equals(each.getId()))
                .findFirst()
                .orElseThrow();
        onWindow(() -> {
            slider.setValue(30);
            return null;
        });
        assertThat(grace.screenVolume()).isEqualTo(0.3);
        assertThat(grace.volume()).isEqualTo(1);
    }

    @Test
    void whoHasNoRoomIsOnAnotherPageAndNotSent() {
        for (int i = 0; i < 30; i++) {
            call.join(new PersonDouble("p" + i, "Person " + i).camera(true));
        }
        windows.see("#pager");
        List<String> first = seenIds();
        assertThat(first).hasSizeBetween(5, 25);
        windows.press("#page-on");
        windows.eventually(() -> assertThat(seenIds()).isNotEmpty().doesNotContainAnyElementsOf(first));
        windows.press("#page-back");
        windows.eventually(() -> assertThat(seenIds()).containsExactlyInAnyOrderElementsOf(first));
        assertThat(call.seen()).allSatisfy(seen -> assertThat(seen.width()).isGreaterThanOrEqualTo(140));
    }

    private List<String> seenIds() {
        windows.settle();
        return call.seen().stream().map(Seen::peerId).toList();
    }

    @Test
    void aWindowThatIsAnIconShowsNothing() {
        windows.eventually(() -> assertThat(seenIds()).hasSize(2));
        onWindow(() -> {
            stage.setIconified(true);
            return null;
        });
        windows.eventually(() -> assertThat(call.seen()).isEmpty());
        onWindow(() -> {
            stage.setIconified(false);
            return null;
        });
        windows.eventually(() -> assertThat(seenIds()).hasSize(2));
    }

    @Test
    void oneHidesOneselfAndThoseWithoutVideo() throws Exception {
        windows.press("#view");
        windows.see("#view-dialog");
        fire("#hide-self");
        fire("#hide-without-video");
        windows.press("#view-done");
        windows.eventually(() -> assertThat(shownNames()).containsExactly("Grace"));
        assertThat(java.nio.file.Files.readString(windows.preferences)).contains("\"hideSelf\" : true");
    }

    @Test
    void theCallFillsTheScreen() {
        windows.press("#view");
        windows.press("#full-screen");
        windows.eventually(() -> assertThat(onWindow(stage::isFullScreen)).isTrue());
        windows.see("#leave");
        windows.press("#view");
        windows.press("#full-screen");
        windows.eventually(() -> assertThat(onWindow(stage::isFullScreen)).isFalse());
    }

    private void fire(String id) {
        onWindow(() -> {
            ((javafx.scene.control.CheckBox) stage.getScene().getRoot().lookup(id)).fire();
            return null;
        });
    }

    private List<String> shownNames() {
        windows.settle();
        return windows.tiles().stream()
                .filter(Node::isVisible)
                .map(Tile::shownName)
                .toList();
    }

    @Test
    void onesOwnScreenIsSharedFrozenAndEnded(FxRobot robot) {
        call.room(facts());
        windows.see("#share");
        robot.type(KeyCode.S);
        windows.see("#share-dialog");
        windows.press("#share-screen-1");
        windows.see("#share-bar");
        assertThat(windows.opener.media().screen().shared()).contains("screen:1");
        windows.press("#freeze");
        windows.eventually(
                () -> assertThat(windows.opener.media().screen().state()).isEqualTo(LocalScreen.State.FROZEN));
        windows.eventually(() -> assertThat(windows.textOf("#freeze")).isEqualTo("Go on"));
        windows.press("#stop-sharing");
        windows.eventually(() -> assertThat(windows.isSeen("#share-bar")).isFalse());
        assertThat(windows.opener.media().screen().shared()).isEmpty();
    }

    @Test
    void whereThereIsNoScreenThatIsSaid(FxRobot robot) {
        call.room(facts());
        windows.opener.media().screen().choices(List.of());
        windows.see("#share");
        robot.type(KeyCode.S);
        windows.eventually(() -> assertThat(windows.every(javafx.scene.control.Labeled.class).stream()
                        .map(javafx.scene.control.Labeled::getText))
                .contains("There is no screen that could be shared on this computer."));
    }

    private static RoomFacts facts() {
        return facts(Optional.empty());
    }

    private static RoomFacts facts(Optional<String> speaker) {
        return new RoomFacts(
                true,
                "ada",
                Map.of("ada", Role.PARTICIPANT, "grace", Role.OWNER, "tim", Role.PARTICIPANT),
                RoomSettings.OPEN,
                List.of(),
                Optional.empty(),
                List.of(),
                speaker);
    }
}

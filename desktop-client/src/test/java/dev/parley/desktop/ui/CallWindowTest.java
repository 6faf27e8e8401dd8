package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.CallState.Cause;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.ui.tile.Tile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

class CallWindowTest extends WindowTest {
    private static final String REMEMBERED = """
            {"server": "meet.example.org", "room": "tea", "name": "Ada", "language": "en", "appearance": "DARK",
            "volumes": {"Quiet Tim": 1.8}}""";

    private final PersonDouble grace = new PersonDouble("g", "Grace Hopper").camera(true);

    CallWindowTest() {
        super(REMEMBERED);
    }

    @ParameterizedTest(name = "{0} people in {1} x {2}")
    @CsvSource({
        "1, 1000, 700", "2, 1000, 700", "9, 1000, 700", "25, 1000, 700",
        "1, 420, 760", "2, 420, 760", "9, 420, 760", "25, 1280, 800"
    })
    void everybodyIsSeenAndNobodyIsHidden(int people, double width, double height) {
        PersonDouble[] others = new PersonDouble[people - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = new PersonDouble("p" + i, "Person " + i);
        }
        windows.enter(others);
        windows.resize(width, height);
        assertThat(windows.textOf("#people-count")).isEqualTo(Integer.toString(people));
        List<Bounds> places = new ArrayList<>();
        for (Tile tile : windows.tiles()) {
            Bounds bounds = onWindow(() -> tile.localToScene(tile.getBoundsInLocal()));
            assertThat(bounds.getWidth()).isGreaterThanOrEqualTo(100);
            assertThat(bounds.getMinX()).isGreaterThanOrEqualTo(0);
            assertThat(bounds.getMaxX()).isLessThanOrEqualTo(width);
            assertThat(bounds.getMaxY()).isLessThanOrEqualTo(height);
            places.add(bounds);
        }
        assertThat(places).hasSize(people);
        boolean floating = people == 2 && width > height;
        for (int i = 0; i < people && !floating; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(places.get(i).intersects(places.get(j))).isFalse();
            }
        }
    }

    @Test
    void aNameIsWholeAgainWhereThereIsRoomForIt() {
        PersonDouble[] others = new PersonDouble[8];
        for (int i = 0; i < others.length; i++) {
            others[i] = new PersonDouble("p" + i, "Barbara " + i);
        }
        windows.enter(others);
        windows.resize(420, 500);
        windows.resize(1000, 700);
        for (Tile tile : windows.tiles()) {
            Region label = (Region) tile.lookup(".tile-label");
            windows.eventually(() -> assertThat(onWindow(label::getWidth))
                    .as(tile.shownName())
                    .isGreaterThanOrEqualTo(onWindow(() -> label.prefWidth(-1))));
        }
    }

    @Test
    void peopleComeAndGo() {
        CallDouble call = windows.enter();
        assertThat(windows.isSeen("#waiting")).isTrue();
        call.join(grace);
        windows.eventually(() -> assertThat(windows.tiles()).hasSize(2));
        assertThat(windows.isSeen("#waiting")).isFalse();
        assertThat(windows.news()).containsExactly("Grace Hopper joined");
        call.part(grace);
        windows.eventually(() -> assertThat(windows.tiles()).hasSize(1));
        assertThat(windows.news()).contains("Grace Hopper left");
        assertThat(grace.sink()).isNull();
    }

    @Test
    void aServerThatIsAboutToStopIsAnnounced() {
        CallDouble call = windows.enter(grace);
        call.drain(5);
        windows.eventually(() ->
                assertThat(windows.news()).anySatisfy(line -> assertThat(line).contains("within 5 seconds")));
        call.drain(601);
        windows.eventually(() ->
                assertThat(windows.news()).anySatisfy(line -> assertThat(line).contains("within 11 minutes")));
    }

    @Test
    void aTileShowsNameMuteAndWhoSpeaks() {
        CallDouble call = windows.enter(grace, new PersonDouble("guest-1234", ""));
        assertThat(windows.tileOf("Guest 1234").mutedShown()).isFalse();
        Tile tile = windows.tileOf("Grace Hopper");
        grace.microphone(false);
        call.change(grace);
        windows.eventually(() -> assertThat(tile.mutedShown()).isTrue());
        assertThat(tile.getAccessibleText()).isEqualTo("Grace Hopper, muted");
        grace.microphone(true).loud(0.2);
        call.change(grace);
        windows.eventually(() -> assertThat(tile.speakingShown()).isTrue());
        assertThat(tile.mutedShown()).isFalse();
        grace.loud(0);
        windows.eventually(() -> assertThat(tile.speakingShown()).isFalse());
    }

    @Test
    void aPictureThatCannotBeShownHereHasItsReason() {
        CallDouble call = windows.enter(grace);
        Tile tile = windows.tileOf("Grace Hopper");
        call.change(grace.camera(true).sendsUndecodable());
        windows.eventually(() ->
                assertThat(tile.shownName()).isEqualTo("Grace Hopper · video in a format that cannot be shown here"));
        assertThat(tile.getAccessibleText()).contains("cannot be shown here").doesNotContain("camera off");
    }

    @Test
    void aPictureIsShownWhileTheCameraIsOn() {
        CallDouble call = windows.enter(grace);
        Tile tile = windows.tileOf("Grace Hopper");
        for (int number = 0; number < 5; number++) {
            Picture picture = Portrait.of(number, 1280, 720);
            grace.sink().frame(picture);
            picture.release();
        }
        windows.eventually(() -> assertThat(tile.hasPicture()).isTrue());
        grace.camera(false);
        call.change(grace);
        windows.eventually(() -> assertThat(tile.hasPicture()).isFalse());
        assertThat(grace.sink()).isNull();
    }

    @Test
    void oneKeySwitchesMicrophoneAndCamera(FxRobot robot) {
        windows.enter();
        robot.type(KeyCode.M);
        windows.eventually(
                () -> assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isFalse());
        windows.eventually(
                () -> assertThat(windows.tileOf("Ada (you)").mutedShown()).isTrue());
        assertThat(windows.accessibleTextOf("#mute")).isEqualTo("Unmute microphone (M)");
        robot.type(KeyCode.M);
        windows.eventually(
                () -> assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isTrue());
        robot.type(KeyCode.V);
        windows.eventually(
                () -> assertThat(windows.opener.media().isOn(Device.CAMERA)).isFalse());
        assertThat(windows.accessibleTextOf("#camera")).isEqualTo("Turn camera on (V)");
    }

    @Test
    void aButtonIsPressedBySpaceAndByEnter(FxRobot robot) {
        windows.enter();
        windows.focus("#mute");
        robot.type(KeyCode.SPACE);
        windows.eventually(
                () -> assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isFalse());
        robot.type(KeyCode.ENTER);
        windows.eventually(
                () -> assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isTrue());
    }

    @Test
    void leavingByKeyAsksFirst(FxRobot robot) {
        CallDouble call = windows.enter(grace);
        robot.type(KeyCode.L);
        windows.see("#leave-dialog");
        robot.type(KeyCode.M); // keys are for the dialog now
        robot.type(KeyCode.ESCAPE);
        assertThat(windows.isSeen("#leave-dialog")).isFalse();
        assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isTrue();
        robot.type(KeyCode.L);
        windows.see("#leave-dialog");
        assertThat(windows.hasFocus("#leave-leave")).isTrue();
        for (int i = 0; i < 5; i++) {
            robot.type(KeyCode.TAB);
            assertThat(windows.hasFocus("#leave-leave") || windows.hasFocus("#leave-stay"))
                    .isTrue();
        }
        windows.focus("#leave-leave");
        robot.type(KeyCode.ENTER);
        windows.see("#left-screen");
        assertThat(call.closed()).isTrue();
    }

    @Test
    void whoLeftCanComeBack(FxRobot robot) {
        windows.enter();
        windows.press("#leave");
        windows.see("#left-screen");
        assertThat(windows.textOf("#left-message")).isEqualTo("You left the call");
        assertThat(windows.hasFocus("#rejoin")).isTrue();
        robot.type(KeyCode.ENTER);
        windows.see("#join-screen");
        assertThat(windows.textOf("#join-room")).isEqualTo("tea");
        windows.enter();
        assertThat(windows.opener.count()).isEqualTo(2);
    }

    @Test
    void aRefusalAfterAnInterruptionIsExplained() {
        CallDouble call = windows.enter();
        call.become(new CallState.Refused("room-full", ""));
        windows.see("#left-screen");
        assertThat(windows.textOf("#left-message")).startsWith("This room is full.");
    }

    @Test
    void theBannerSaysWhatIsWrongAndOffersToTryNow() {
        CallDouble call = windows.enter(grace);
        assertThat(windows.isSeen("#connection-banner")).isFalse();
        call.become(new CallState.Reconnecting(Cause.SERVER_LOST, 0));
        windows.see("#connection-banner");
        assertThat(windows.isSeen("#retry")).isFalse();
        call.become(new CallState.Reconnecting(Cause.SERVER_LOST, 3));
        windows.see("#retry");
        windows.press("#retry");
        assertThat(call.retries()).isEqualTo(1);
        call.become(new CallState.Joined(true));
        windows.eventually(() -> assertThat(windows.isSeen("#retry")).isFalse());
        windows.eventually(
                () -> assertThat(windows.isSeen("#connection-banner")).isFalse());
    }

    @Test
    void theLinkIsCopiedByKey(FxRobot robot) {
        windows.enter();
        robot.type(KeyCode.I);
        windows.eventually(() -> assertThat(windows.textOf("#copy-link")).isEqualTo("Link copied"));
        assertThat(onWindow(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo("https://meet.example.org/r/tea");
    }

    @Test
    void theVolumeOfSomebodyIsSetByKeyboardAndRemembered(FxRobot robot) throws Exception {
        windows.enter(grace);
        Tile tile = windows.tileOf("Grace Hopper");
        onWindow(() -> {
            tile.requestFocus();
            return null;
        });
        robot.type(KeyCode.ENTER);
        windows.see("#person-menu");
        robot.type(KeyCode.LEFT, 3);
        windows.eventually(() -> assertThat(grace.volume()).isBetween(0.69, 0.71));
        robot.type(KeyCode.ESCAPE);
        assertThat(Files.readString(windows.preferences)).contains("\"Grace Hopper\" : 0.7");
        assertThat(onWindow(() -> stage.getScene().getFocusOwner())).isSameAs(tile);
    }

    @Test
    void aVolumeThatWasSetHoldsTheNextTime() {
        PersonDouble tim = new PersonDouble("t", "Quiet Tim");
        windows.enter(tim);
        assertThat(tim.volume()).isEqualTo(1.8);
    }

    @Test
    void whosePictureIsLeftOutToSaveDataHasAMarkAndNoPicture() {
        CallDouble call = windows.enter(grace);
        windows.eventually(() -> assertThat(grace.sink()).isNotNull());
        grace.leftOut(true);
        call.change(grace);
        windows.eventually(() -> assertThat(grace.sink()).isNull());
        assertThat(windows.tileOf("Grace Hopper").getAccessibleText()).contains("left out to save data");
        grace.leftOut(false);
        call.change(grace);
        windows.eventually(() -> assertThat(grace.sink()).isNotNull());
        assertThat(windows.tileOf("Grace Hopper").getAccessibleText()).doesNotContain("data");
    }

    @Test
    void aSmallWindowShowsOnePersonAndComesBack() {
        windows.enter(grace, new PersonDouble("t", "Tim"));
        windows.press("#more");
        windows.press("#more-mini");
        windows.eventually(() -> assertThat(seenTiles()).containsExactly("Grace Hopper"));
        assertThat(onWindow(stage::isAlwaysOnTop)).isTrue();
        assertThat(onWindow(stage::getWidth)).isLessThan(400);
        assertThat(windows.isSeen("#leave")).isFalse();
        windows.press("#mini-mute");
        windows.eventually(
                () -> assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isFalse());
        windows.press("#mini-back");
        windows.eventually(() -> assertThat(seenTiles()).hasSize(3));
        assertThat(onWindow(stage::isAlwaysOnTop)).isFalse();
        assertThat(onWindow(stage::getWidth)).isEqualTo(1000);
    }

    private List<String> seenTiles() {
        windows.settle();
        return windows.tiles().stream()
                .filter(Node::isVisible)
                .map(Tile::shownName)
                .toList();
    }

    @Test
    void aDeviceThatIsLostIsExplained() {
        windows.enter();
        windows.opener.media().breaks(Device.MICROPHONE, Problem.UNPLUGGED);
        windows.eventually(() ->
                assertThat(windows.news()).hasSize(1).first().asString().startsWith("Your microphone was unplugged."));
        assertThat(windows.tileOf("Ada (you)").mutedShown()).isTrue();
    }

    @Test
    void whatThisComputerCannotDoIsSaidUntilItIsRead() {
        windows.opener.media().poor();
        windows.enter();
        windows.see("#note-pure-java");
        windows.see("#note-headphones");
        windows.press("#note-headphones-dismiss");
        assertThat(windows.isSeen("#note-headphones")).isFalse();
    }
}

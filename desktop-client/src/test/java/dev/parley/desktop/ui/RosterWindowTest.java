package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.ui.tile.Tile;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.RoomSettings;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** Everything that can be done to somebody is reached from the list of people, by keyboard. */
class RosterWindowTest extends WindowTest {
    private final PersonDouble grace = new PersonDouble("grace", "Grace").camera(true);
    private final PersonDouble tim = new PersonDouble("tim", "Tim");
    private CallDouble call;

    @BeforeEach
    void enter() {
        call = windows.enter(grace, tim);
        call.change(grace.shares(true, true));
        call.room(MeetingWindowTest.facts(Role.OWNER, RoomSettings.OPEN, List.of("grace"), List.of()));
        windows.see("#chat");
        windows.press("#people-button");
    }

    private void open(FxRobot robot, String row) {
        windows.focus(row);
        robot.type(KeyCode.ENTER);
    }

    @Test
    void allThatCanBeDoneIsThere(FxRobot robot) {
        open(robot, "#roster-grace");
        windows.see("#person-menu");
        assertThat(windows.every(Slider.class)).extracting(Node::getId).containsExactly("volume", "screen-volume");
        assertThat(windows.every(Button.class))
                .extracting(Node::getId)
                .containsSubsequence(
                        "menu-pin",
                        "menu-message",
                        "menu-mute",
                        "menu-stop-video",
                        "menu-lower-hand",
                        "menu-spotlight",
                        "menu-role",
                        "menu-remove",
                        "menu-ban");
        windows.focus("#menu-mute");
        robot.type(KeyCode.ENTER);
        windows.eventually(() -> assertThat(call.asked()).contains(new RoomRequest.MutePeer("grace")));
    }

    @Test
    void theFocusStaysOnTheRowWhateverHappensMeanwhile(FxRobot robot) {
        open(robot, "#roster-tim");
        windows.see("#person-menu");
        call.change(tim.microphone(false));
        call.room(MeetingWindowTest.facts(Role.OWNER, RoomSettings.OPEN, List.of("tim", "grace"), List.of()));
        windows.eventually(() -> assertThat(windows.accessibleTextOf("#roster-tim"))
                .contains("muted")
                .contains("1"));
        robot.type(KeyCode.ESCAPE);
        assertThat(windows.hasFocus("#roster-tim")).isTrue();
        robot.type(KeyCode.ENTER);
        windows.see("#person-menu");
    }

    @Test
    void oneselfCanBeMadeLargeAndHidden(FxRobot robot) {
        open(robot, "#roster-ada");
        windows.see("#own-menu");
        windows.press("#menu-pin");
        windows.eventually(() -> assertThat(widthOf("Ada (you)")).isGreaterThan(2 * widthOf("Tim")));
    }

    @Test
    void onesOwnTileHasAMenuToo(FxRobot robot) {
        Tile own = windows.tileOf("Ada (you)");
        onWindow(() -> {
            own.requestFocus();
            return null;
        });
        robot.type(KeyCode.ENTER);
        windows.see("#own-menu");
        windows.press("#menu-hide-self");
        windows.eventually(() -> assertThat(onWindow(own::isVisible)).isFalse());
    }

    private double widthOf(String name) {
        windows.settle();
        Tile tile = windows.tileOf(name);
        return onWindow(() -> tile.getLayoutBounds().getWidth());
    }
}

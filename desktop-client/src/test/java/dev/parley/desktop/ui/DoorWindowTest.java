package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.CallState;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

/** What stands between the join button and the room, and what is said when one may not stay. */
class DoorWindowTest extends WindowTest {

    private CallDouble knock() {
        windows.press("#join-button");
        CallDouble call = windows.opener.last().call();
        call.become(new CallState.Knocking());
        windows.see("#door-screen");
        return call;
    }

    @Test
    void whoWaitsSeesThatAndComesInByThemselves() {
        CallDouble call = knock();
        assertThat(windows.textOf("#door-message")).isEqualTo("Waiting to be let in");
        call.become(new CallState.Joined(false));
        windows.see("#call-screen");
        assertThat(windows.isSeen("#door-screen")).isFalse();
    }

    @Test
    void whoIsRefusedAtTheDoorIsToldWhereTheyCameFrom() {
        CallDouble call = knock();
        call.become(new CallState.Refused("not-admitted", ""));
        windows.see("#join-screen");
        windows.eventually(
                () -> assertThat(windows.textOf("#join-room-problem")).isEqualTo("You were not let in."));
        assertThat(call.closed()).isTrue();
    }

    @Test
    void whoDoesNotWantToWaitGoesBack() {
        CallDouble call = knock();
        windows.press("#door-leave");
        windows.see("#join-screen");
        assertThat(call.closed()).isTrue();
        windows.enter();
    }

    @Test
    void aPasswordIsAskedForAgainWhenItWasWrong(FxRobot robot) {
        windows.press("#join-button");
        CallDouble call = windows.opener.last().call();
        call.become(new CallState.PasswordAsked(false));
        windows.see("#password-dialog");
        assertThat(windows.hasFocus("#password")).isTrue();
        Button give = (Button) onWindow(() -> stage.getScene().getRoot().lookup("#password-give"));
        assertThat(give.isDisabled()).isTrue();
        windows.type("#password", "sandwich");
        robot.type(KeyCode.ENTER);
        windows.eventually(() -> assertThat(call.passwords()).containsExactly("sandwich"));
        call.become(new CallState.PasswordAsked(true));
        windows.see("#password-dialog");
        windows.type("#password", "cucumber");
        windows.press("#password-give");
        windows.eventually(() -> assertThat(call.passwords()).containsExactly("sandwich", "cucumber"));
        assertThat(call.closed()).isFalse();
    }

    @Test
    void whoDoesNotKnowThePasswordCanGiveUp(FxRobot robot) {
        windows.press("#join-button");
        CallDouble call = windows.opener.last().call();
        call.become(new CallState.PasswordAsked(false));
        windows.see("#password-dialog");
        robot.type(KeyCode.ESCAPE);
        windows.eventually(() -> assertThat(call.closed()).isTrue());
        windows.enter();
    }

    @ParameterizedTest
    @CsvSource({
        "removed, You were removed from the meeting.",
        "banned, You may not come into this room any more.",
        "ended, The meeting has ended for everyone.",
        "room-locked, This room is locked. Ask someone in it to open it."
    })
    void whyOneIsNotInTheCallAnyMoreIsSaid(String code, String sentence) {
        CallDouble call = windows.enter();
        call.become(new CallState.Refused(code, ""));
        windows.see("#left-screen");
        assertThat(windows.textOf("#left-message")).isEqualTo(sentence);
    }

    @Test
    void whileTheSocketIsGoneNobodyIsDimmed() {
        CallDouble call = windows.enter(new PersonDouble("g", "Grace"));
        call.become(new CallState.Resuming());
        windows.see("#connection-banner");
        assertThat(windows.tileOf("Grace").getOpacity()).isEqualTo(1);
        call.become(new CallState.Joined(true));
        windows.eventually(
                () -> assertThat(windows.isSeen("#connection-banner")).isFalse());
    }
}

package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.RoomEvent;
import dev.parley.desktop.ui.tray.Tray;
import java.nio.file.Files;
import javafx.scene.control.CheckBox;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;

/** What closing the window does, with a tray and without. */
class TrayWindowTest extends WindowTest {
    private final PersonDouble grace = new PersonDouble("g", "Grace Hopper").camera(true);

    @Test
    void withoutACallTheWindowCloses() {
        closeWindow();
        windows.eventually(() -> assertThat(isShowing()).isFalse());
    }

    @Test
    void withoutATrayClosingSaysThatItLeaves() {
        CallDouble call = windows.enter(grace);
        closeWindow();
        windows.see("#close-dialog");
        assertThat(windows.isSeen("#close-tray")).isFalse();
        windows.press("#close-stay");
        assertThat(isShowing()).isTrue();
        assertThat(call.closed()).isFalse();
        closeWindow();
        windows.see("#close-dialog");
        windows.press("#close-leave");
        windows.eventually(() -> assertThat(isShowing()).isFalse());
        assertThat(call.closed()).isTrue();
    }

    @Test
    void whoClosesTheWindowTwiceMeansIt() {
        windows.enter(grace);
        closeWindow();
        windows.see("#close-dialog");
        closeWindow();
        windows.eventually(() -> assertThat(isShowing()).isFalse());
    }

    @Test
    void theCallGoesOnInTheTray() {
        CallDouble call = windows.enter(grace);
        windows.eventually(() -> assertThat(grace.sink()).isNotNull());
        toTray();
        assertThat(call.closed()).isFalse();
        assertThat(tray().sign().map(Tray.Sign::words)).contains("Parley: call in tea");
        assertThat(tray().menu()).containsExactly("Show the window", "Mute microphone", "Leave the call");
        tray().choose("Show the window");
        windows.eventually(() -> assertThat(isShowing()).isTrue());
        assertThat(tray().sign()).isEmpty();
        assertThat(windows.isSeen("#call-screen")).isTrue();
        assertThat(windows.tiles()).hasSize(2);
    }

    @Test
    void theMicrophoneIsSwitchedInTheTray() {
        windows.enter();
        toTray();
        tray().choose("Mute microphone");
        windows.eventually(() -> assertThat(tray().sign().map(Tray.Sign::muted)).contains(true));
        assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isFalse();
        assertThat(tray().sign().map(Tray.Sign::words)).contains("Parley: call in tea, you are muted");
        tray().choose("Unmute microphone");
        windows.eventually(() -> assertThat(tray().sign().map(Tray.Sign::muted)).contains(false));
        assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isTrue();
    }

    @Test
    void whoIsMutedByOthersSeesItInTheTray() {
        CallDouble call = windows.enter(grace);
        toTray();
        call.happen(new RoomEvent.Silenced(Device.MICROPHONE, "g"));
        windows.eventually(() -> assertThat(tray().sign().map(Tray.Sign::muted)).contains(true));
    }

    @Test
    void leavingInTheTrayShowsThatOneLeft() {
        CallDouble call = windows.enter(grace);
        toTray();
        tray().choose("Leave the call");
        windows.see("#left-screen");
        windows.eventually(() -> assertThat(isShowing()).isTrue());
        assertThat(call.closed()).isTrue();
        assertThat(tray().sign()).isEmpty();
    }

    @Test
    void whoIsSentAwayInTheTrayLearnsWhy() {
        CallDouble call = windows.enter(grace);
        toTray();
        call.become(new CallState.Refused("removed", ""));
        windows.see("#left-screen");
        windows.eventually(() -> assertThat(isShowing()).isTrue());
    }

    @Test
    void whatIsAskedIsSeen() {
        CallDouble call = windows.enter(grace);
        toTray();
        call.become(new CallState.PasswordAsked(false));
        windows.eventually(() -> assertThat(isShowing()).isTrue());
        windows.see("#password-dialog");
        assertThat(tray().sign()).isEmpty();
    }

    @Test
    void aTrayThatGoesAwayGivesTheWindowBack() {
        CallDouble call = windows.enter(grace);
        toTray();
        tray().disappear();
        windows.eventually(() -> assertThat(isShowing()).isTrue());
        assertThat(windows.isSeen("#call-screen")).isTrue();
        assertThat(call.closed()).isFalse();
    }

    @Test
    void aSecondStartShowsTheWindow() {
        windows.enter();
        toTray();
        onWindow(() -> {
            windows.windows().toFront();
            return null;
        });
        assertThat(isShowing()).isTrue();
        assertThat(tray().sign()).isEmpty();
    }

    @Test
    void theChoiceIsOffAndNotToBeHadWithoutATray() {
        openSettings();
        windows.see("#tray-none");
        CheckBox box = choice();
        assertThat(onWindow(box::isDisabled)).isTrue();
        assertThat(onWindow(box::isSelected)).isFalse();
    }

    @Test
    void theChoiceIsRememberedAndClosingAsksNoMore() throws Exception {
        tray().appear();
        windows.enter(grace);
        windows.press("#more");
        openSettings();
        CheckBox box = choice();
        windows.eventually(() -> assertThat(onWindow(box::isDisabled)).isFalse());
        onWindow(() -> {
            box.fire();
            return null;
        });
        windows.press("#settings-done");
        assertThat(Files.readString(windows.preferences)).contains("\"keepInTray\" : true");
        closeWindow();
        windows.eventually(() -> assertThat(tray().sign()).isPresent());
        assertThat(isShowing()).isFalse();
        assertThat(windows.isSeen("#close-dialog")).isFalse();
    }

    @Test
    void aSmallWindowIsLargeWhenItComesBack() {
        windows.enter(grace);
        windows.press("#more");
        windows.press("#more-mini");
        toTray();
        tray().choose("Show the window");
        windows.eventually(() -> assertThat(isShowing()).isTrue());
        assertThat(onWindow(stage::isAlwaysOnTop)).isFalse();
        assertThat(onWindow(stage::getWidth)).isEqualTo(1000);
    }

    private TrayDouble tray() {
        return windows.opener.tray();
    }

    private void toTray() {
        tray().appear();
        closeWindow();
        windows.see("#close-dialog");
        windows.press("#close-tray");
        windows.eventually(() -> assertThat(tray().sign()).isPresent());
        assertThat(isShowing()).isFalse();
    }

    private void openSettings() {
        windows.press("#settings");
        windows.see("#settings-dialog");
    }

    private CheckBox choice() {
        return windows.every(CheckBox.class).stream()
                .filter(box -> "tray-switch".equals(box.getId()))
                .findFirst()
                .orElseThrow();
    }

    /** As the window manager asks for it. */
    private void closeWindow() {
        onWindow(() -> {
            stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
            return null;
        });
        windows.settle();
    }

    private boolean isShowing() {
        return onWindow(stage::isShowing);
    }
}

package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.LocalScreen;
import dev.parley.desktop.call.LocalScreen.Choice;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomSettings;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** A part of a screen is shared by drawing a frame around it. */
class RegionWindowTest extends WindowTest {
    private Rectangle2D bounds;

    @BeforeEach
    void enter() {
        bounds = onWindow(() -> Screen.getPrimary().getBounds());
        // The system counts twice as many pixels as JavaFX, and begins elsewhere.
        windows.opener
                .media()
                .screen()
                .choices(List.of(
                        new Choice("screen:1", 100, 50, 2 * (int) bounds.getWidth(), 2 * (int) bounds.getHeight())));
        CallDouble call = windows.enter();
        call.room(MeetingWindowTest.facts(Role.OWNER, RoomSettings.OPEN, List.of(), List.of()));
        windows.see("#share");
        windows.press("#share");
        windows.see("#share-dialog");
        windows.press("#share-region");
        windows.eventually(() -> assertThat(shades()).hasSize(1));
    }

    private List<Stage> shades() {
        return onWindow(() -> Window.getWindows().stream()
                .filter(window -> window.getScene().getRoot().lookup("#region-hint") != null)
                .map(Stage.class::cast)
                .toList());
    }

    private void draw(FxRobot robot, double fromX, double fromY, double toX, double toY) {
        robot.moveTo(fromX, fromY).press(MouseButton.PRIMARY).moveTo(toX, toY).release(MouseButton.PRIMARY);
    }

    @Test
    void theWholeScreenIsCovered() {
        Stage shade = shades().getFirst();
        assertThat(onWindow(shade::getWidth)).isEqualTo(bounds.getWidth());
        assertThat(onWindow(shade::getHeight)).isEqualTo(bounds.getHeight());
        assertThat(onWindow(shade::isAlwaysOnTop)).isTrue();
    }

    @Test
    void whatWasDrawnIsSharedInThePixelsOfTheSystem(FxRobot robot) {
        draw(robot, 200, 150, 520, 390);
        windows.eventually(
                () -> assertThat(windows.opener.media().screen().shared()).contains("region:640x480+500+350"));
        assertThat(shades()).isEmpty();
        windows.see("#share-bar");
    }

    @Test
    void aFrameMayBeDrawnFromAnyCorner(FxRobot robot) {
        draw(robot, 520, 390, 200, 150);
        windows.eventually(
                () -> assertThat(windows.opener.media().screen().shared()).contains("region:640x480+500+350"));
    }

    @Test
    void aClickDrawsNothing(FxRobot robot) {
        draw(robot, 200, 150, 205, 155);
        windows.settle();
        assertThat(shades()).hasSize(1);
        assertThat(windows.opener.media().screen().state()).isEqualTo(LocalScreen.State.OFF);
        draw(robot, 200, 150, 520, 390);
        windows.eventually(() -> assertThat(shades()).isEmpty());
    }

    @Test
    void aFrameIsMovedAndSizedByKeys(FxRobot robot) {
        Stage shade = shades().getFirst();
        onWindow(() -> {
            shade.requestFocus();
            return null;
        });
        robot.type(KeyCode.RIGHT); // shows it around the middle
        robot.type(KeyCode.LEFT, 2).type(KeyCode.DOWN);
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).type(KeyCode.UP, 3).release(KeyCode.SHIFT);
        robot.type(KeyCode.ENTER);
        int width = (int) bounds.getWidth() + 2 * 16;
        int height = (int) bounds.getHeight() - 2 * 48;
        int x = (int) bounds.getWidth() / 2 - 2 * 32 + 100;
        int y = (int) bounds.getHeight() / 2 + 2 * 16 + 50;
        windows.eventually(() -> assertThat(windows.opener.media().screen().shared())
                .contains("region:" + width + "x" + height + "+" + x + "+" + y));
        assertThat(shades()).isEmpty();
    }

    @Test
    void enterWithoutAFrameSharesNothing(FxRobot robot) {
        Stage shade = shades().getFirst();
        onWindow(() -> {
            shade.requestFocus();
            return null;
        });
        robot.type(KeyCode.ENTER);
        windows.settle();
        assertThat(shades()).hasSize(1);
        assertThat(windows.opener.media().screen().state()).isEqualTo(LocalScreen.State.OFF);
    }

    @Test
    void escapeGivesUp(FxRobot robot) {
        Stage shade = shades().getFirst();
        onWindow(() -> {
            shade.requestFocus();
            return null;
        });
        robot.type(KeyCode.ESCAPE);
        windows.eventually(() -> assertThat(shades()).isEmpty());
        assertThat(windows.opener.media().screen().state()).isEqualTo(LocalScreen.State.OFF);
    }
}

package dev.parley.desktop.ui;

import static dev.parley.desktop.ui.OpenWindows.onWindow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.LocalMedia.Chime;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.tile.Tile;
import java.nio.file.Files;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** What is chosen in the settings holds at once, and the next time. */
class SettingsWindowTest extends WindowTest {
    private final PersonDouble grace = new PersonDouble("g", "Grace Hopper").camera(true);

    @Test
    void anotherLanguageIsSpokenAtOnce(FxRobot robot) throws Exception {
        windows.enter(grace);
        windows.press("#more");
        windows.press("#settings");
        windows.see("#settings-dialog");
        windows.choose("language-picker", 2);
        windows.eventually(() -> assertThat(windows.textOf("#settings-done")).isEqualTo("Fertig"));
        windows.press("#settings-done");
        assertThat(windows.tileOf("Ada (Sie)")).isNotNull();
        assertThat(windows.accessibleTextOf("#leave")).isEqualTo("Gespräch verlassen (L)");
        assertThat(Files.readString(windows.preferences)).contains("\"language\" : \"de\"");
    }

    @Test
    void anotherThemeIsWornAtOnce() throws Exception {
        windows.press("#settings");
        assertThat(sheets()).anyMatch(sheet -> sheet.endsWith("dark.css"));
        windows.choose("theme-picker", 1);
        assertThat(sheets())
                .anyMatch(sheet -> sheet.endsWith("light.css"))
                .noneMatch(sheet -> sheet.endsWith("dark.css"));
        assertThat(Files.readString(windows.preferences)).contains("\"appearance\" : \"LIGHT\"");
    }

    @Test
    void singleKeysCanBeSwitchedOff(FxRobot robot) {
        windows.enter();
        windows.press("#more");
        windows.press("#settings");
        windows.check("shortcuts-switch");
        windows.press("#settings-done");
        robot.type(KeyCode.M);
        windows.settle();
        assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isTrue();
    }

    @Test
    void eachKeyCanBeSwitchedOffByItself(FxRobot robot) {
        windows.enter();
        robot.write("?");
        windows.see("#keyboard-dialog");
        windows.check("key-m");
        windows.press("#keyboard-done");
        robot.type(KeyCode.M);
        robot.type(KeyCode.V);
        windows.eventually(
                () -> assertThat(windows.opener.media().isOn(Device.CAMERA)).isFalse());
        assertThat(windows.opener.media().isOn(Device.MICROPHONE)).isTrue();
    }

    @Test
    void whatHappensIsHeardUnlessThatIsSwitchedOff() {
        CallDouble call = windows.enter();
        call.join(grace);
        windows.eventually(() -> assertThat(windows.opener.media().chimes()).containsExactly(Chime.JOIN));
        windows.press("#more");
        windows.press("#settings");
        windows.check("sound-leave");
        windows.press("#settings-done");
        call.part(grace);
        windows.eventually(() -> assertThat(windows.tiles()).hasSize(1));
        assertThat(windows.opener.media().chimes()).containsExactly(Chime.JOIN);
    }

    @Test
    void aDataSaverIsSetAndRemembered() throws Exception {
        windows.enter();
        assertThat(windows.opener.media().budget()).isZero();
        windows.press("#more");
        windows.press("#settings");
        windows.choose("budget-picker", 2);
        windows.eventually(() -> assertThat(windows.opener.media().budget()).isEqualTo(500_000));
        assertThat(Files.readString(windows.preferences)).contains("\"budgetKilobits\" : 500");
    }

    @Test
    void noiseIsSuppressedUnlessThatIsSwitchedOffAndRemembered() throws Exception {
        windows.enter();
        assertThat(windows.opener.media().suppressesNoise()).isTrue();
        windows.press("#more");
        windows.press("#settings");
        windows.check("noise-suppression");
        windows.eventually(
                () -> assertThat(windows.opener.media().suppressesNoise()).isFalse());
        assertThat(Files.readString(windows.preferences)).contains("\"noiseSuppression\" : false");
    }

    @Test
    void everyControlHasWordsForAScreenReader() {
        windows.enter(grace);
        windows.press("#more");
        windows.press("#settings");
        for (Node node : windows.every(Node.class)) {
            if (node.isFocusTraversable()
                    && (node instanceof Button || node instanceof ComboBox || node instanceof Tile)) {
                assertThat(node.getAccessibleText()).as("%s", node).isNotBlank();
            }
        }
    }

    private List<String> sheets() {
        return onWindow(() -> List.copyOf(stage.getScene().getStylesheets()));
    }
}

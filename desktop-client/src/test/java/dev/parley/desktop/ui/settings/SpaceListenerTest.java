package dev.parley.desktop.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.asyncFx;
import static org.testfx.util.WaitForAsyncUtils.waitFor;

import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Where the end of a held space bar cannot be seen any more. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // TestFX and JUnit fill in the fields before each test
class SpaceListenerTest {
    private final SimpleBooleanProperty focused = new SimpleBooleanProperty(true);
    private final SimpleBooleanProperty iconified = new SimpleBooleanProperty();
    private final Shell shell = new Shell();
    private boolean live;
    private Scene scene;
    private SpaceListener listener;

    @TempDir
    private Path folder;

    @Start
    void start(Stage stage) {
        scene = new Scene(shell, 300, 200);
        stage.setScene(scene);
        stage.show();
    }

    @BeforeEach
    void open() throws Exception {
        PreferencesFile preferences = new PreferencesFile(folder.resolve("preferences.json"));
        HeldSpace held = new HeldSpace(new Microphone());
        onWindow(() -> {
            listener = new SpaceListener(scene, focused, iconified, shell, preferences, held);
            return null;
        });
    }

    @AfterEach
    void close() throws Exception {
        onWindow(() -> {
            listener.close();
            return null;
        });
    }

    @Test
    void oneTalksForAsLongAsItIsHeld() throws Exception {
        key(KeyEvent.KEY_PRESSED);
        assertThat(live).isTrue();
        key(KeyEvent.KEY_RELEASED);
        assertThat(live).isFalse();
    }

    @Test
    void theEndOfTheFocusMutes() throws Exception {
        endsMuted(() -> {
            focused.set(false);
            return null;
        });
    }

    @Test
    void aWindowMadeAnIconMutes() throws Exception {
        endsMuted(() -> {
            iconified.set(true);
            return null;
        });
    }

    @Test
    void aDialogThatOpensMutes() throws Exception {
        endsMuted(() -> {
            shell.open(new Dialog("dialog", new SimpleStringProperty("?"), new Label("?"), new Button("!")));
            return null;
        });
    }

    private void endsMuted(Callable<Void> what) throws Exception {
        // Also for who was live before: nobody knows whether they are still there.
        for (boolean before : new boolean[] {false, true}) {
            live = before;
            onWindow(() -> {
                focused.set(true);
                iconified.set(false);
                shell.closeDialog();
                return null;
            });
            key(KeyEvent.KEY_PRESSED);
            assertThat(live).isEqualTo(!before);
            onWindow(what);
            assertThat(live).isFalse();
            key(KeyEvent.KEY_RELEASED);
            assertThat(live).isFalse();
        }
    }

    private void key(EventType<KeyEvent> type) throws Exception {
        onWindow(() -> {
            Event.fireEvent(shell, new KeyEvent(type, "", "", KeyCode.SPACE, false, false, false, false));
            return null;
        });
    }

    private static void onWindow(Callable<Void> act) {
        waitFor(asyncFx(act));
    }

    private final class Microphone implements HeldSpace.Switch {
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public boolean live() {
            return live;
        }

        @Override
        public void turn(boolean on) {
            live = on;
        }
    }
}

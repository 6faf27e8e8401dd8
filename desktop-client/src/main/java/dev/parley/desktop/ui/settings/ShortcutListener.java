package dev.parley.desktop.ui.settings;

import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Hears the shortcuts outside of text fields, lists and dialogs. A key that is held down counts once. */
public final class ShortcutListener implements AutoCloseable {
    private final Scene scene;
    private final Shell shell;
    private final PreferencesFile preferences;
    private final Consumer<Shortcut> onShortcut;
    private final Set<KeyCode> held = EnumSet.noneOf(KeyCode.class);
    private final EventHandler<KeyEvent> listener = this::hear;
    private boolean repeated;

    public ShortcutListener(Scene scene, Shell shell, PreferencesFile preferences, Consumer<Shortcut> onShortcut) {
        this.scene = scene;
        this.shell = shell;
        this.preferences = preferences;
        this.onShortcut = onShortcut;
        scene.addEventFilter(KeyEvent.ANY, listener);
    }

    @Override
    public void close() {
        scene.removeEventFilter(KeyEvent.ANY, listener);
    }

    private void hear(KeyEvent event) {
        if (event.getEventType() == KeyEvent.KEY_PRESSED) {
            repeated = !held.add(event.getCode());
        } else if (event.getEventType() == KeyEvent.KEY_RELEASED) {
            held.remove(event.getCode());
        } else if (!repeated && !withModifier(event) && !isForOthers(event)) {
            Shortcut.of(event.getCharacter()).filter(this::isOn).ifPresent(shortcut -> {
                event.consume();
                onShortcut.accept(shortcut);
            });
        }
    }

    private boolean isForOthers(KeyEvent event) {
        return shell.dialogOpen()
                || event.getTarget() instanceof TextInputControl
                || event.getTarget() instanceof ComboBoxBase;
    }

    private boolean isOn(Shortcut shortcut) {
        return preferences.current().isKeyOn(shortcut.key());
    }

    private static boolean withModifier(KeyEvent event) {
        return event.isControlDown() || event.isAltDown() || event.isMetaDown();
    }
}

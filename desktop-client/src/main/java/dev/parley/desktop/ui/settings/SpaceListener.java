package dev.parley.desktop.ui.settings;

import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Lets the space bar be held anywhere but in fields, dialogs, and on a control reached by keyboard, which it presses. It is
 * let go, and one is muted, when its end may go to somebody else: the window lost the focus, was made an icon, or a dialog
 * opened.
 */
public final class SpaceListener implements AutoCloseable {
    /** By which it is remembered whether it is on. */
    static final String KEY = " ";

    private final Scene scene;
    private final Shell shell;
    private final PreferencesFile preferences;
    private final HeldSpace held;
    private final EventHandler<KeyEvent> onKey = this::hear;
    private final EventHandler<MouseEvent> onMouse = press -> clicked = press.getTarget() instanceof Node n ? n : null;
    private final BooleanBinding hears;
    private final ChangeListener<Boolean> onHears;
    private @Nullable Node clicked;

    /**
     * Listens from now on.
     *
     * @param focused whether keys go to the window
     * @param iconified whether the window is hidden as an icon
     */
    public SpaceListener(
            Scene scene,
            ObservableBooleanValue focused,
            ObservableBooleanValue iconified,
            Shell shell,
            PreferencesFile preferences,
            HeldSpace held) {
        this.scene = scene;
        this.shell = shell;
        this.preferences = preferences;
        this.held = held;
        hears = Bindings.createBooleanBinding(
                () -> focused.get() && !iconified.get() && !shell.dialogOpen(),
                focused,
                iconified,
                shell.dialogOpenProperty());
        onHears = (watched, before, now) -> {
            if (!now) {
                held.lose();
            }
        };
        scene.addEventFilter(KeyEvent.ANY, onKey);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, onMouse);
        hears.addListener(onHears);
    }

    @Override
    public void close() {
        held.lose();
        scene.removeEventFilter(KeyEvent.ANY, onKey);
        scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, onMouse);
        hears.removeListener(onHears);
        hears.dispose();
    }

    private void hear(KeyEvent event) {
        if (event.getEventType() == KeyEvent.KEY_RELEASED) {
            if (event.getCode() == KeyCode.SPACE) {
                held.release();
            }
        } else if (event.getEventType() == KeyEvent.KEY_PRESSED) {
            if (event.getCode() == KeyCode.TAB) {
                clicked = null;
            } else if (event.getCode() == KeyCode.SPACE && !withModifier(event) && !isForOthers(event)) {
                event.consume();
                held.press();
            }
        }
    }

    private boolean isForOthers(KeyEvent event) {
        boolean typed = event.getTarget() instanceof TextInputControl || event.getTarget() instanceof ComboBoxBase;
        return typed
                || shell.dialogOpen()
                || !preferences.current().isKeyOn(KEY)
                || (isPressedBySpace(event.getTarget()) && !wasClicked(event.getTarget()));
    }

    /** Buttons, links and tiles. */
    private static boolean isPressedBySpace(Object target) {
        return target instanceof Control || (target instanceof Node node && node.isFocusTraversable());
    }

    /** Whether a click left the focus there, which asks for nothing more. */
    private boolean wasClicked(Object target) {
        for (Node at = clicked; at != null; at = at.getParent()) {
            if (at.equals(target)) {
                return true;
            }
        }
        return false;
    }

    private static boolean withModifier(KeyEvent event) {
        return event.isControlDown() || event.isAltDown() || event.isMetaDown() || event.isShiftDown();
    }
}

package dev.parley.desktop.ui.control;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Buttons with words, of one look. */
public final class Buttons {
    /** How much a button asks to be pressed. */
    public enum Kind {
        PRIMARY("primary"),
        QUIET("quiet"),
        DANGER("danger"),
        /** On a coloured ground, in the colour of its words. */
        TINTED("tinted");

        private final String styleClass;

        Kind(String styleClass) {
            this.styleClass = styleClass;
        }
    }

    private Buttons() {}

    /** @param id by which tests find it */
    public static Button text(String id, Kind kind, ObservableValue<String> label, Runnable onPress) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().addAll("text-button", kind.styleClass);
        button.textProperty().bind(label);
        button.accessibleTextProperty().bind(label);
        button.setOnAction(press -> onPress.run());
        pressOnEnter(button);
        return button;
    }

    /** Everywhere Enter presses the focused button, not only where the system has that habit. */
    public static void pressOnEnter(Button button) {
        button.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                key.consume();
                button.fire();
            }
        });
    }
}

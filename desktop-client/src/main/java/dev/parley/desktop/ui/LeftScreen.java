package dev.parley.desktop.ui;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

/** After the call: it was left, or one could not stay. */
final class LeftScreen extends Interlude {
    private final Button again;

    /** @param message the key of the sentence */
    LeftScreen(Texts texts, String room, String message, Runnable onAgain, Runnable onStart) {
        super("left", texts, message, "left.room", room);
        again = Buttons.text("rejoin", Buttons.Kind.PRIMARY, texts.bound("left.again"), onAgain);
        Button start = Buttons.text("to-start", Buttons.Kind.QUIET, texts.bound("left.start"), onStart);
        FlowPane actions = new FlowPane(12, 12, again, start);
        actions.setAlignment(Pos.CENTER);
        actions.getStyleClass().add("left-actions");
        getChildren().add(actions);
    }

    void begin() {
        again.requestFocus();
    }
}

package dev.parley.desktop.ui;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.text.Texts;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;

/** While one waits to be let in: of the room nothing is known yet. */
final class DoorScreen extends Interlude {
    private static final double DOTS = 36; // logical pixels

    DoorScreen(Texts texts, String room, Runnable onLeave) {
        super("door", texts, "lobby.title", "lobby.lead", room);
        ProgressIndicator waiting = new ProgressIndicator();
        waiting.setPrefSize(DOTS, DOTS);
        waiting.setMinSize(DOTS, DOTS);
        waiting.accessibleTextProperty().bind(texts.bound("lobby.title"));
        Button leave = Buttons.text("door-leave", Buttons.Kind.QUIET, texts.bound("lobby.leave"), onLeave);
        setMargin(waiting, new Insets(12, 0, 12, 0));
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty().bind(heading().textProperty());
        getChildren().addAll(waiting, leave);
    }
}

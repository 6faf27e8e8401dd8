package dev.parley.desktop.ui;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.look.Mark;
import dev.parley.desktop.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;

/** While one waits to be let in: of the room nothing is known yet. */
final class DoorScreen extends VBox {
    private static final double DOTS = 36; // logical pixels

    DoorScreen(Texts texts, String room, Runnable onLeave) {
        super(12);
        setId("door-screen");
        getStyleClass().add("left");
        setAlignment(Pos.CENTER);
        Label brand = new Label();
        brand.getStyleClass().add("brand");
        brand.textProperty().bind(texts.bound("app.name"));
        brand.setGraphic(new Mark(30));
        brand.setGraphicTextGap(10);
        Label heading = new Label();
        heading.setId("door-message");
        heading.getStyleClass().add("left-message");
        heading.setWrapText(true);
        heading.setMinHeight(USE_PREF_SIZE);
        heading.textProperty().bind(texts.bound("lobby.title"));
        Label lead = new Label();
        lead.getStyleClass().addAll("muted", "lead", "door-lead");
        lead.setWrapText(true);
        lead.setMinHeight(USE_PREF_SIZE);
        lead.textProperty().bind(Bindings.createStringBinding(() -> texts.of("lobby.lead", room), texts.language()));
        ProgressIndicator waiting = new ProgressIndicator();
        waiting.setPrefSize(DOTS, DOTS);
        waiting.setMinSize(DOTS, DOTS);
        waiting.accessibleTextProperty().bind(texts.bound("lobby.title"));
        Button leave = Buttons.text("door-leave", Buttons.Kind.QUIET, texts.bound("lobby.leave"), onLeave);
        VBox.setMargin(waiting, new Insets(12, 0, 12, 0));
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty().bind(heading.textProperty());
        getChildren().addAll(brand, heading, lead, waiting, leave);
    }
}

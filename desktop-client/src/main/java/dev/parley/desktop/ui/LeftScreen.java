package dev.parley.desktop.ui;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.look.Mark;
import dev.parley.desktop.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** After the call: it was left, or one could not stay. */
final class LeftScreen extends VBox {
    private final Button again;

    /** @param message the key of the sentence */
    LeftScreen(Texts texts, String room, String message, Runnable onAgain, Runnable onStart) {
        super(12);
        setId("left-screen");
        getStyleClass().add("left");
        setAlignment(Pos.CENTER);
        Label brand = new Label();
        brand.getStyleClass().add("brand");
        brand.textProperty().bind(texts.bound("app.name"));
        brand.setGraphic(new Mark(30));
        brand.setGraphicTextGap(10);
        Label heading = new Label();
        heading.setId("left-message");
        heading.getStyleClass().add("left-message");
        heading.setWrapText(true);
        heading.setMinHeight(USE_PREF_SIZE);
        heading.textProperty().bind(texts.bound(message));
        Label where = new Label();
        where.getStyleClass().addAll("muted", "lead");
        where.setWrapText(true);
        where.textProperty().bind(Bindings.createStringBinding(() -> texts.of("left.room", room), texts.language()));
        again = Buttons.text("rejoin", Buttons.Kind.PRIMARY, texts.bound("left.again"), onAgain);
        Button start = Buttons.text("to-start", Buttons.Kind.QUIET, texts.bound("left.start"), onStart);
        FlowPane actions = new FlowPane(12, 12, again, start);
        actions.setAlignment(Pos.CENTER);
        actions.getStyleClass().add("left-actions");
        getChildren().addAll(brand, heading, where, actions);
    }

    void begin() {
        again.requestFocus();
    }
}

package dev.parley.desktop.ui;

import dev.parley.desktop.ui.look.Mark;
import dev.parley.desktop.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What is shown before or after a call: the brand, what is the matter, and in which room. */
abstract class Interlude extends VBox {
    private final Label heading = new Label();

    /**
     * @param id by which tests find it; its heading is {@code ID-message}
     * @param headingKey of the sentence that says what is the matter
     * @param leadKey of the sentence that names the room
     */
    Interlude(String id, Texts texts, String headingKey, String leadKey, String room) {
        super(12);
        setId(id + "-screen");
        getStyleClass().add("left");
        setAlignment(Pos.CENTER);
        Label brand = new Label();
        brand.getStyleClass().add("brand");
        brand.textProperty().bind(texts.bound("app.name"));
        brand.setGraphic(new Mark(30));
        brand.setGraphicTextGap(10);
        heading.setId(id + "-message");
        heading.getStyleClass().add("left-message");
        heading.setWrapText(true);
        heading.setMinHeight(USE_PREF_SIZE);
        heading.textProperty().bind(texts.bound(headingKey));
        Label lead = new Label();
        lead.getStyleClass().addAll("muted", "lead", id + "-lead");
        lead.setWrapText(true);
        lead.setMinHeight(USE_PREF_SIZE);
        lead.textProperty().bind(Bindings.createStringBinding(() -> texts.of(leadKey, room), texts.language()));
        getChildren().addAll(brand, heading, lead);
    }

    /** What is the matter, as it is read out. */
    final Label heading() {
        return heading;
    }
}

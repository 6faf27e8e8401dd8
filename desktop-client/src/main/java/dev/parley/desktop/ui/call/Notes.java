package dev.parley.desktop.ui.call;

import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What this computer cannot do and one should know, until one has read it. */
final class Notes extends VBox {
    private final Texts texts;

    Notes(Texts texts) {
        super(8);
        this.texts = texts;
        setId("notes");
        setMaxSize(560, USE_PREF_SIZE);
        setPickOnBounds(false);
    }

    /** @param key of the sentence; the note's id is the same with a dash for the dot */
    void add(String key) {
        Label text = new Label();
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.textProperty().bind(texts.bound(key));
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox note = new HBox(12);
        note.setId(key.replace('.', '-'));
        note.getStyleClass().add("note");
        note.setAlignment(Pos.CENTER_LEFT);
        RoundButton dismiss = new RoundButton(
                        note.getId() + "-dismiss",
                        Drawing.CLOSE,
                        () -> getChildren().remove(note))
                .styled("bare")
                .labelled(texts.bound("note.dismiss"));
        note.getChildren().addAll(new Icon(Drawing.NOTE, 20), text, dismiss);
        getChildren().add(note);
    }
}

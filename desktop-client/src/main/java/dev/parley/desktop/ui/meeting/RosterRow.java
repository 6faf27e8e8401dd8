package dev.parley.desktop.ui.meeting;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** One person of the roster: the same button for as long as they are there, so that it keeps the focus. */
final class RosterRow extends Button {
    private final Texts texts;
    private final HBox line = new HBox(8);

    RosterRow(Texts texts, String peerId, Runnable onOpen) {
        this.texts = texts;
        setId("roster-" + peerId);
        line.setAlignment(Pos.CENTER_LEFT);
        line.prefWidthProperty().bind(widthProperty().subtract(24));
        setGraphic(line);
        getStyleClass().setAll("menu-row", "roster-row");
        setMaxWidth(Double.MAX_VALUE);
        setOnAction(press -> onOpen.run());
        Buttons.pressOnEnter(this);
    }

    void show(PeoplePanel.Entry entry) {
        List<String> facts = new ArrayList<>(List.of(entry.name()));
        Label name = new Label(entry.name());
        name.getStyleClass().add("roster-name");
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        line.getChildren().setAll(name);
        entry.role().map(texts::of).ifPresent(called -> {
            facts.add(called);
            add(new Label(called), "roster-role");
        });
        if (entry.hand() > 0) {
            String place = texts.number(entry.hand(), 0);
            facts.add(texts.of("hand.place", place));
            add(new Label(place, new Icon(Drawing.HAND, 18)), "roster-hand");
        }
        if (entry.muted()) {
            facts.add(texts.of("call.tile.muted"));
            line.getChildren().add(new Icon(Drawing.MICROPHONE_OFF, 18));
        }
        setAccessibleText(String.join(", ", facts));
    }

    private void add(Label label, String styleClass) {
        label.getStyleClass().add(styleClass);
        label.setMinWidth(Region.USE_PREF_SIZE);
        line.getChildren().add(label);
    }
}

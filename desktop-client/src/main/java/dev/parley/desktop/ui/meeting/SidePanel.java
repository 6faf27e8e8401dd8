package dev.parley.desktop.ui.meeting;

import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A place beside the pictures for one thing at a time. */
public final class SidePanel extends VBox {
    private final Texts texts;
    private final Runnable onChange;
    private final Label heading = new Label();
    private @Nullable PanelContent shown;

    /** @param onChange when it was opened, closed, or shows something else */
    public SidePanel(Texts texts, Runnable onChange) {
        this.texts = texts;
        this.onChange = onChange;
        setId("side-panel");
        getStyleClass().add("side-panel");
        heading.getStyleClass().add("panel-title");
        heading.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(heading, Priority.ALWAYS);
        RoundButton close = new RoundButton("panel-close", Drawing.CLOSE, this::hide)
                .styled("bare")
                .labelled(texts.bound("panel.close"));
        HBox head = new HBox(8, heading, close);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("panel-head");
        getChildren().add(head);
        setVisible(false);
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                hide();
            }
        });
    }

    /** Whether this is what it shows now. */
    public boolean shows(PanelContent content) {
        return content.equals(shown);
    }

    /** Shows this, or nothing if it showed it already. */
    public void toggle(PanelContent content) {
        if (shows(content)) {
            hide();
        } else {
            show(content);
        }
    }

    /** Shows this. */
    public void show(PanelContent content) {
        boolean before = shows(content);
        shown = content;
        heading.textProperty().bind(texts.bound(content.title()));
        accessibleTextProperty().bind(heading.textProperty());
        Region region = content.region();
        VBox.setVgrow(region, Priority.ALWAYS);
        if (!before) {
            getChildren().setAll(getChildren().getFirst(), region);
        }
        setVisible(true);
        onChange.run();
        applyCss();
        layout();
        content.opened();
    }

    /** Shows nothing any more. */
    public void hide() {
        shown = null;
        setVisible(false);
        getChildren().setAll(getChildren().getFirst());
        onChange.run();
    }
}

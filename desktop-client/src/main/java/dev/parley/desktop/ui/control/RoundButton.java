package dev.parley.desktop.ui.control;

import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** A round button with a drawing; its label is read out and shown as a tooltip. */
public final class RoundButton extends Button {
    private static final double DRAWING = 24; // logical pixels
    private static final Duration TOOLTIP_AFTER = Duration.millis(400);
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass STARTING = PseudoClass.getPseudoClass("starting");

    private final Icon icon;
    private final Label failedMark = new Label("!");

    /** @param id by which tests find it */
    public RoundButton(String id, Drawing drawing, Runnable onPress) {
        setId(id);
        icon = new Icon(drawing, DRAWING);
        failedMark.getStyleClass().add("failed-mark");
        failedMark.setTranslateX(20);
        failedMark.setTranslateY(-18);
        failedMark.setVisible(false);
        StackPane both = new StackPane(icon, failedMark);
        both.setAlignment(Pos.CENTER);
        setGraphic(both);
        getStyleClass().setAll("round-button");
        setOnAction(press -> onPress.run());
        Buttons.pressOnEnter(this);
    }

    /** One more style class, such as {@code danger} or {@code bare}. */
    public RoundButton styled(String styleClass) {
        getStyleClass().add(styleClass);
        return this;
    }

    /** What it does, following the language. */
    public RoundButton labelled(ObservableValue<String> label) {
        Tooltip tooltip = new Tooltip();
        tooltip.setShowDelay(TOOLTIP_AFTER);
        tooltip.textProperty().bind(label);
        setTooltip(tooltip);
        accessibleTextProperty().bind(label);
        return this;
    }

    /** Shows another drawing. */
    public void draw(Drawing drawing) {
        icon.draw(drawing);
    }

    /** Looks switched off. */
    public void off(boolean off) {
        pseudoClassStateChanged(OFF, off);
    }

    /** Looks chosen, as what it opens is open. */
    public void chosen(boolean chosen) {
        pseudoClassStateChanged(CHOSEN, chosen);
    }

    /** Looks as if it will soon be on. */
    public void starting(boolean starting) {
        pseudoClassStateChanged(STARTING, starting);
    }

    /** Has a mark that something is wrong. */
    public void failed(boolean failed) {
        badge(failed ? "!" : "");
    }

    /** Has a mark with this in it; none when it is empty. */
    public void badge(String text) {
        failedMark.setText(text);
        failedMark.setVisible(!text.isEmpty());
    }
}

package dev.parley.desktop.ui.call;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.text.Texts;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** A button that copies the room's link and says so. */
final class CopyLinkButton extends StackPane {
    private static final Duration COPIED_SHOWN = Duration.seconds(2);

    private final String link;
    private final Shell shell;
    private final Texts texts;
    private final BooleanProperty copied = new SimpleBooleanProperty();
    private final PauseTransition timer = new PauseTransition(COPIED_SHOWN);
    private final Button button;

    CopyLinkButton(String link, Shell shell, Texts texts) {
        this.link = link;
        this.shell = shell;
        this.texts = texts;
        ObservableValue<String> label = Bindings.createStringBinding(
                () -> texts.of(copied.get() ? "call.copied" : "call.copy-link"), copied, texts.language());
        button = Buttons.text("copy-link", Buttons.Kind.QUIET, label, this::copy);
        Icon icon = new Icon(Drawing.LINK, 20);
        copied.subscribe(done -> icon.draw(done ? Drawing.CHECK : Drawing.LINK));
        button.setGraphic(icon);
        button.setMinWidth(USE_PREF_SIZE);
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(texts.bound("call.copy-link.hint"));
        button.setTooltip(tooltip);
        timer.setOnFinished(over -> copied.set(false));
        setMaxHeight(USE_PREF_SIZE);
        getChildren().add(button);
    }

    /** Copies; where the system does not allow that, shows the link to copy by hand. */
    void copy() {
        if (!Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, link))) {
            showLink();
            return;
        }
        copied.set(true);
        timer.playFromStart();
    }

    /** There is little room: the drawing alone says it, and the words are for who points at it. */
    void narrow(boolean little) {
        button.setContentDisplay(little ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }

    void prominent(boolean prominent) {
        if (prominent != button.getStyleClass().contains("primary")) {
            if (prominent) {
                button.getStyleClass().add("primary");
            } else {
                button.getStyleClass().remove("primary");
            }
        }
    }

    void close() {
        timer.stop();
    }

    private void showLink() {
        TextField field = new TextField(link);
        field.setId("link");
        field.setEditable(false);
        field.accessibleTextProperty().bind(texts.bound("link.label"));
        Label text = new Label();
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.textProperty().bind(texts.bound("link.text"));
        Button done = Buttons.text("link-done", Buttons.Kind.PRIMARY, texts.bound("dialog.done"), () -> {});
        shell.open(
                new Dialog("link-dialog", texts.bound("link.title"), new VBox(12, text, field), done).focusing(field));
        field.selectAll();
    }
}

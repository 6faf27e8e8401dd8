package dev.parley.desktop.ui;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Says what closing the window during a call does, before it does it. */
final class CloseDialog {
    private CloseDialog() {}

    /** @param tray whether there is one, in which the call can go on */
    static Dialog of(Texts texts, boolean tray, Runnable onTray, Runnable onLeave) {
        Label text = new Label();
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.textProperty().bind(texts.bound(tray ? "close.text-tray" : "close.text"));
        List<Button> buttons = new ArrayList<>();
        buttons.add(Buttons.text("close-stay", Buttons.Kind.QUIET, texts.bound("leave.stay"), () -> {}));
        if (tray) {
            buttons.add(Buttons.text("close-tray", Buttons.Kind.PRIMARY, texts.bound("close.tray"), onTray));
        }
        Button leave = Buttons.text("close-leave", Buttons.Kind.DANGER, texts.bound("leave.leave"), onLeave);
        buttons.add(leave);
        return new Dialog("close-dialog", texts.bound("leave.title"), text, buttons.toArray(Button[]::new))
                .focusing(leave);
    }
}

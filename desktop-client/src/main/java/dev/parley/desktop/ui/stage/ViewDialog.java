package dev.parley.desktop.ui.stage;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.preferences.ViewChoice;
import dev.parley.desktop.ui.preferences.ViewChoice.Mode;
import dev.parley.desktop.ui.text.Texts;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/** How the others are shown: every choice is seen at once behind the dialog. */
public final class ViewDialog {
    private final Texts texts;
    private final Consumer<ViewChoice> onChoice;
    private ViewChoice chosen;

    private ViewDialog(Texts texts, ViewChoice chosen, Consumer<ViewChoice> onChoice) {
        this.texts = texts;
        this.chosen = chosen;
        this.onChoice = onChoice;
    }

    /**
     * Opens it.
     *
     * @param fullScreen whether the window covers the screen now
     * @param switchFullScreen makes it otherwise
     */
    public static void open(
            Shell shell,
            Texts texts,
            ViewChoice now,
            Consumer<ViewChoice> onChoice,
            boolean fullScreen,
            Runnable switchFullScreen) {
        ViewDialog dialog = new ViewDialog(texts, now, onChoice);
        ToggleGroup modes = new ToggleGroup();
        RadioButton grid = dialog.mode(modes, "layout-grid", Drawing.GRID, "view.grid", Mode.GRID);
        RadioButton speaker = dialog.mode(modes, "layout-speaker", Drawing.SPEAKER_VIEW, "view.speaker", Mode.SPEAKER);
        VBox content = new VBox(
                12,
                grid,
                speaker,
                dialog.box("hide-self", "view.hide-self", now.hideSelf(), (view, on) -> view.withHideSelf(on)),
                dialog.box(
                        "hide-without-video",
                        "view.hide-without-video",
                        now.hideWithoutVideo(),
                        (view, on) -> view.withHideWithoutVideo(on)));
        Button screen = Buttons.text(
                "full-screen",
                Buttons.Kind.QUIET,
                texts.bound(fullScreen ? "view.window" : "view.full-screen"),
                switchFullScreen);
        Button done = Buttons.text("view-done", Buttons.Kind.PRIMARY, texts.bound("dialog.done"), () -> {});
        shell.open(new Dialog("view-dialog", texts.bound("view.title"), content, screen, done)
                .focusing(now.mode() == Mode.GRID ? grid : speaker));
    }

    private RadioButton mode(ToggleGroup modes, String id, Drawing drawing, String key, Mode mode) {
        RadioButton button = new RadioButton();
        button.setId(id);
        button.setToggleGroup(modes);
        button.setGraphic(new Icon(drawing, 22));
        button.setGraphicTextGap(10);
        button.textProperty().bind(texts.bound(key));
        button.accessibleTextProperty().bind(texts.bound(key));
        button.setSelected(chosen.mode() == mode);
        button.setOnAction(press -> choose(chosen.withMode(mode)));
        return button;
    }

    private interface Change {
        ViewChoice to(ViewChoice before, boolean on);
    }

    private CheckBox box(String id, String key, boolean on, Change change) {
        CheckBox box = new CheckBox();
        box.setId(id);
        box.setWrapText(true);
        box.textProperty().bind(texts.bound(key));
        box.accessibleTextProperty().bind(texts.bound(key));
        box.setSelected(on);
        box.setOnAction(press -> choose(change.to(chosen, box.isSelected())));
        return box;
    }

    private void choose(ViewChoice next) {
        chosen = next;
        onChoice.accept(next);
    }
}

package dev.parley.desktop.ui.share;

import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.call.LocalScreen;
import dev.parley.desktop.call.LocalScreen.Choice;
import dev.parley.desktop.call.LocalScreen.State;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.meeting.MenuRow;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Begins and ends the sharing of one's own screen, and knows how it stands. */
public final class ShareControl implements AutoCloseable {
    private final LocalScreen screen;
    private final Shell shell;
    private final Texts texts;
    private final Consumer<String> onTrouble;
    private final LocalScreen.Listener listener = new FromScreen();
    private final ReadOnlyObjectWrapper<State> state;
    private boolean closed;

    /** @param onTrouble is given a sentence that says why nothing is shared */
    public ShareControl(LocalScreen screen, Shell shell, Texts texts, Consumer<String> onTrouble) {
        this.screen = screen;
        this.shell = shell;
        this.texts = texts;
        this.onTrouble = onTrouble;
        state = new ReadOnlyObjectWrapper<>(screen.state());
        screen.listen(listener);
    }

    /** How it stands. */
    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** Whether something is shared. */
    public boolean isSharing() {
        return state.get() != State.OFF;
    }

    /** Ends it, or asks what to share. */
    public void toggle() {
        if (isSharing()) {
            screen.stop();
            return;
        }
        Thread.ofVirtual().start(() -> {
            List<Choice> choices = screen.choices();
            Platform.runLater(() -> {
                if (!closed) {
                    ask(choices);
                }
            });
        });
    }

    /** Ends it. */
    public void stop() {
        screen.stop();
    }

    /** Lets what the others see stand still, or go on. */
    public void toggleFreeze() {
        screen.freeze(state.get() == State.SHARED);
    }

    private void ask(List<Choice> choices) {
        if (choices.isEmpty()) {
            onTrouble.accept(texts.of("share.none"));
            return;
        }
        List<MenuRow> rows = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        if (choices.size() > 1) {
            rows.add(new MenuRow("share-all", Drawing.GRID, "share.all", () -> screen.share("all")));
            labels.add("");
        }
        for (Choice choice : choices) {
            String id = "share-" + choice.name().replace(':', '-');
            rows.add(new MenuRow(id, Drawing.SCREEN, "share.screen", () -> screen.share(choice.name())));
            labels.add(texts.of(
                    "share.screen",
                    texts.number(labels.size() + (choices.size() > 1 ? 0 : 1), 0),
                    Integer.toString(choice.width()),
                    Integer.toString(choice.height())));
        }
        rows.add(new MenuRow("share-region", Drawing.REGION, "share.region", () -> pick(choices)));
        VBox lines = MenuRow.nodes(shell, texts, rows);
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.get(i).isEmpty() && lines.getChildren().get(i) instanceof Button line) {
                line.textProperty().unbind();
                line.setText(labels.get(i));
                line.accessibleTextProperty().unbind();
                line.setAccessibleText(labels.get(i));
            }
        }
        Label text = new Label();
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMinHeight(Label.USE_PREF_SIZE);
        text.textProperty().bind(texts.bound("share.text"));
        Button cancel = Buttons.text("share-cancel", Buttons.Kind.QUIET, texts.bound("join.cancel"), () -> {});
        shell.open(new Dialog("share-dialog", texts.bound("share.title"), new VBox(12, text, lines), cancel)
                .focusing(lines.getChildren().getFirst()));
    }

    private void pick(List<Choice> choices) {
        new RegionPicker(texts, choices, area -> screen.shareRegion(area.x(), area.y(), area.width(), area.height()))
                .open();
    }

    @Override
    public void close() {
        closed = true;
        screen.forget(listener);
    }

    private final class FromScreen implements LocalScreen.Listener {
        @Override
        public void changed(State now) {
            Platform.runLater(() -> state.set(now));
        }

        @Override
        public void failed(Problem problem) {
            Platform.runLater(() -> {
                if (!closed) {
                    onTrouble.accept(texts.of(problem == Problem.NONE_THERE ? "share.none" : "share.failed"));
                }
            });
        }
    }
}

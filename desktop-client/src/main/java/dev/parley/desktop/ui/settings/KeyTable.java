package dev.parley.desktop.ui.settings;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The keys that act in a call, and the choice whether they do. */
public final class KeyTable extends VBox {
    private final Texts texts;
    private final GridPane table = new GridPane(12, 8);

    KeyTable(Texts texts, PreferencesFile preferences) {
        super(12);
        this.texts = texts;
        ColumnConstraints keys = new ColumnConstraints();
        keys.setMinWidth(Region.USE_PREF_SIZE);
        table.getColumnConstraints().addAll(keys, new ColumnConstraints());
        Label space = new Label();
        space.textProperty().bind(texts.bound("shortcut.space"));
        add(space, "shortcut.talk");
        for (Shortcut shortcut : Shortcut.values()) {
            add(new Label(shortcut.shown()), shortcut.meaning());
        }
        CheckBox box = new CheckBox();
        box.setId("shortcuts-switch");
        box.textProperty().bind(texts.bound("settings.keys"));
        box.accessibleTextProperty().bind(texts.bound("settings.keys"));
        box.setSelected(preferences.current().shortcuts());
        box.selectedProperty()
                .addListener((selected, before, now) -> preferences.change(all -> all.withShortcuts(now)));
        getChildren().addAll(table, box);
    }

    /** Opens help with the keys. */
    public static void open(Shell shell, Texts texts, PreferencesFile preferences) {
        Button done = Buttons.text("keyboard-done", Buttons.Kind.PRIMARY, texts.bound("dialog.done"), () -> {});
        shell.open(new Dialog(
                        "keyboard-dialog", texts.bound("settings.keyboard"), new KeyTable(texts, preferences), done)
                .focusing(done));
    }

    private void add(Label key, String meaning) {
        key.getStyleClass().add("key");
        key.setMinWidth(Region.USE_PREF_SIZE);
        Label means = new Label();
        means.setWrapText(true);
        means.textProperty().bind(texts.bound(meaning));
        table.addRow(table.getRowCount(), key, means);
    }
}

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
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The keys that act in a call, and the choice whether they do. */
public final class KeyTable extends VBox {
    private final Texts texts;
    private final PreferencesFile preferences;
    private final CheckBox box;
    private final GridPane table = new GridPane(12, 8);

    KeyTable(Texts texts, PreferencesFile preferences) {
        super(12);
        this.texts = texts;
        this.preferences = preferences;
        box = new CheckBox();
        ColumnConstraints keys = new ColumnConstraints();
        keys.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints meanings = new ColumnConstraints();
        meanings.setHgrow(Priority.ALWAYS);
        table.getColumnConstraints().addAll(keys, meanings, new ColumnConstraints());
        Label space = new Label();
        space.textProperty().bind(texts.bound("shortcut.space"));
        add(space, "shortcut.talk", SpaceListener.KEY, "space");
        for (Shortcut shortcut : Shortcut.values()) {
            add(new Label(shortcut.shown()), shortcut.meaning(), shortcut.key(), shortcut.key());
        }
        box.setId("shortcuts-switch");
        box.textProperty().bind(texts.bound("settings.keys"));
        box.accessibleTextProperty().bind(texts.bound("settings.keys"));
        box.setSelected(preferences.current().shortcuts());
        box.selectedProperty()
                .addListener((selected, before, now) -> preferences.change(all -> all.withShortcuts(now)));
        getChildren().addAll(box, table);
    }

    /** Opens help with the keys. */
    public static void open(Shell shell, Texts texts, PreferencesFile preferences) {
        Button done = Buttons.text("keyboard-done", Buttons.Kind.PRIMARY, texts.bound("dialog.done"), () -> {});
        shell.open(
                new Dialog("keyboard-dialog", texts.bound("settings.keyboard"), new KeyTable(texts, preferences), done)
                        .focusing(done));
    }

    private void add(Label key, String meaning, String remembered, String id) {
        key.getStyleClass().add("key");
        key.setMinWidth(Region.USE_PREF_SIZE);
        Label means = new Label();
        means.setWrapText(true);
        means.textProperty().bind(texts.bound(meaning));
        CheckBox on = new CheckBox();
        on.setId("key-" + id);
        on.accessibleTextProperty().bind(texts.bound(meaning));
        on.setSelected(!preferences.current().keysOff().contains(remembered));
        on.disableProperty().bind(box.selectedProperty().not());
        on.selectedProperty()
                .addListener((selected, before, now) -> preferences.change(all -> all.withKey(remembered, now)));
        table.addRow(table.getRowCount(), key, means, on);
    }
}

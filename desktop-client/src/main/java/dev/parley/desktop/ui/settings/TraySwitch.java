package dev.parley.desktop.ui.settings;

import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.desktop.ui.tray.Tray;
import javafx.application.Platform;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Whether a call goes on in the tray when its window is closed; off, and not to be changed, where there is none. */
final class TraySwitch extends VBox {
    TraySwitch(Texts texts, PreferencesFile preferences, Tray tray) {
        super(6);
        CheckBox box = new CheckBox();
        box.setId("tray-switch");
        box.setWrapText(true);
        box.textProperty().bind(texts.bound("tray.setting"));
        box.accessibleTextProperty().bind(texts.bound("tray.setting"));
        box.setDisable(true);
        Label none = new Label();
        none.setId("tray-none");
        none.getStyleClass().add("muted");
        none.setWrapText(true);
        none.setMinHeight(USE_PREF_SIZE);
        none.textProperty().bind(texts.bound("tray.none"));
        none.setVisible(false);
        none.managedProperty().bind(none.visibleProperty());
        getChildren().addAll(box, none);
        box.setOnAction(press -> preferences.change(all -> all.withKeepInTray(box.isSelected())));
        var _ = tray.isThere()
                .thenAccept(there -> Platform.runLater(() -> {
                    box.setDisable(!there);
                    none.setVisible(!there);
                    box.setSelected(there && preferences.current().keepInTray());
                }));
    }
}

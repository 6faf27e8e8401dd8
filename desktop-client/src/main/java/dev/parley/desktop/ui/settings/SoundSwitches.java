package dev.parley.desktop.ui.settings;

import dev.parley.desktop.call.LocalMedia.Chime;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.text.Texts;
import java.util.Locale;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

/** Which events are told of by a sound. */
final class SoundSwitches extends VBox {
    SoundSwitches(Texts texts, PreferencesFile preferences) {
        super(10);
        for (Chime chime : Chime.values()) {
            String name = nameOf(chime);
            CheckBox box = new CheckBox();
            box.setId("sound-" + name);
            box.setWrapText(true);
            box.textProperty().bind(texts.bound(meaning(chime)));
            box.accessibleTextProperty().bind(texts.bound(meaning(chime)));
            box.setSelected(!preferences.current().soundsOff().contains(name));
            box.selectedProperty()
                    .addListener((selected, before, now) -> preferences.change(all -> all.withSound(name, now)));
            getChildren().add(box);
        }
    }

    /** By which it is remembered whether it is on. */
    static String nameOf(Chime chime) {
        return chime.name().toLowerCase(Locale.ROOT);
    }

    private static String meaning(Chime chime) {
        return switch (chime) {
            case JOIN -> "sounds.join";
            case LEAVE -> "sounds.leave";
            case HAND -> "sounds.hand";
            case MESSAGE -> "sounds.message";
        };
    }
}

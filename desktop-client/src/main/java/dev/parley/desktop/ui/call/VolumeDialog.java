package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Participant;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How loud one hears somebody. */
final class VolumeDialog {
    private static final double FULL = 100; // percent, as the person sends it
    private static final double STEP = 10; // percent, by one press of an arrow key

    private VolumeDialog() {}

    static void open(Shell shell, Texts texts, PreferencesFile preferences, PersonTile tile) {
        Participant person = tile.person();
        String name = tile.personName();
        Slider slider = new Slider(0, 2 * FULL, Math.rint(person.volume() * FULL));
        slider.setId("volume");
        slider.setBlockIncrement(STEP);
        slider.setMajorTickUnit(FULL);
        slider.accessibleTextProperty().bind(texts.bound("volume.slider"));
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label percent = new Label();
        percent.setMinWidth(56);
        percent.setAlignment(Pos.CENTER_RIGHT);
        percent.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.of("volume.percent", texts.number(Math.rint(slider.getValue()), 0)),
                        slider.valueProperty(),
                        texts.language()));
        Icon icon = new Icon(Drawing.SPEAKER, 20);
        Button silence = Buttons.text("volume-silence", Buttons.Kind.QUIET, texts.bound("volume.silence"), () -> {});
        silence.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.of(slider.getValue() == 0 ? "volume.normal" : "volume.silence"),
                        slider.valueProperty(),
                        texts.language()));
        silence.setOnAction(press -> slider.setValue(slider.getValue() == 0 ? FULL : 0));
        slider.valueProperty().subscribe(value -> {
            person.volume(value.doubleValue() / FULL);
            icon.draw(value.doubleValue() == 0 ? Drawing.SPEAKER_OFF : Drawing.SPEAKER);
        });
        Label text = new Label();
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.textProperty().bind(texts.bound("volume.text"));
        HBox row = new HBox(10, icon, slider, percent);
        row.setAlignment(Pos.CENTER_LEFT);
        Button done = Buttons.text("volume-done", Buttons.Kind.PRIMARY, texts.bound("dialog.done"), () -> {});
        Dialog dialog = new Dialog(
                        "volume-dialog",
                        Bindings.createStringBinding(() -> texts.of("volume.title", name), texts.language()),
                        new VBox(14, text, row, silence),
                        done)
                .focusing(slider)
                .onClosed(() -> preferences.change(before -> before.withVolume(name, person.volume())));
        shell.open(dialog);
    }
}

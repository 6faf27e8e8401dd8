package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Participant;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.meeting.MenuRow;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.text.Texts;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How loud one hears somebody and what they share, and what can be done about them. */
final class PersonMenu {
    private static final double FULL = 100; // percent, as the person sends it
    private static final double STEP = 10; // percent, by one press of an arrow key

    private PersonMenu() {}

    static void open(Shell shell, Texts texts, PreferencesFile preferences, PersonTile tile, List<MenuRow> rows) {
        Participant person = tile.person();
        String name = tile.personName();
        Slider slider = slider(texts, "volume", "volume.slider", person.volume());
        Button silence = Buttons.text("volume-silence", Buttons.Kind.QUIET, texts.bound("volume.silence"), () -> {});
        silence.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.of(slider.getValue() == 0 ? "volume.normal" : "volume.silence"),
                        slider.valueProperty(),
                        texts.language()));
        silence.setOnAction(press -> slider.setValue(slider.getValue() == 0 ? FULL : 0));
        Label text = new Label();
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.textProperty().bind(texts.bound("volume.text"));
        VBox content = new VBox(14, text, row(texts, slider, person::volume), silence);
        if (person.screenSoundOn()) {
            Slider screen = slider(texts, "screen-volume", "share.volume", person.screenVolume());
            Label of = new Label();
            of.textProperty().bind(texts.bound("share.volume"));
            of.setLabelFor(screen);
            content.getChildren().addAll(of, row(texts, screen, person::screenVolume));
        }
        if (!rows.isEmpty()) {
            content.getChildren().add(MenuRow.nodes(shell, texts, rows));
        }
        Button done = Buttons.text("volume-done", Buttons.Kind.PRIMARY, texts.bound("dialog.done"), () -> {});
        shell.open(new Dialog("person-menu", new SimpleStringProperty(name), content, done)
                .focusing(slider)
                .onClosed(() -> preferences.change(before -> before.withVolume(name, person.volume()))));
    }

    private static Slider slider(Texts texts, String id, String words, double volume) {
        Slider slider = new Slider(0, 2 * FULL, Math.rint(volume * FULL));
        slider.setId(id);
        slider.setBlockIncrement(STEP);
        slider.setMajorTickUnit(FULL);
        slider.accessibleTextProperty().bind(texts.bound(words));
        HBox.setHgrow(slider, Priority.ALWAYS);
        return slider;
    }

    private static HBox row(Texts texts, Slider slider, DoubleConsumer volume) {
        Label percent = new Label();
        percent.setMinWidth(56);
        percent.setAlignment(Pos.CENTER_RIGHT);
        percent.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.of("volume.percent", texts.number(Math.rint(slider.getValue()), 0)),
                        slider.valueProperty(),
                        texts.language()));
        Icon icon = new Icon(Drawing.SPEAKER, 20);
        slider.valueProperty().subscribe(value -> {
            volume.accept(value.doubleValue() / FULL);
            icon.draw(value.doubleValue() == 0 ? Drawing.SPEAKER_OFF : Drawing.SPEAKER);
        });
        HBox row = new HBox(10, icon, slider, percent);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}

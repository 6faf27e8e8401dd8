package dev.parley.desktop.ui.settings;

import dev.parley.desktop.call.LocalMedia.Processing;
import dev.parley.desktop.call.LocalMedia.VideoCodec;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Dialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.device.DevicePickers;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.device.Preview;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.look.Look;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.preferences.Appearance;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.text.Language;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.desktop.ui.tray.Tray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Devices, appearance, language, window and keyboard. What is changed holds at once. */
public final class SettingsDialog {
    private static final double KILO = 1_000;
    private static final double SECONDS_OF_AN_HOUR = 3_600;

    private final Texts texts;
    private final Look look;
    private final LocalDevices devices;
    private final PictureTicks ticks;
    private final PreferencesFile preferences;
    private final Tray tray;

    public SettingsDialog(
            Texts texts, Look look, LocalDevices devices, PictureTicks ticks, PreferencesFile preferences, Tray tray) {
        this.texts = texts;
        this.look = look;
        this.devices = devices;
        this.ticks = ticks;
        this.preferences = preferences;
        this.tray = tray;
    }

    /** Opens them above what the window shows. */
    public void open(Shell shell) {
        Preview preview = new Preview(devices, ticks, texts, false);
        preview.name(preferences.current().name());
        DevicePickers pickers = new DevicePickers(devices, texts);
        VBox content = new VBox(
                12,
                section("settings.devices"),
                preview,
                pickers,
                noiseSuppression(),
                section("settings.look"),
                row("settings.theme", themes()),
                row("settings.language", languages()),
                section("settings.window"),
                new TraySwitch(texts, preferences, tray),
                section("data.title"),
                budgets(),
                hint("data.hint"),
                section("sounds.title"),
                new SoundSwitches(texts, preferences),
                section("settings.keyboard"),
                new KeyTable(texts, preferences),
                section("settings.about"),
                note(
                        devices.processing() == Processing.ON ? Drawing.CHECK : Drawing.NOTE,
                        devices.processing() == Processing.ON ? "settings.processing.on" : "note.headphones"),
                note(
                        devices.videoCodec() == VideoCodec.NATIVE ? Drawing.CHECK : Drawing.NOTE,
                        devices.videoCodec() == VideoCodec.NATIVE ? "settings.codec.native" : "note.pure-java"));
        content.getStyleClass().add("settings");
        Button done = Buttons.text("settings-done", Buttons.Kind.PRIMARY, texts.bound("dialog.done"), () -> {});
        shell.open(new Dialog("settings-dialog", texts.bound("settings.title"), content, done)
                .focusing(done)
                .onClosed(() -> {
                    preview.close();
                    pickers.close();
                }));
    }

    private Label section(String key) {
        Label label = new Label();
        label.getStyleClass().add("dialog-section");
        label.textProperty().bind(texts.bound(key));
        return label;
    }

    private Node row(String key, ComboBox<?> choice) {
        Label label = new Label();
        label.textProperty().bind(texts.bound(key));
        label.setLabelFor(choice);
        label.setMinWidth(Region.USE_PREF_SIZE);
        choice.accessibleTextProperty().bind(texts.bound(key));
        choice.setPrefWidth(240);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(12, label, gap, choice);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private ComboBox<Appearance> themes() {
        return choice(
                "theme-picker",
                List.of(Appearance.values()),
                preferences.current().appearance(),
                appearance -> texts.of(
                        switch (appearance) {
                            case SYSTEM -> "settings.theme.system";
                            case LIGHT -> "settings.theme.light";
                            case DARK -> "settings.theme.dark";
                        }),
                appearance -> {
                    look.wear(appearance);
                    preferences.change(before -> before.withAppearance(appearance));
                });
    }

    private ComboBox<Optional<Language>> languages() {
        List<Optional<Language>> choices = new ArrayList<>();
        choices.add(Optional.empty());
        for (Language language : Language.values()) {
            choices.add(Optional.of(language));
        }
        return choice(
                "language-picker",
                choices,
                Language.ofTag(preferences.current().language()),
                language -> texts.of(language.map(Language::nameKey).orElse("settings.language.system")),
                language -> {
                    preferences.change(before ->
                            before.withLanguage(language.map(Language::tag).orElse("")));
                    texts.speak(language.orElseGet(Language::ofSystem));
                });
    }

    private ComboBox<Integer> budgets() {
        List<Integer> choices = new ArrayList<>(List.of(0, 1_500, 500)); // kbit/s, as in the web client
        int now = preferences.current().budgetKilobits();
        if (!choices.contains(now)) {
            choices.add(now);
        }
        // Megabytes an hour say more than bits a second.
        ComboBox<Integer> box = choice(
                "budget-picker",
                choices,
                now,
                kilobits -> kilobits == 0
                        ? texts.of("data.unlimited")
                        : texts.of(
                                "data.budget",
                                texts.number(kilobits / KILO, 1),
                                texts.number(kilobits * SECONDS_OF_AN_HOUR / Byte.SIZE / KILO, 0)),
                kilobits -> {
                    preferences.change(before -> before.withBudgetKilobits(kilobits));
                    devices.budget(kilobits);
                });
        box.accessibleTextProperty().bind(texts.bound("data.title"));
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }

    private CheckBox noiseSuppression() {
        CheckBox box = new CheckBox();
        box.setId("noise-suppression");
        box.setWrapText(true);
        box.textProperty().bind(texts.bound("settings.noise"));
        box.accessibleTextProperty().bind(texts.bound("settings.noise"));
        box.setSelected(preferences.current().noiseSuppression());
        box.setDisable(devices.processing() == Processing.MISSING);
        box.selectedProperty().subscribe((before, now) -> devices.noiseSuppression(now));
        return box;
    }

    private Label hint(String key) {
        Label label = new Label();
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.textProperty().bind(texts.bound(key));
        return label;
    }

    private <T> ComboBox<T> choice(
            String id, List<T> choices, T chosen, Function<T, String> nameOf, Consumer<T> onChoice) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(choices);
        box.setConverter(new Named<>(nameOf));
        box.setValue(chosen);
        box.valueProperty().addListener((value, before, now) -> onChoice.accept(now));
        // A new converter makes the box write its value anew.
        texts.language().subscribe(language -> box.setConverter(new Named<>(nameOf)));
        return box;
    }

    private HBox note(Drawing drawing, String key) {
        Label label = new Label();
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.textProperty().bind(texts.bound(key));
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox row = new HBox(10, new Icon(drawing, 20), label);
        row.getStyleClass().add("fact");
        return row;
    }

    private static final class Named<T> extends StringConverter<T> {
        private final Function<T, String> nameOf;

        Named(Function<T, String> nameOf) {
            this.nameOf = nameOf;
        }

        @Override
        public String toString(@Nullable T value) {
            return value == null ? "" : nameOf.apply(value);
        }

        @Override
        public T fromString(String name) {
            throw new UnsupportedOperationException("nothing is typed here");
        }
    }
}

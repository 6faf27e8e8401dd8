package dev.parley.desktop.ui.device;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Lists to choose camera, microphone and speaker from; they follow what is plugged in. */
public final class DevicePickers extends VBox implements AutoCloseable {
    private final LocalDevices devices;
    private final Texts texts;
    private Subscription subscription = Subscription.EMPTY;
    private boolean showing; // while the list is filled, a change of its value is not a person's choice

    public DevicePickers(LocalDevices devices, Texts texts) {
        super(8);
        this.devices = devices;
        this.texts = texts;
        add(Device.CAMERA, Drawing.CAMERA, "device.camera");
        add(Device.MICROPHONE, Drawing.MICROPHONE, "device.microphone");
        add(Device.SPEAKER, Drawing.SPEAKER, "device.speaker");
    }

    @Override
    public void close() {
        subscription.unsubscribe();
    }

    private void add(Device device, Drawing drawing, String labelKey) {
        ComboBox<Optional<String>> picker = new ComboBox<>();
        picker.setId(device.name().toLowerCase(Locale.ROOT) + "-picker");
        picker.setMaxWidth(Double.MAX_VALUE);
        picker.accessibleTextProperty().bind(texts.bound(labelKey));
        picker.setCellFactory(list -> new Choice(device, null));
        picker.setButtonCell(new Choice(device, new Icon(drawing, 20)));
        picker.valueProperty().addListener((value, before, now) -> {
            if (!showing && now != null) {
                devices.choose(device, now.orElse(null));
            }
        });
        getChildren().add(picker);
        subscription = subscription
                .and(devices.state(device).subscribe(state -> show(picker, state)))
                .and(texts.language()
                        .subscribe(
                                language -> show(picker, devices.state(device).get())));
    }

    private void show(ComboBox<Optional<String>> picker, LocalDevices.State state) {
        List<Optional<String>> choices = new ArrayList<>();
        choices.add(Optional.empty());
        state.names().forEach(name -> choices.add(Optional.of(name)));
        // A synthetic device, or one that is unplugged, is not listed and yet chosen.
        if (state.chosen().isPresent() && !choices.contains(state.chosen())) {
            choices.add(state.chosen());
        }
        showing = true;
        if (!picker.getItems().equals(choices)) {
            picker.getItems().setAll(choices);
        }
        picker.setValue(null);
        picker.setValue(state.chosen());
        showing = false;
        picker.setDisable(choices.size() == 1);
    }

    private String nameOf(Device device, Optional<String> choice) {
        LocalDevices.State state = devices.state(device).get();
        if (choice.isPresent()) {
            return choice.get();
        }
        if (!state.searched()) {
            return texts.of("device.searching");
        }
        if (state.names().isEmpty()) {
            return texts.of(
                    switch (device) {
                        case CAMERA -> "device.camera.none";
                        case MICROPHONE -> "device.microphone.none";
                        case SPEAKER -> "device.speaker.none";
                    });
        }
        return texts.of(
                switch (device) {
                    case CAMERA -> "device.camera.default";
                    case MICROPHONE -> "device.microphone.default";
                    case SPEAKER -> "device.speaker.default";
                });
    }

    private final class Choice extends ListCell<Optional<String>> {
        private final Device device;
        private final @Nullable Icon icon;

        Choice(Device device, @Nullable Icon icon) {
            this.device = device;
            this.icon = icon;
            setGraphicTextGap(10);
        }

        @Override
        @SuppressWarnings("NullableOptional") // JavaFX has null for no item
        protected void updateItem(@Nullable Optional<String> choice, boolean empty) {
            super.updateItem(choice, empty);
            setText(empty || choice == null ? null : nameOf(device, choice));
            setGraphic(icon);
        }
    }
}

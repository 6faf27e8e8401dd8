package dev.parley.desktop.ui.join;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.device.DeviceSentences;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.text.Texts;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** Says which device does not run and what to do; nothing is seen when all is well. */
final class DeviceTrouble extends HBox implements AutoCloseable {
    private final LocalDevices devices;
    private final Texts texts;
    private final VBox sentences = new VBox(8);
    private final Button again;
    private final Subscription subscriptions;

    DeviceTrouble(LocalDevices devices, Texts texts) {
        super(12);
        this.devices = devices;
        this.texts = texts;
        setId("device-trouble");
        getStyleClass().add("trouble");
        managedProperty().bind(visibleProperty());
        again = Buttons.text("retry-devices", Buttons.Kind.TINTED, texts.bound("join.try-again"), this::tryAgain);
        HBox.setHgrow(sentences, Priority.ALWAYS);
        getChildren().addAll(new Icon(Drawing.WARNING, 20), sentences);
        Subscription all = texts.language().subscribe(language -> render());
        for (Device device : Device.values()) {
            all = all.and(devices.state(device).subscribe(state -> render()));
        }
        subscriptions = all;
    }

    @Override
    public void close() {
        subscriptions.unsubscribe();
    }

    private void render() {
        LocalDevices.State camera = devices.state(Device.CAMERA).get();
        LocalDevices.State microphone = devices.state(Device.MICROPHONE).get();
        // While a device is being tried again, what was told stays: it may well hold, and its button has the focus.
        if (isVisible() && (camera.starting() || microphone.starting())) {
            return;
        }
        List<String> keys = DeviceSentences.beforeJoining(
                camera.problem(),
                microphone.problem(),
                devices.state(Device.SPEAKER).get().problem());
        setVisible(!keys.isEmpty());
        sentences.getChildren().clear();
        for (String key : keys) {
            Label sentence = new Label(texts.of(key));
            sentence.setWrapText(true);
            sentence.setMinHeight(USE_PREF_SIZE);
            sentences.getChildren().add(sentence);
        }
        if (camera.problem().isPresent() || microphone.problem().isPresent()) {
            sentences.getChildren().add(again);
        }
    }

    private void tryAgain() {
        for (Device device : new Device[] {Device.CAMERA, Device.MICROPHONE}) {
            if (devices.state(device).get().problem().isPresent()) {
                devices.turn(device, true);
            }
        }
    }
}

package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.device.SourceButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.settings.Shortcut;
import dev.parley.desktop.ui.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;

/** What one needs in a small window above all others. */
final class MiniBar extends HBox implements AutoCloseable {
    private final SourceButton microphone;
    private final SourceButton camera;

    MiniBar(LocalDevices devices, Texts texts, Runnable onBack) {
        super(8);
        setId("mini-bar");
        getStyleClass().add("mini-bar");
        setAlignment(Pos.CENTER);
        setVisible(false);
        microphone = new SourceButton("mini-mute", Device.MICROPHONE, Shortcut.MUTE.shown(), devices, texts);
        camera = new SourceButton("mini-camera", Device.CAMERA, Shortcut.CAMERA.shown(), devices, texts);
        RoundButton back = new RoundButton("mini-back", Drawing.EXPAND, onBack).labelled(texts.bound("mini.back"));
        getChildren().addAll(microphone.button(), camera.button(), back);
        getChildren().forEach(button -> button.getStyleClass().add("small-round"));
    }

    @Override
    public void close() {
        microphone.close();
        camera.close();
    }
}

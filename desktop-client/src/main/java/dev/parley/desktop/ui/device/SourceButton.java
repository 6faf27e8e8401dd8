package dev.parley.desktop.ui.device;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.util.Subscription;

/** Switches one's microphone or camera, and shows which way it stands. */
public final class SourceButton implements AutoCloseable {
    private final RoundButton button;
    private final Subscription subscription;

    /** @param key the shortcut, as it is written on the keyboard */
    public SourceButton(String id, Device device, String key, LocalDevices devices, Texts texts) {
        var state = devices.state(device);
        boolean camera = device == Device.CAMERA;
        Drawing onDrawing = camera ? Drawing.CAMERA : Drawing.MICROPHONE;
        Drawing offDrawing = camera ? Drawing.CAMERA_OFF : Drawing.MICROPHONE_OFF;
        String turnOff = camera ? "call.camera-off" : "call.mute";
        String turnOn = camera ? "call.camera-on" : "call.unmute";
        button = new RoundButton(id, onDrawing, () -> devices.toggle(device));
        button.labelled(Bindings.createStringBinding(
                () -> texts.of("call.with-key", texts.of(state.get().on() ? turnOff : turnOn), key),
                state,
                texts.language()));
        subscription = state.subscribe(now -> {
            button.draw(now.on() ? onDrawing : offDrawing);
            button.off(!now.on());
            button.starting(now.starting());
            button.failed(now.problem().isPresent());
        });
    }

    public RoundButton button() {
        return button;
    }

    @Override
    public void close() {
        subscription.unsubscribe();
    }
}

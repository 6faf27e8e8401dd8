package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.device.SelfPicture;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;

/** One's own tile. */
final class SelfTile extends MenuTile {
    private final String name;
    private final Texts texts;
    private final LocalDevices devices;
    private final Runnable onMenu;
    private final Runnable onPin;
    private final SelfPicture picture;

    SelfTile(String name, LocalDevices devices, PictureTicks ticks, Texts texts, Runnable onMenu, Runnable onPin) {
        super(ticks, true, "self-menu");
        this.name = name;
        this.devices = devices;
        this.texts = texts;
        this.onMenu = onMenu;
        this.onPin = onPin;
        describeMenu(Bindings.createStringBinding(
                () -> texts.of("tile.menu", texts.of("call.you", name)), texts.language()));
        getStyleClass().add("self");
        picture = new SelfPicture(devices, this);
    }

    @Override
    void openMenu() {
        onMenu.run();
    }

    @Override
    void pin() {
        onPin.run();
    }

    @Override
    void refresh() {
        String own = texts.of("call.you", name);
        boolean muted = !devices.isOn(Device.MICROPHONE);
        List<String> facts = new ArrayList<>(List.of(own));
        if (muted) {
            facts.add(texts.of("call.tile.muted"));
        }
        if (!devices.isOn(Device.CAMERA)) {
            facts.add(texts.of("call.tile.camera-off"));
        }
        quality().words().map(texts::of).ifPresent(facts::add);
        show(name, own, muted, String.join(", ", facts));
    }

    void close() {
        picture.close();
    }
}

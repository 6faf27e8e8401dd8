package dev.parley.desktop.ui.device;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.ui.tile.Tile;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Shows one's own camera in a tile while it is on. */
public final class SelfPicture implements AutoCloseable {
    private final LocalDevices devices;
    private final Tile tile;
    private final Subscription subscription;
    private @Nullable FrameSink sink;

    public SelfPicture(LocalDevices devices, Tile tile) {
        this.devices = devices;
        this.tile = tile;
        subscription = devices.state(Device.CAMERA).subscribe(state -> show(state.on()));
    }

    @Override
    public void close() {
        subscription.unsubscribe();
        show(false);
    }

    private void show(boolean on) {
        if (on && sink == null) {
            sink = tile.beginPictures();
            devices.pictures().add(sink);
        } else if (!on && sink != null) {
            devices.pictures().remove(sink);
            sink = null;
            tile.endPictures();
        }
    }
}

package dev.parley.desktop.audio;

import dev.parley.desktop.capture.DeviceException;
import org.jspecify.annotations.Nullable;

/** Opens a device by its name, or the default; may block for a second or two. */
@FunctionalInterface
interface DeviceOpener<D> {
    D open(@Nullable String name) throws DeviceException;
}

package dev.parley.desktop.capture;

import com.github.eduramiba.webcamcapture.drivers.NativeDriver;
import com.github.eduramiba.webcamcapture.drivers.WebcamDeviceExtended;
import dev.parley.desktop.capture.DeviceException.Reason;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cameras of this machine, and two that every machine has: {@code test-pattern} (1280 x 720; {@code
 * test-pattern:640x360@15} for another size and rate) and {@code file:PATH} of a y4m file. Thread: any.
 */
public final class Cameras {
    private static final Logger log = LoggerFactory.getLogger(Cameras.class);
    private static final String FILE = "file:";
    private static final double TEST_RATE = 30;

    private @Nullable NativeDriver driver;
    private boolean driverMissing;

    /** The real ones, the default first. May block for a second. Cameras of the same name are told apart by a number. */
    public List<String> names() {
        return devices().stream().map(Named::name).toList();
    }

    /**
     * Opens one. May block for seconds.
     *
     * @param name one of {@link #names}, or a synthetic one; null for the default
     */
    public Camera open(@Nullable String name) throws DeviceException {
        if (name != null) {
            Matcher pattern = TestPattern.NAME.matcher(name);
            if (pattern.matches()) {
                return new PacedCamera(name, TestPattern.named(pattern), TestPattern.rateOf(pattern, TEST_RATE));
            }
            if (name.startsWith(FILE)) {
                return file(name);
            }
        }
        List<Named> devices = devices();
        if (devices.isEmpty()) {
            throw new DeviceException(Reason.NONE_THERE, "This machine has no camera");
        }
        for (Named device : devices) {
            if (name == null || name.equals(device.name)) {
                return new PacedCamera(device.name, new WebcamSource(device.device), WebcamSource.POLLS_PER_SECOND);
            }
        }
        throw new DeviceException(Reason.UNPLUGGED, name + " is not there");
    }

    private static Camera file(String name) throws DeviceException {
        try {
            Y4mSource source = new Y4mSource(Path.of(name.substring(FILE.length())));
            return new PacedCamera(name, source, source.picturesPerSecond());
        } catch (InvalidPathException e) {
            throw new DeviceException(Reason.CANNOT_OPEN, name, e);
        }
    }

    private synchronized List<Named> devices() {
        List<Named> named = new ArrayList<>();
        if (driverMissing) {
            return named;
        }
        try {
            NativeDriver found = driver;
            if (found == null) {
                found = new NativeDriver();
                driver = found;
            }
            for (var device : found.getDevices()) {
                if (device instanceof WebcamDeviceExtended webcam) {
                    named.add(new Named(unique(webcam.getName(), named), webcam));
                }
            }
        } catch (RuntimeException | LinkageError e) {
            driverMissing = true;
            log.warn("Cameras cannot be listed on this machine: {}", e.toString());
        }
        return named;
    }

    private static String unique(String name, List<Named> before) {
        String candidate = name;
        for (int number = 2; taken(candidate, before); number++) {
            candidate = name + " (" + number + ")";
        }
        return candidate;
    }

    private static boolean taken(String name, List<Named> before) {
        return before.stream().anyMatch(named -> named.name.equals(name));
    }

    private record Named(String name, WebcamDeviceExtended device) {}
}

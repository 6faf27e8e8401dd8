package dev.parley.desktop.capture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The speakers of this machine, and the two that every machine has: {@code null} (nothing is heard) and
 * {@code file:PATH} (a WAV file is written). Those two are not listed.
 *
 * <p>Thread: any, but both methods may block for a second or two.
 */
public final class Speakers {
    private static final String NOTHING = "null";
    private static final String FILE = "file:";

    private Speakers() {}

    /** Those that the system has, the default first. */
    public static List<String> names() {
        return JavaSound.names(JavaSound.SPEAKER);
    }

    /**
     * Opens one.
     *
     * @param name one of {@link #names} or a made-up one as above; null for the default
     */
    public static Speaker open(@Nullable String name) throws DeviceException {
        if (name == null) {
            return JavaSound.openSpeaker(null);
        }
        if (name.equals(NOTHING)) {
            return new SilentSpeaker(NOTHING);
        }
        if (name.startsWith(FILE)) {
            return WavSpeaker.open(name, name.substring(FILE.length()));
        }
        return JavaSound.openSpeaker(name);
    }
}

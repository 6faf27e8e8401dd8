package dev.parley.desktop.capture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The microphones of this machine, and those that every machine has: {@code tone} or {@code tone:FREQUENCY} (a sine of
 * -12 dBFS, 440 Hz unless told), {@code beep} (the same, an octave higher for a moment each second) and {@code file:PATH}
 * (a WAV file, again and again). These are not listed.
 *
 * <p>Thread: any, but both methods may block for a second or two.
 */
public final class Microphones {
    private static final String TONE = "tone";
    private static final String BEEP = "beep";
    private static final String FILE = "file:";

    private Microphones() {}

    /** Those that the system has, the default first. */
    public static List<String> names() {
        return JavaSound.names(JavaSound.MICROPHONE);
    }

    /**
     * Opens one.
     *
     * @param name one of {@link #names} or a made-up one as above; null for the default
     */
    public static Microphone open(@Nullable String name) throws DeviceException {
        if (name == null) {
            return JavaSound.openMicrophone(null);
        }
        if (name.equals(TONE) || name.startsWith(TONE + ":")) {
            return ToneMicrophone.named(name);
        }
        if (name.equals(BEEP)) {
            return ToneMicrophone.beep(name);
        }
        if (name.startsWith(FILE)) {
            return WavMicrophone.open(name, name.substring(FILE.length()));
        }
        return JavaSound.openMicrophone(name);
    }
}

package dev.parley.desktop.call;

import dev.parley.desktop.picture.FrameSink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One's own camera, microphone and speaker, before, during and after a call.
 *
 * <p>Thread: any; what can take long (opening a device, listing them) happens on threads of its own, or says so.
 */
public interface LocalMedia extends AutoCloseable {
    /** The devices there are, by name, the default first. May block for a second: not for the window's thread. */
    List<String> names(Device device);

    /** The device chosen; empty for the default, or for none. */
    Optional<String> chosen(Device device);

    /** Chooses a device by name, null for the default; used at once where the old one was in use. */
    void choose(Device device, @Nullable String name);

    /** Switches it on or off. It is on when {@link #isOn} says so, or {@link #problem} says why not. */
    void turn(Device device, boolean on);

    /** Whether it runs. The speaker always does, if there is one. */
    boolean isOn(Device device);

    /** Why it does not run although it should; empty when all is well. */
    Optional<Problem> problem(Device device);

    /** How loud the microphone is at this moment, 0 (silence) to 1, as a linear amplitude (root mean square). */
    double level();

    /** Where one's own pictures go from now on, beside the others; null for nowhere. */
    void preview(@Nullable FrameSink sink);

    /** One's own screen. */
    LocalScreen screen();

    /**
     * Keeps a call below so much, both ways together.
     *
     * @param bitsPerSecond 0 for as much as it takes
     */
    void budget(long bitsPerSecond);

    /** The limit in bits per second; 0 for none. */
    long budget();

    /** Lets a short sound be heard here, and only here. */
    void chime(Chime chime);

    /** Whether noise is taken out of what the microphone hears, as at first; nothing changes where {@link #processing} is missing. */
    void noiseSuppression(boolean on);

    /** What is done with the microphone's sound, or why it is not. */
    Processing processing();

    /** Which video codec is in use. */
    VideoCodec videoCodec();

    /** Who is told from now on, on a thread of the media's. */
    void listen(Listener listener);

    @Override
    void close();

    /** The three that a person chooses. */
    enum Device {
        CAMERA,
        MICROPHONE,
        SPEAKER
    }

    /** What a short sound tells of. */
    enum Chime {
        JOIN,
        LEAVE,
        HAND,
        MESSAGE
    }

    /** Why a device does not run. */
    enum Problem {
        /** The machine has none. */
        NONE_THERE,
        /** The one chosen is not there any more. */
        UNPLUGGED,
        /** It is there but cannot be opened: another program has it, or the system does not allow it. */
        CANNOT_OPEN
    }

    /** Echo cancellation, noise suppression and gain control. */
    enum Processing {
        ON,
        /** There is no native library for this machine: headphones are advised. */
        MISSING
    }

    /** How pictures are coded. */
    enum VideoCodec {
        /** VP8 by a native library. */
        NATIVE,
        /** VP8 in pure Java: small pictures, few a second. */
        PURE_JAVA
    }

    /** What a window is told. */
    interface Listener {
        /** Something that {@link LocalMedia} tells about this device is another: on or off, chosen, names, problem. */
        void changed(Device device);
    }
}

package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.jspecify.annotations.Nullable;

/** The devices of the operating system, by Java Sound. Everything here may block for a second or two. */
final class JavaSound {
    /** 48 kHz, 16 bit, mono, little-endian. */
    static final AudioFormat FORMAT = new AudioFormat(48_000, 16, 1, true, false);

    /** 10 ms. */
    static final int FRAME_BYTES = Microphone.FRAME * 2;

    static final DataLine.Info MICROPHONE = new DataLine.Info(TargetDataLine.class, FORMAT);
    static final DataLine.Info SPEAKER = new DataLine.Info(SourceDataLine.class, FORMAT);

    /** 40 ms: with 20 ms a garbage collection is heard. */
    private static final int LINE_BYTES = 4 * FRAME_BYTES;

    private JavaSound() {}

    static List<String> names(DataLine.Info kind) {
        var names = new ArrayList<String>();
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            if (AudioSystem.getMixer(info).isLineSupported(kind) && !names.contains(info.getName())) {
                names.add(info.getName());
            }
        }
        return List.copyOf(names);
    }

    static Microphone openMicrophone(@Nullable String name) throws DeviceException {
        Mixer mixer = mixer(MICROPHONE, name);
        try {
            var line = (TargetDataLine) mixer.getLine(MICROPHONE);
            line.open(FORMAT, LINE_BYTES);
            line.start();
            return new LineMicrophone(mixer.getMixerInfo().getName(), line);
        } catch (LineUnavailableException | RuntimeException e) {
            throw cannotOpen("microphone", mixer, e);
        }
    }

    static Speaker openSpeaker(@Nullable String name) throws DeviceException {
        Mixer mixer = mixer(SPEAKER, name);
        try {
            var line = (SourceDataLine) mixer.getLine(SPEAKER);
            line.open(FORMAT, LINE_BYTES);
            line.start();
            return new LineSpeaker(mixer.getMixerInfo().getName(), line);
        } catch (LineUnavailableException | RuntimeException e) {
            throw cannotOpen("speaker", mixer, e);
        }
    }

    private static Mixer mixer(DataLine.Info kind, @Nullable String name) throws DeviceException {
        boolean any = false;
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            Mixer mixer = AudioSystem.getMixer(info);
            if (mixer.isLineSupported(kind)) {
                any = true;
                if (name == null || name.equals(info.getName())) {
                    return mixer;
                }
            }
        }
        throw any
                ? new DeviceException(Reason.UNPLUGGED, "no sound device is called " + name)
                : new DeviceException(Reason.NONE_THERE, "this machine has no such sound device");
    }

    private static DeviceException cannotOpen(String what, Mixer mixer, Exception cause) {
        // Java Sound says IllegalArgumentException for a device that went between listing and opening.
        return new DeviceException(
                Reason.CANNOT_OPEN,
                "the " + what + " " + mixer.getMixerInfo().getName() + " cannot be opened: " + cause.getMessage(),
                cause);
    }
}

package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what would be heard into a WAV file. */
final class WavSpeaker implements Speaker {
    private static final Logger LOG = LoggerFactory.getLogger(WavSpeaker.class);

    private final String name;
    private final WavWriter wav;
    private final Metronome metronome = new Metronome();

    private WavSpeaker(String name, WavWriter wav) {
        this.name = name;
        this.wav = wav;
    }

    static WavSpeaker open(String name, String path) throws DeviceException {
        try {
            return new WavSpeaker(name, new WavWriter(Path.of(path)));
        } catch (IOException | InvalidPathException e) {
            throw new DeviceException(Reason.CANNOT_OPEN, path + " cannot be written: " + e, e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void write(short[] frame) throws DeviceException {
        if (metronome.await() == -1) {
            throw new DeviceException(Reason.UNPLUGGED, name + " was closed");
        }
        try {
            wav.write(frame, Microphone.FRAME);
        } catch (IOException e) {
            throw new DeviceException(Reason.CANNOT_OPEN, name + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public long delayNanos() {
        return 0;
    }

    @Override
    public void close() {
        metronome.stop();
        try {
            wav.close();
        } catch (IOException e) {
            LOG.warn("the end of {} could not be written: {}", name, e.getMessage());
        }
    }
}

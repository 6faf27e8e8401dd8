package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A WAV file, from its beginning to its end again and again. */
final class WavMicrophone implements Microphone {
    private final String name;
    private final short[] samples;
    private final Metronome metronome = new Metronome();
    private int at;

    private WavMicrophone(String name, short[] samples) {
        this.name = name;
        this.samples = samples;
    }

    static WavMicrophone open(String name, String path) throws DeviceException {
        try {
            return new WavMicrophone(name, WavReader.read(Path.of(path)));
        } catch (NoSuchFileException e) {
            throw new DeviceException(Reason.UNPLUGGED, path + " cannot be played: there is no such file", e);
        } catch (IOException | InvalidPathException e) {
            throw new DeviceException(Reason.CANNOT_OPEN, path + " cannot be played: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hearsRoom() {
        return false;
    }

    @Override
    public long read(short[] out) throws DeviceException {
        long due = metronome.await();
        if (due == -1) {
            throw new DeviceException(Reason.UNPLUGGED, name + " was closed");
        }
        for (int i = 0; i < FRAME; i++) {
            out[i] = samples[at];
            at = at + 1 == samples.length ? 0 : at + 1;
        }
        return due - Metronome.PERIOD;
    }

    @Override
    public void close() {
        metronome.stop();
    }
}

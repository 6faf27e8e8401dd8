package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;

/** Nothing is heard, at the right pace. */
final class SilentSpeaker implements Speaker {
    private final String name;
    private final Metronome metronome = new Metronome();

    SilentSpeaker(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void write(short[] frame) throws DeviceException {
        if (metronome.await() == -1) {
            throw new DeviceException(Reason.UNPLUGGED, "the silent speaker was closed");
        }
    }

    @Override
    public long delayNanos() {
        return 0;
    }

    @Override
    public void close() {
        metronome.stop();
    }
}

package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;

/** A sine of -12 dBFS. */
final class ToneMicrophone implements Microphone {
    private static final double AMPLITUDE = Math.pow(10, -12 / 20.0) * Short.MAX_VALUE;
    private static final double DEFAULT_HZ = 440;
    private static final double SAMPLE_RATE = 48_000;

    private final String name;
    private final double step;
    private final Metronome metronome = new Metronome();
    private double phase;

    private ToneMicrophone(String name, double hertz) {
        this.name = name;
        this.step = 2 * Math.PI * hertz / SAMPLE_RATE;
    }

    static ToneMicrophone named(String name) throws DeviceException {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return new ToneMicrophone(name, DEFAULT_HZ);
        }
        double hertz;
        try {
            hertz = Double.parseDouble(name.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new DeviceException(Reason.CANNOT_OPEN, name + ": a frequency in Hz is wanted behind the colon", e);
        }
        if (!(hertz > 0 && hertz < SAMPLE_RATE / 2)) {
            throw new DeviceException(Reason.CANNOT_OPEN, name + ": the frequency must be between 0 and 24000 Hz");
        }
        return new ToneMicrophone(name, hertz);
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
            throw new DeviceException(Reason.UNPLUGGED, "the tone was closed");
        }
        for (int i = 0; i < FRAME; i++) {
            out[i] = (short) Math.round(AMPLITUDE * Math.sin(phase));
            phase += step;
        }
        phase %= 2 * Math.PI;
        return due - Metronome.PERIOD;
    }

    @Override
    public void close() {
        metronome.stop();
    }
}

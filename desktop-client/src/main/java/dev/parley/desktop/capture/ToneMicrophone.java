package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;

/**
 * A sine of -12 dBFS. As {@code beep} it is an octave higher for the first tenth of each second of the machine's monotonic
 * clock, so that whoever hears it on the same machine knows when it was said.
 */
final class ToneMicrophone implements Microphone {
    private static final double AMPLITUDE = Math.pow(10, -12 / 20.0) * Short.MAX_VALUE;
    private static final double DEFAULT_HZ = 440;
    private static final double SAMPLE_RATE = 48_000;

    private static final long SECOND = 1_000_000_000L; // ns
    private static final long BEEP = SECOND / 10;

    private final String name;
    private final double step;
    private final boolean beeps;
    private final Metronome metronome = new Metronome();
    private double phase;

    private ToneMicrophone(String name, double hertz, boolean beeps) {
        this.name = name;
        this.step = 2 * Math.PI * hertz / SAMPLE_RATE;
        this.beeps = beeps;
    }

    static ToneMicrophone beep(String name) {
        return new ToneMicrophone(name, DEFAULT_HZ, true);
    }

    static ToneMicrophone named(String name) throws DeviceException {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return new ToneMicrophone(name, DEFAULT_HZ, false);
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
        return new ToneMicrophone(name, hertz, false);
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
        long begin = due - Metronome.PERIOD;
        for (int i = 0; i < FRAME; i++) {
            out[i] = (short) Math.round(AMPLITUDE * Math.sin(phase));
            boolean high = beeps && Math.floorMod(begin + i * Metronome.PERIOD / FRAME, SECOND) < BEEP;
            phase += high ? 2 * step : step;
        }
        phase %= 2 * Math.PI;
        return begin;
    }

    @Override
    public void close() {
        metronome.stop();
    }
}

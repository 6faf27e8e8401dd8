package dev.parley.desktop.codec;

/** Makes sines at 48 kHz, and finds them again. */
public final class Tones {
    private static final double SAMPLE_RATE = 48_000;

    private Tones() {}

    /** A sine of so many samples; {@code from} is the number of the first. */
    public static short[] sine(double hertz, double dbfs, int from, int count) {
        double amplitude = Math.pow(10, dbfs / 20) * Short.MAX_VALUE;
        var samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * (from + i) / SAMPLE_RATE));
        }
        return samples;
    }

    /** The mean power in dBFS, where a sine of full scale has -3. */
    public static double decibels(short[] samples, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return 10 * Math.log10(sum / count / 32768 / 32768 + 1e-12);
    }

    /** The power at one frequency in dBFS (Goertzel). */
    public static double decibelsAt(double hertz, short[] samples, int from, int count) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * hertz * i / SAMPLE_RATE;
            re += samples[from + i] * Math.cos(angle);
            im += samples[from + i] * Math.sin(angle);
        }
        double amplitude = 2 * Math.hypot(re, im) / count / 32768;
        return 20 * Math.log10(amplitude / Math.sqrt(2) + 1e-9);
    }

    /** By counting how often it rises through zero. */
    public static double hertz(short[] samples, int from, int count) {
        int rises = 0;
        double first = 0;
        double last = 0;
        for (int i = from + 1; i < from + count; i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                double at = i - samples[i] / (double) (samples[i] - samples[i - 1]);
                first = rises == 0 ? at : first;
                last = at;
                rises++;
            }
        }
        return rises < 2 ? 0 : (rises - 1) * SAMPLE_RATE / (last - first);
    }
}

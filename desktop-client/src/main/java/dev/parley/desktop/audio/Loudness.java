package dev.parley.desktop.audio;

/** How loud something is. */
public final class Loudness {
    /** Digital silence: the lowest that RFC 6464 can say. */
    public static final int SILENCE = 127;

    /** Where a meter begins, in dB below the loudest possible. */
    private static final double METER_DB = 60;

    private static final double FULL_SCALE = 32768;

    private Loudness() {}

    /**
     * The level as RFC 6464 puts it: the mean power in -dBov, 0 (the loudest possible) to 127 (silence).
     *
     * @param count how many samples from {@code from} on
     */
    public static int minusDbov(short[] samples, int from, int count) {
        double level = decibels(samples, from, count);
        return (int) Math.round(Math.clamp(-level, 0, SILENCE));
    }

    /**
     * For a meter: 0 at -60 dBov and below, 1 at 0 dBov, even steps per dB between.
     *
     * @param count how many samples from {@code from} on
     */
    public static double meter(short[] samples, int from, int count) {
        return Math.clamp(1 + decibels(samples, from, count) / METER_DB, 0, 1);
    }

    private static double decibels(short[] samples, int from, int count) {
        long power = 0;
        for (int i = from; i < from + count; i++) {
            power += samples[i] * samples[i];
        }
        return 10 * Math.log10(power / (count * FULL_SCALE * FULL_SCALE)); // -Infinity for silence
    }
}

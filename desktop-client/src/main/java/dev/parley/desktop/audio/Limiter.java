package dev.parley.desktop.audio;

/**
 * Keeps a sum of voices within 16 bit without the crackle of clipping: the gain falls as fast as it must and rises
 * slowly. No delay; where a frame begins louder than the gain it inherits allows, its first millisecond is clipped.
 *
 * <p>Thread: one.
 */
final class Limiter {
    /** Samples for which one gain is found: 1 ms at 48 kHz. */
    private static final int STEP = 48;

    /** -1 dBFS: room for what a codec or a converter adds. */
    private static final double CEILING = 29_204;

    /** What the gain may rise per step: 6 dB in about 70 ms. */
    private static final double RISE = Math.pow(10, 0.086 / 20);

    private double gain = 1;

    /** Writes the sums into {@code out}; their lengths are the same multiple of 48. */
    void limit(int[] sums, short[] out) {
        double limitBefore = Double.POSITIVE_INFINITY;
        for (int from = 0; from < sums.length; from += STEP) {
            double limit = limit(sums, from);
            double limitAfter = from + STEP < sums.length ? limit(sums, from + STEP) : limit;
            double start = Math.min(gain, Math.min(limit, limitBefore));
            // Both ends fit this step, and the end fits the next one too.
            double end = Math.min(Math.min(1, start * RISE), Math.min(limit, limitAfter));
            ramp(sums, from, out, gain == start ? start : gain, end);
            gain = end;
            limitBefore = limit;
        }
    }

    /** The highest gain that this step bears. */
    private static double limit(int[] sums, int from) {
        int peak = 0;
        for (int i = from; i < from + STEP; i++) {
            peak = Math.max(peak, Math.abs(sums[i]));
        }
        return peak <= CEILING ? Double.POSITIVE_INFINITY : CEILING / peak;
    }

    private static void ramp(int[] sums, int from, short[] out, double start, double end) {
        if (start == 1 && end == 1) {
            for (int i = from; i < from + STEP; i++) {
                out[i] = (short) sums[i];
            }
            return;
        }
        double gain = start;
        double slope = (end - start) / STEP;
        for (int i = from; i < from + STEP; i++) {
            gain += slope;
            out[i] = (short) Math.clamp(Math.round(sums[i] * gain), Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }
}

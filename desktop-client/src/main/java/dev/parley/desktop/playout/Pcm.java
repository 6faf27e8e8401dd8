package dev.parley.desktop.playout;

/**
 * Decoded sound that waits to be played, and the 10 ms before it; made shorter or longer without a change of pitch by
 * leaving out or repeating one period of it (pitch-synchronous overlap and add).
 *
 * <p>Thread: one.
 */
final class Pcm {
    /** Periods from 2.5 ms ... */
    private static final int MIN_LAG = 120;

    /** ... to 10 ms: voices down to 100 Hz. Also how much of the past is kept. */
    private static final int MAX_LAG = 480;

    /** For a correlation that tells: 10 ms. */
    private static final int WINDOW = 480;

    /** What has to wait for {@link #shorten} and {@link #lengthen}. */
    static final int STRETCHABLE = MAX_LAG + WINDOW;

    /** Mean power below which nobody hears a cut: -55 dBFS. */
    private static final double SILENCE = 3400;

    private static final int COARSE = 4;
    private static final int CAPACITY = MAX_LAG + 5760 * 2 + STRETCHABLE;

    private final short[] samples = new short[CAPACITY];
    private int from = MAX_LAG;
    private int to = MAX_LAG;

    int length() {
        return to - from;
    }

    /** Adds what was decoded, without its first {@code skip} samples. */
    void add(short[] decoded, int skip, int count) {
        makeRoom(count - skip);
        System.arraycopy(decoded, skip, samples, to, count - skip);
        to += count - skip;
    }

    /** Takes the next {@code count}, of which there are enough. */
    void take(short[] out, int count) {
        System.arraycopy(samples, from, out, 0, count);
        from += count;
    }

    /** Forgets what waits. */
    void clear() {
        to = from;
    }

    private void makeRoom(int count) {
        if (to + count > CAPACITY) {
            int keep = from - MAX_LAG;
            System.arraycopy(samples, keep, samples, 0, to - keep);
            from -= keep;
            to -= keep;
        }
    }

    /**
     * Leaves one period out, if {@link #STRETCHABLE} samples wait and they are as periodic as asked for, or silent.
     *
     * @param likeness of neighbouring periods, 0 (anything goes) to 1
     * @return how many samples were left out; 0 if none
     */
    int shorten(double likeness) {
        int lag = length() < STRETCHABLE ? 0 : lag(from, 1, likeness);
        if (lag > 0) {
            // The past moves along, so that it stays what was played last.
            System.arraycopy(samples, from - MAX_LAG, samples, from + lag - MAX_LAG, MAX_LAG);
            blend(from, from + lag, from + lag, lag);
            from += lag;
        }
        return lag;
    }

    /**
     * Repeats one period, if {@link #STRETCHABLE} samples wait and they are as periodic as asked for, or silent.
     *
     * @param likeness of neighbouring periods, 0 (anything goes) to 1
     * @return how many samples were added; 0 if none
     */
    int lengthen(double likeness) {
        int lag = length() < STRETCHABLE ? 0 : lag(from, -1, likeness);
        if (lag > 0) {
            makeRoom(lag);
            System.arraycopy(samples, from, samples, from + lag, to - from);
            to += lag;
            // Begins as what comes next, ends as what came last: both seams are smooth.
            blend(from + lag, from - lag, from, lag);
        }
        return lag;
    }

    /** Fades from one to the other into a third place, which may be the second. */
    private void blend(int first, int second, int into, int count) {
        for (int i = 0; i < count; i++) {
            double share = (i + 1.0) / (count + 1);
            samples[into + i] = (short) Math.round(samples[first + i] * (1 - share) + samples[second + i] * share);
        }
    }

    /** The period at this place, looking forwards (1) or backwards (-1); 0 if there is none. */
    private int lag(int at, int direction, double likeness) {
        double power = power(at);
        if (power < SILENCE) {
            return MAX_LAG;
        }
        int best = MIN_LAG;
        double most = -1;
        for (int lag = MIN_LAG; lag <= MAX_LAG; lag += COARSE) {
            double correlation = correlation(at, at + direction * lag, COARSE);
            if (correlation > most) {
                most = correlation;
                best = lag;
            }
        }
        int low = Math.max(MIN_LAG, best - COARSE + 1);
        int high = Math.min(MAX_LAG, best + COARSE - 1);
        most = -1;
        for (int lag = low; lag <= high; lag++) {
            double correlation = correlation(at, at + direction * lag, 1);
            if (correlation > most) {
                most = correlation;
                best = lag;
            }
        }
        return most >= likeness ? best : 0;
    }

    private double power(int at) {
        long sum = 0;
        for (int i = at; i < at + WINDOW; i++) {
            sum += samples[i] * samples[i];
        }
        return (double) sum / WINDOW;
    }

    private double correlation(int a, int b, int step) {
        long product = 0;
        long powerA = 1;
        long powerB = 1;
        for (int i = 0; i < WINDOW; i += step) {
            int x = samples[a + i];
            int y = samples[b + i];
            product += (long) x * y;
            powerA += (long) x * x;
            powerB += (long) y * y;
        }
        return product / Math.sqrt((double) powerA * powerB);
    }
}

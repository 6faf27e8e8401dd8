package dev.parley.desktop.playout;

import java.util.Arrays;

/**
 * Says when to play a little faster or slower, so that sound waits as long as it should. What counts is the shortest wait
 * of the last 200 ms: speakers take sound in bursts, and at the end of a burst is where it runs out.
 *
 * <p>Thread: one.
 */
final class Pace {
    private static final long MILLI = AudioDelay.MILLI;
    private static final int PULLS = 20;
    private static final long NANOS_PER_SAMPLE_TIMES_3 = 62_500;

    /** More than one period may take, so that it never goes back and forth. */
    private static final long TOO_MUCH = 10 * MILLI;

    private static final long TOO_LITTLE = 5 * MILLI;

    /** Pulls between two changes while there is no hurry. */
    private static final int CALM = 6;

    private static final long HURRY = 60 * MILLI;

    private final long[] waits = new long[PULLS];
    private int pulls;
    private int since;

    /** Sound begins anew. */
    void restart() {
        pulls = 0;
        since = 0;
    }

    /** 10 ms are about to be played, which waited for this long. */
    void pulled(long waitNanos) {
        waits[pulls % PULLS] = waitNanos;
        pulls++;
        since++;
    }

    /** How periodic sound must be to be shortened now, 0 to 1; more than 1 if it need not be shortened. */
    double shorten(long targetNanos) {
        long excess = shortest() - targetNanos;
        if (pulls < PULLS || excess <= TOO_MUCH || (since < CALM && excess < HURRY)) {
            return 2;
        }
        return likeness(excess);
    }

    /** The same for lengthening. */
    double lengthen(long targetNanos) {
        long lack = targetNanos - shortest();
        if (pulls < PULLS || lack <= TOO_LITTLE || (since < CALM && lack < HURRY)) {
            return 2;
        }
        return likeness(lack);
    }

    /** The further off, the less it matters how it sounds. */
    private static double likeness(long error) {
        return Math.clamp(0.9 - 0.9 * (error - TOO_MUCH) / (300 * MILLI), 0, 0.9);
    }

    /** Sound was made longer by so many samples, or shorter. */
    void changed(int samples) {
        since = 0;
        for (int i = 0; i < PULLS; i++) {
            waits[i] += samples * NANOS_PER_SAMPLE_TIMES_3 / 3;
        }
    }

    private long shortest() {
        return Arrays.stream(waits, 0, Math.min(pulls, PULLS)).min().orElse(0);
    }
}

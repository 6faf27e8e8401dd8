package dev.parley.sfu.observer;

/**
 * How much somebody speaks, over three lengths of time: a tenth of a second by its loudest part, the same by its active
 * parts, and a second, after Volfin and Cohen, "Dominant speaker identification for multipoint videoconferencing" (2013),
 * section II. Each length counts in how many of its parts the one below was active.
 */
final class SpeechActivity {
    /** Steps of the immediate scale. */
    private static final int STEPS = 13;

    private static final int STEP = (Levels.LOUDEST + STEPS - 1) / STEPS;
    private static final int IMMEDIATES_IN_MEDIUM = 5;
    private static final int MEDIUMS_IN_LONG = 10;
    private static final int FRAMES = IMMEDIATES_IN_MEDIUM * MEDIUMS_IN_LONG;

    /** An immediate part is active above this many steps: from -47 dBov on. */
    private static final int IMMEDIATE_ACTIVE = 7;

    /** A medium part is active with at least this many active immediate ones. */
    private static final int MEDIUM_ACTIVE = 4;

    /** One frame of the scale: packets of sound are mostly as long. */
    private static final long FRAME_NANOS = 20_000_000L;

    /** The network bunches packets, and some are 60 ms long: for so many frames the last level goes on. */
    private static final int HELD_FRAMES = 3;

    /** How likely an active part is by chance, and how steeply more of them count: the paper's table I, for levels of packets. */
    private static final double CHANCE = 0.5;

    private static final double IMMEDIATE_STEEPNESS = 0.78;
    private static final double MEDIUM_STEEPNESS = 24;
    private static final double LONG_STEEPNESS = 47;

    /** A score is never less, so that quotients of scores exist. */
    static final double LEAST = 1e-10;

    /** Noise is what sounds also in the softest moment of so many frames, or twice as many: words have pauses between. */
    private static final int NOISE_FRAMES = 75;

    /** A steady sound that is louder than this (-37 dBov) is no noise of a room. */
    private static final int LOUDEST_NOISE = 90;

    private final int[] frames = new int[FRAMES];
    private int softest = Levels.LOUDEST;
    private int softestBefore = Levels.LOUDEST;
    private long softestSinceFrame;
    private boolean begun;
    private long newestFrame;
    private long heardFrame;
    private int heardSteps;
    private double immediate = LEAST;
    private double medium = LEAST;
    private double longTime = LEAST;
    private int activeMediums;

    /**
     * A packet of sound came.
     *
     * @param level 0 (silence) to 127
     */
    void heard(int level, long nowNanos) {
        advance(nowNanos);
        heardSteps = level < noise(level) + STEP ? 0 : level / STEP;
        heardFrame = newestFrame;
        int at = slot(newestFrame);
        frames[at] = Math.max(frames[at], heardSteps);
    }

    /** The level of what is heard all the time. */
    private int noise(int level) {
        if (newestFrame - softestSinceFrame >= NOISE_FRAMES) {
            softestSinceFrame = newestFrame;
            softestBefore = softest;
            softest = Levels.LOUDEST;
        }
        softest = Math.min(softest, level);
        return Math.min(Math.min(softest, softestBefore), LOUDEST_NOISE);
    }

    /** Frames in which nothing came are as the one before, and after a while silent. */
    private void advance(long nowNanos) {
        long frame = Math.floorDiv(nowNanos, FRAME_NANOS);
        if (!begun) {
            begun = true;
            newestFrame = frame;
            heardFrame = frame;
            softestSinceFrame = frame;
        }
        for (long each = Math.max(newestFrame, frame - FRAMES) + 1; each <= frame; each++) {
            frames[slot(each)] = each - heardFrame <= HELD_FRAMES ? heardSteps : 0;
        }
        newestFrame = Math.max(frame, newestFrame);
    }

    private static int slot(long frame) {
        return Math.floorMod(frame, FRAMES);
    }

    /** Looks again at all three lengths. */
    void evaluate(long nowNanos) {
        advance(nowNanos);
        int loudest = 0;
        int newestActive = 0;
        activeMediums = 0;
        for (int i = 0; i < MEDIUMS_IN_LONG; i++) {
            int active = 0;
            for (int j = 0; j < IMMEDIATES_IN_MEDIUM; j++) {
                int steps = frames[slot(newestFrame - (long) i * IMMEDIATES_IN_MEDIUM - j)];
                active += steps > IMMEDIATE_ACTIVE ? 1 : 0;
                loudest = i == 0 ? Math.max(loudest, steps) : loudest;
            }
            newestActive = i == 0 ? active : newestActive;
            activeMediums += active >= MEDIUM_ACTIVE ? 1 : 0;
        }
        immediate = score(loudest, STEPS, IMMEDIATE_STEEPNESS);
        medium = score(newestActive, IMMEDIATES_IN_MEDIUM, MEDIUM_STEEPNESS);
        longTime = score(activeMediums, MEDIUMS_IN_LONG, LONG_STEEPNESS);
    }

    /** The logarithm of how much likelier speech is than silence, for so many active parts of all (equation 8). */
    static double score(int active, int parts, double steepness) {
        double log = logChoose(parts, active)
                + active * Math.log(CHANCE)
                + (parts - active) * Math.log(1 - CHANCE)
                - Math.log(steepness)
                + steepness * active;
        return Math.max(log, LEAST);
    }

    private static double logChoose(int n, int k) {
        double result = 0;
        for (int i = 1; i <= k; i++) {
            result += Math.log((double) (n - k + i) / i);
        }
        return result;
    }

    /** By the loudest moment of the last tenth of a second. */
    double immediate() {
        return immediate;
    }

    /** By how much of the last tenth of a second was loud. */
    double medium() {
        return medium;
    }

    /** By how many tenths of the last second were. */
    double longTime() {
        return longTime;
    }

    /** For how many tenths of the last second there was speech. */
    int tenthsSpoken() {
        return activeMediums;
    }
}

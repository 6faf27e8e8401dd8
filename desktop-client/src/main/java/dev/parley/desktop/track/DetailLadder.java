package dev.parley.desktop.track;

/**
 * For pictures of letters: they keep their size for as long as they can, and the frame rate gives way. Only when there are
 * no more than a few pictures a second is the size made smaller.
 */
final class DetailLadder implements Ladder {
    /** Pictures a second, from the best on. */
    private static final double[] FRAMES = {15, 10, 5};

    /** Of the source's size, in eighths, once the frame rate is the lowest. */
    private static final int[] EIGHTHS = {8, 6, 4};

    /** Pixels of 1080 rows. */
    private static final double FULL = 1920.0 * 1080;
    /** Bits per second that 1080 rows take at each frame rate to stay legible while somebody scrolls; and at most. */
    private static final double[] FLOORS = {900_000, 550_000, 250_000};

    private static final double CEILING = 2_500_000;
    /** Bits grow slower than pixels. */
    private static final double POWER = 0.75;
    /** To step up again, because what swings is worse than what is low. */
    private static final double STEP_UP = 1.3;

    private static final long PLENTY_FOR = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int STEPS = FRAMES.length + EIGHTHS.length - 1;

    private int at = -1;
    private int highest;
    private long plentySince = NEVER;

    @Override
    public Step step(long bitsPerSecond, int width, int height, long nowNanos) {
        double part = Math.pow(width * (double) height / FULL, POWER);
        if (at < 0) {
            at = affordable(bitsPerSecond, part, 1);
        }
        int least = affordable(bitsPerSecond, part, 1);
        int better = Math.max(highest, affordable(bitsPerSecond, part, STEP_UP));
        at = Math.max(at, Math.max(least, highest));
        if (better >= at) {
            plentySince = NEVER;
        } else if (plentySince == NEVER) {
            plentySince = nowNanos;
        } else if (nowNanos - plentySince >= PLENTY_FOR) {
            at = better;
            plentySince = NEVER;
        }
        int eighths = EIGHTHS[Math.max(0, at - FRAMES.length + 1)];
        double frames = FRAMES[Math.min(at, FRAMES.length - 1)];
        long most = Math.round(CEILING * Math.max(part, 0.2));
        return new Step(
                even(width * eighths / 8.0), even(height * eighths / 8.0), frames, Math.min(bitsPerSecond, most));
    }

    @Override
    public void tooLarge() {
        highest = Math.min(STEPS - 1, Math.max(at, 0) + 1);
    }

    @Override
    public void timeToSpare() {
        highest = Math.max(0, highest - 1);
    }

    @Override
    public boolean heldBack() {
        return highest > 0;
    }

    private static int affordable(long bitsPerSecond, double part, double factor) {
        int step = 0;
        while (step < STEPS - 1 && bitsPerSecond < factor * floor(step, part)) {
            step++;
        }
        return step;
    }

    private static double floor(int step, double part) {
        double smaller = EIGHTHS[Math.max(0, step - FRAMES.length + 1)] / 8.0;
        return FLOORS[Math.min(step, FLOORS.length - 1)] * part * Math.pow(smaller, 2 * POWER);
    }

    private static int even(double size) {
        return Math.max(2, (int) Math.round(size / 2) * 2);
    }
}

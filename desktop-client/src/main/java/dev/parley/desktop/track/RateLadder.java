package dev.parley.desktop.track;

/**
 * Which size and frame rate a bitrate is good for. When it falls, the quantizer gives way first, by the encoder itself,
 * then the frame rate, then the size. It steps down at once and up only when there is plenty for a while, because each
 * other size costs a key frame.
 *
 * <p>Not thread-safe. All times are passed in.
 */
final class RateLadder implements Ladder {
    /** Of the source's size, in eighths. */
    private static final int[] EIGHTHS = {8, 6, 4, 3, 2};

    private static final int FULL_HEIGHT = 720;
    private static final int SMALLEST_HEIGHT = 90;
    /** Bits per second below which 720p gives way, and above which more is wasted. */
    private static final double FLOOR = 800_000;

    private static final double CEILING = 2_500_000;
    /** Bits grow slower than pixels, which grow with the power 2 of the height. */
    private static final double FLOOR_POWER = 1.7;

    private static final double CEILING_POWER = 1.3;
    /** Of the floor of a size: to step up to it, to leave its lower frame rate, to take to it. */
    private static final double STEP_UP = 1.3;

    private static final double FULL_RATE = 1.25;
    private static final double LOWER_RATE = 1.12;

    private static final double FULL_FRAMES = 30;
    private static final double LOWER_FRAMES = 20;
    private static final double LEAST_FRAMES = 5;
    private static final long PLENTY_FOR = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final int best;
    private int level = -1;
    private int highest;
    private boolean lowerRate;
    private long plentySince = NEVER;

    /** Up to the whole size. */
    RateLadder() {
        this(0);
    }

    private RateLadder(int best) {
        this.best = best;
        highest = best;
    }

    /** Up to the next size below the whole. */
    static RateLadder belowTheWhole() {
        return new RateLadder(1);
    }

    @Override
    public Step step(long bitsPerSecond, int width, int height, long nowNanos) {
        if (level < 0) {
            level = affordable(bitsPerSecond, height, 1);
        }
        while (level < lowest(height) && bitsPerSecond < floor(height, level)) {
            level++;
            lowerRate = false;
        }
        level = Math.clamp(level, highest, Math.max(highest, lowest(height)));
        int better = Math.max(highest, affordable(bitsPerSecond, height, STEP_UP));
        if (better >= level) {
            plentySince = NEVER;
        } else if (plentySince == NEVER) {
            plentySince = nowNanos;
        } else if (nowNanos - plentySince >= PLENTY_FOR) {
            level = better;
            lowerRate = false;
            plentySince = NEVER;
        }
        double floor = floor(height, level);
        lowerRate = bitsPerSecond < (lowerRate ? FULL_RATE : LOWER_RATE) * floor;
        double frames = lowerRate ? LOWER_FRAMES : FULL_FRAMES;
        if (bitsPerSecond < floor) {
            frames = Math.clamp(LOWER_FRAMES * bitsPerSecond / floor, LEAST_FRAMES, LOWER_FRAMES);
        }
        double scale = scale(height, level);
        int outHeight = even(height * scale);
        long most = Math.round(CEILING * Math.pow(Math.min(1, (double) outHeight / FULL_HEIGHT), CEILING_POWER));
        return new Step(even(width * scale), outHeight, frames, Math.min(bitsPerSecond, most));
    }

    @Override
    public void tooLarge() {
        highest = Math.min(EIGHTHS.length - 1, Math.max(level, 0) + 1);
    }

    @Override
    public void timeToSpare() {
        highest = Math.max(best, highest - 1);
    }

    @Override
    public boolean heldBack() {
        return highest > best;
    }

    private int affordable(long bitsPerSecond, int height, double factor) {
        int at = 0;
        while (at < lowest(height) && bitsPerSecond < factor * floor(height, at)) {
            at++;
        }
        return at;
    }

    private static int lowest(int height) {
        int at = EIGHTHS.length - 1;
        while (at > 0 && height * scale(height, at) < SMALLEST_HEIGHT) {
            at--;
        }
        return at;
    }

    private static double scale(int height, int level) {
        return Math.min(1, (double) FULL_HEIGHT / height) * EIGHTHS[level] / 8;
    }

    private static double floor(int height, int level) {
        return FLOOR * Math.pow(height * scale(height, level) / FULL_HEIGHT, FLOOR_POWER);
    }

    private static int even(double size) {
        return Math.max(2, (int) Math.round(size / 2) * 2);
    }
}

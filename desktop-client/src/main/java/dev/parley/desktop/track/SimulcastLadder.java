package dev.parley.desktop.track;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of several sizes a bitrate is good for, and how it is shared out among them: from the smallest size on each gets
 * what it can use, and what is left goes to the next if it is enough for that. The smallest is always sent. What would be
 * left over because it is not enough for the next size makes the highest that is sent larger, but never as large as the
 * next.
 *
 * <p>Not thread-safe.
 */
final class SimulcastLadder implements Sizes {
    /** Of a picture's shorter side: larger ones are made smaller first. */
    private static final int FULL_SIDE = 720;

    private static final double FULL_FRAMES = 30;
    /** Below this the smallest size has fewer pictures a second instead of worse ones. */
    private static final double SMALLEST_FULL = 60_000;

    private static final double LEAST_FRAMES = 5;
    /** Of the least rate of a size, to begin with it: each beginning costs a key frame. */
    private static final double TO_BEGIN = 1.2;

    private final int count;
    private int manageable;
    private int highest;
    private RateLadder between = RateLadder.belowTheWhole();
    private boolean enlarged;
    private boolean mayEnlarge = true;

    /** @param count of the sizes that the others know of, the smallest first */
    SimulcastLadder(int count) {
        this.count = count;
        manageable = count - 1;
    }

    @Override
    public List<Ladder.Step> steps(long bitsPerSecond, int wanted, int width, int height, long nowNanos) {
        int shortSide = Math.min(width, height);
        double scale = Math.min(1, (double) FULL_SIDE / shortSide);
        List<CameraLayers.Layer> layers = CameraLayers.of(shortSide);
        int top = Math.min(Math.min(wanted, manageable), layers.size() - 1);
        List<Ladder.Step> steps = new ArrayList<>(count);
        long left = bitsPerSecond;
        boolean enough = true;
        int reached = 0;
        for (int i = 0; i < Math.min(count, layers.size()); i++) {
            CameraLayers.Layer layer = layers.get(i);
            double least = i == 0 ? 0 : layer.least() * (i > highest ? TO_BEGIN : 1);
            enough = enough && i <= Math.max(0, top) && left >= least;
            long bits = enough ? Math.min(Math.max(left, 1), layer.most()) : 0;
            left -= bits;
            reached = enough ? i : reached;
            double frames =
                    i == 0 ? Math.clamp(FULL_FRAMES * bits / SMALLEST_FULL, LEAST_FRAMES, FULL_FRAMES) : FULL_FRAMES;
            steps.add(sized(width, height, scale / layer.divisor(), frames, bits));
        }
        if (reached != highest) {
            between = RateLadder.belowTheWhole();
            highest = reached;
        }
        enlarged = false;
        if (mayEnlarge && reached < top) {
            enlarge(steps, layers, left, width, height, nowNanos);
        }
        return steps;
    }

    /** The highest size that is sent takes what is left, and is as large as all its bits are good for. */
    private void enlarge(
            List<Ladder.Step> steps, List<CameraLayers.Layer> layers, long left, int width, int height, long nowNanos) {
        int shortSide = Math.min(width, height);
        double next = Math.min(shortSide, FULL_SIDE)
                / (double) layers.get(highest + 1).divisor();
        Ladder.Step present = steps.get(highest);
        Ladder.Step larger = between.step(present.bitsPerSecond() + left, even(next), even(next), nowNanos);
        if (larger.height() > Math.min(present.width(), present.height())) {
            enlarged = true;
            steps.set(
                    highest,
                    sized(
                            width,
                            height,
                            larger.height() / (double) shortSide,
                            larger.framesPerSecond(),
                            larger.bitsPerSecond()));
        }
    }

    private static Ladder.Step sized(int width, int height, double scale, double framesPerSecond, long bits) {
        return new Ladder.Step(even(width * scale), even(height * scale), framesPerSecond, bits);
    }

    /** What is left to smaller sizes takes about a quarter of the time. */
    @Override
    public void tooLarge() {
        if (enlarged) {
            mayEnlarge = false;
        } else {
            manageable = Math.max(0, highest - 1);
        }
    }

    @Override
    public void timeToSpare() {
        if (manageable < count - 1) {
            manageable++;
        } else {
            mayEnlarge = true;
        }
    }

    @Override
    public boolean heldBack() {
        return manageable < count - 1 || !mayEnlarge;
    }

    private static int even(double size) {
        return Math.max(2, (int) Math.round(size / 2) * 2);
    }
}

package dev.parley.sfu.browser;

import java.nio.file.Path;
import java.util.List;

/**
 * A clip whose every frame shows its own number, large enough to survive coding: eight blocks for the bits, and below
 * them their complements in reverse order, so that a picture patched together from two frames shows no number at all.
 */
final class CounterClip {
    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    /** The numbers 0 to 255, shown in 8.5 s, then again from 0. */
    static final int FRAMES = 256;

    /** A longer step is one back: the numbers are a circle. How long a picture stood still is nothing that this can tell. */
    static final int LONGEST_STEP_FORWARD = FRAMES / 2 - 1;

    private static final int BITS = 8;
    private static final byte BLACK = 16;
    private static final byte WHITE = (byte) 235;

    private CounterClip() {}

    static Path file() {
        return Y4mFile.make("counter", WIDTH, HEIGHT, 30, FRAMES, CounterClip::paint);
    }

    private static void paint(int frame, byte[] luminance) {
        for (int y = 0; y < HEIGHT; y++) {
            boolean upper = y < HEIGHT / 2;
            for (int x = 0; x < WIDTH; x++) {
                int column = x * BITS / WIDTH;
                int bit = upper ? column : BITS - 1 - column;
                boolean one = (frame >> bit & 1) == 1;
                luminance[y * WIDTH + x] = one == upper ? WHITE : BLACK;
            }
        }
    }

    /** How far the clip went on between two frames shown one after the other: 0 to 255. */
    static int step(int before, int after) {
        return Math.floorMod(after - before, FRAMES);
    }

    /** The largest and the summed step of the frames shown; a step back shows as one of nearly {@link #FRAMES}. */
    static Progress progress(List<Integer> counters) {
        int largest = 0;
        int sum = 0;
        for (int i = 1; i < counters.size(); i++) {
            int step = step(counters.get(i - 1), counters.get(i));
            largest = Math.max(largest, step);
            sum += step;
        }
        return new Progress(largest, sum);
    }

    record Progress(int largestStep, int sum) {}
}

package dev.parley.sfu.browser;

import java.nio.file.Path;

/** A small clip of a bright bar that wanders over a dark ramp: enough to tell a living picture, and cheap to encode. */
final class MovingClip {
    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    /** Shown in 4 s, then again. */
    private static final int FRAMES = 40;

    /** Ten a second tell what there is to tell, and leave a machine of two cores time for four people. */
    private static final int FRAMES_PER_SECOND = 10;

    private static final int BAR = 32;
    private static final byte WHITE = (byte) 235;

    private MovingClip() {}

    static Path file() {
        return Y4mFile.make("moving", WIDTH, HEIGHT, FRAMES_PER_SECOND, FRAMES, MovingClip::paint);
    }

    private static void paint(int frame, byte[] luminance) {
        int bar = frame * WIDTH / FRAMES;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inBar = Math.floorMod(x - bar, WIDTH) < BAR;
                luminance[y * WIDTH + x] = inBar ? WHITE : (byte) (32 + y / 2);
            }
        }
    }
}

package dev.parley.sfu.browser;

import java.nio.file.Path;
import java.util.SplittableRandom;

/** A clip that costs many bits: coarse noise at 1280x720 that moves at a pace of its own in every band. */
final class BusyClip {
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;
    private static final int FRAMES = 60;
    /** Side of a noise block in pixels: fine enough to be expensive, coarse enough to survive coding. */
    private static final int GRAIN = 8;

    private static final int COLUMNS = WIDTH / GRAIN;
    private static final int ROWS = HEIGHT / GRAIN;

    private BusyClip() {}

    static Path file() {
        var random = new SplittableRandom(720);
        byte[] noise = new byte[COLUMNS * ROWS];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt(16, 236);
        }
        return Y4mFile.make("busy", WIDTH, HEIGHT, FRAMES, (frame, luminance) -> paint(frame, noise, luminance));
    }

    private static void paint(int frame, byte[] noise, byte[] luminance) {
        for (int y = 0; y < HEIGHT; y++) {
            int row = y / GRAIN;
            int shift = frame * (1 + row % 5) * 3;
            for (int x = 0; x < WIDTH; x++) {
                int column = (x + shift) % WIDTH / GRAIN;
                luminance[y * WIDTH + x] = noise[row * COLUMNS + column];
            }
        }
    }
}

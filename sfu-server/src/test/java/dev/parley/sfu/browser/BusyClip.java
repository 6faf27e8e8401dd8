package dev.parley.sfu.browser;

import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A clip that takes the bits it is given and still looks fine at 1280x720: coarse blocks that move at a pace of their
 * own in every band, under faint noise that is new in every frame.
 */
final class BusyClip {
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;
    private static final int FRAMES = 60;
    /** Side of a block in pixels: a multiple of a macroblock's 16, so that an encoder can follow the movement. */
    private static final int GRAIN = 48;

    private static final int COLUMNS = WIDTH / GRAIN + 1;
    private static final int ROWS = HEIGHT / GRAIN;
    /** In steps of luminance: seen by an encoder that has bits to spare, dropped by one that has not. */
    private static final int NOISE = 5;

    private BusyClip() {}

    static Path file() {
        var random = new SplittableRandom(720);
        byte[] blocks = new byte[COLUMNS * ROWS];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = (byte) random.nextInt(16 + NOISE, 236 - NOISE);
        }
        return Y4mFile.make("busy", WIDTH, HEIGHT, 30, FRAMES, (frame, luminance) -> {
            paint(frame, blocks, luminance);
            for (int i = 0; i < luminance.length; i++) {
                luminance[i] += (byte) random.nextInt(-NOISE, NOISE + 1);
            }
        });
    }

    private static void paint(int frame, byte[] blocks, byte[] luminance) {
        for (int y = 0; y < HEIGHT; y++) {
            int row = y / GRAIN;
            int shift = frame * (1 + row % 3) * 2;
            for (int x = 0; x < WIDTH; x++) {
                int column = (x + shift) % WIDTH / GRAIN;
                luminance[y * WIDTH + x] = blocks[row * COLUMNS + column];
            }
        }
    }
}

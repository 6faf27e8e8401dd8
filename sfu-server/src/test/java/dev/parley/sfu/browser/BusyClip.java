package dev.parley.sfu.browser;

import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A clip that takes the bits it is given and still looks fine: coarse blocks that move at a pace of their
 * own in every band, under faint noise that is new in every frame.
 */
final class BusyClip {
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;
    private static final int FRAMES = 60;
    /** Side of a block in pixels: a multiple of a macroblock's 16, so that an encoder can follow the movement. */
    private static final int GRAIN = 48;

    /** In steps of luminance: seen by an encoder that has bits to spare, dropped by one that has not. */
    private static final int NOISE = 5;

    private BusyClip() {}

    /** 1280x720 at 30 pictures a second. */
    static Path file() {
        return of(WIDTH, HEIGHT, 30);
    }

    /** In another size. */
    static Path of(int width, int height, int framesPerSecond) {
        var random = new SplittableRandom(720);
        int columns = width / GRAIN + 1;
        byte[] blocks = new byte[columns * (height / GRAIN + 1)];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = (byte) random.nextInt(16 + NOISE, 236 - NOISE);
        }
        return Y4mFile.make("busy", width, height, framesPerSecond, FRAMES, (frame, luminance) -> {
            paint(frame, blocks, width, luminance);
            for (int i = 0; i < luminance.length; i++) {
                luminance[i] += (byte) random.nextInt(-NOISE, NOISE + 1);
            }
        });
    }

    private static void paint(int frame, byte[] blocks, int width, byte[] luminance) {
        for (int y = 0; y < luminance.length / width; y++) {
            int row = y / GRAIN;
            int shift = frame * (1 + row % 3) * 2;
            for (int x = 0; x < width; x++) {
                int column = (x + shift) % width / GRAIN;
                luminance[y * width + x] = blocks[row * (width / GRAIN + 1) + column];
            }
        }
    }
}

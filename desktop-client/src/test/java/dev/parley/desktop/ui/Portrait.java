package dev.parley.desktop.ui;

import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PicturePool;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Pictures that look a little like somebody before a camera. */
public final class Portrait {
    private static final PicturePool POOL = new PicturePool();

    private Portrait() {}

    /** Held by the caller. Different numbers look different. */
    public static Picture of(int number, int width, int height) {
        Picture picture = POOL.take(width, height, System.nanoTime());
        MemorySegment bytes = picture.bytes();
        int cx = width / 2 + (number % 3 - 1) * width / 16;
        int head = height / 5;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int luma = 70 + 60 * y / height + 40 * x / width + (number * 37) % 40;
                double body = Math.hypot((x - cx) / 1.5, y - height * 1.05) / (height * 0.42);
                double face = Math.hypot(x - cx, (y - height * 0.42) * 0.85) / head;
                if (body < 1) {
                    luma = 60 + (number * 53) % 90;
                }
                if (face < 1) {
                    luma = 185 - (int) (40 * face);
                }
                bytes.set(ValueLayout.JAVA_BYTE, (long) y * width + x, (byte) luma);
            }
        }
        long u = (long) width * height;
        for (int y = 0; y < height / 2; y++) {
            for (int x = 0; x < width / 2; x++) {
                double body = Math.hypot((2 * x - cx) / 1.5, 2 * y - height * 1.05) / (height * 0.42);
                double face = Math.hypot(2 * x - cx, (2 * y - height * 0.42) * 0.85) / head;
                int blue = 118 + (number * 29) % 24;
                int red = 118 + (number * 43) % 24;
                if (body < 1) {
                    blue = 90 + (number * 61) % 80;
                    red = 90 + (number * 97) % 80;
                }
                if (face < 1) {
                    blue = 108;
                    red = 150;
                }
                long at = (long) y * (width / 2) + x;
                bytes.set(ValueLayout.JAVA_BYTE, u + at, (byte) blue);
                bytes.set(ValueLayout.JAVA_BYTE, u + u / 4 + at, (byte) red);
            }
        }
        return picture;
    }
}

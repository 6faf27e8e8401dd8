package dev.parley.desktop.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/** Pictures for tests: something like a person before a wall, that is, soft shapes, some grain, slow movement. */
public final class Scenes {
    private final PicturePool pool = new PicturePool();
    private final int width;
    private final int height;
    private final int loop;
    private final byte[] grain = new byte[1 << 16];

    public Scenes(int width, int height) {
        this(width, height, 0);
    }

    /** The same, which begins anew without a jump after so many pictures; 0 for never. */
    public Scenes(int width, int height, int loop) {
        this.width = width;
        this.height = height;
        this.loop = loop;
        new Random(7).nextBytes(grain);
    }

    /** Picture number {@code frame}, 30 a second, with its number drawn into the upper left sixteenth if wanted. */
    public Picture picture(int frame) {
        Picture picture = pool.take(width, height, frame * 1_000_000_000L / 30);
        byte[] row = new byte[width];
        double sway = Math.sin(loop == 0 ? frame / 20.0 : 2 * Math.PI * frame / loop) * width / 20;
        int grainOf = loop == 0 ? frame : frame % loop;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double dx = (x - width / 2.0 - sway) / (width / 5.0);
                double dy = (y - height / 1.7) / (height / 2.5);
                boolean person = dx * dx + dy * dy < 1;
                int texture = grain[(person ? (x - (int) sway) * 131 + y * 17 : x * 7 + y * 257) & 0xffff] >> 5;
                int noise = grain[(x * 31 + y * 1009 + grainOf * 7919) & 0xffff] >> 6;
                row[x] = (byte) ((person ? 150 - (int) (40 * dx) : 90 + 60 * y / height) + texture + noise);
            }
            MemorySegment.copy(row, 0, picture.bytes(), ValueLayout.JAVA_BYTE, (long) y * width, width);
        }
        long luma = (long) width * height;
        picture.bytes().asSlice(luma, luma / 4).fill((byte) 118);
        picture.bytes().asSlice(luma + luma / 4).fill((byte) 140);
        return picture;
    }

    /** The number over the whole picture. */
    public Picture number(int number) {
        Picture picture = pool.take(width, height, number * 1_000_000_000L / 30);
        CounterBlocks.paint(picture, number);
        picture.bytes().asSlice((long) width * height).fill((byte) 128);
        return picture;
    }
}

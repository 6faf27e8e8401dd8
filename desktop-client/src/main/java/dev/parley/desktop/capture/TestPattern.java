package dev.parley.desktop.capture;

import dev.parley.desktop.picture.CounterBlocks;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PicturePool;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures that show their own number, in moving colours. */
final class TestPattern implements PacedCamera.Source {
    /** Colours as differences from grey: weak ones, so that black and white stay as dark and bright as they are. */
    private static final int[] U = {-40, -28, 28, 40, 40, 0, -40, 0};

    private static final int[] V = {20, 40, 40, 20, -28, -40, -28, 0};
    private static final int GREY = 128;
    /** Pixels of chroma that the colours move by from picture to picture. */
    private static final int SPEED = 2;

    /** Its name, with size and rate: {@code test-pattern:640x360@15}. */
    static final Pattern NAME = Pattern.compile("test-pattern(?::(\\d{2,4})x(\\d{2,4}))?(?:@([1-9]\\d?))?");

    private final PicturePool pool = new PicturePool();
    private final int width;
    private final int height;
    private final byte[] u;
    private final byte[] v;
    private final byte[] ramp;
    private int number;

    TestPattern(int width, int height) {
        this.width = width;
        this.height = height;
        // Twice as wide as the picture: each picture begins further right.
        u = new byte[width];
        v = new byte[width];
        ramp = new byte[2 * width];
        for (int x = 0; x < width; x++) {
            int bar = x * 2 * U.length / width % U.length;
            u[x] = (byte) (GREY + U[bar]);
            v[x] = (byte) (GREY + V[bar]);
        }
        for (int x = 0; x < ramp.length; x++) {
            ramp[x] = (byte) (40 + x * 4 % width * 160 / width);
        }
    }

    /** As the name says. */
    static TestPattern named(Matcher name) {
        int columns = name.group(1) == null ? 1280 : Math.max(64, Integer.parseInt(name.group(1)) & ~1);
        int rows = name.group(2) == null ? 720 : Math.max(36, Integer.parseInt(name.group(2)) & ~1);
        return new TestPattern(columns, rows);
    }

    /** Pictures a second, as the name says. */
    static double rateOf(Matcher name, double usual) {
        return name.group(3) == null ? usual : Integer.parseInt(name.group(3));
    }

    @Override
    public Picture next(long timeNanos) {
        Picture picture = pool.take(width, height, timeNanos);
        CounterBlocks.paint(picture, number);
        MemorySegment bytes = picture.bytes();
        int shift = number * SPEED % (width / 2);
        // Between the two rows of blocks, where nobody reads, something that moves.
        for (int y = height * 7 / 16; y < height * 9 / 16; y++) {
            MemorySegment.copy(ramp, 2 * shift, bytes, ValueLayout.JAVA_BYTE, (long) y * width, width);
        }
        long luma = (long) width * height;
        for (int y = 0; y < height / 2; y++) {
            long at = luma + (long) y * (width / 2);
            MemorySegment.copy(u, shift, bytes, ValueLayout.JAVA_BYTE, at, width / 2);
            MemorySegment.copy(v, shift, bytes, ValueLayout.JAVA_BYTE, at + luma / 4, width / 2);
        }
        number = (number + 1) % CounterBlocks.NUMBERS;
        return picture;
    }

    @Override
    public void close() {
        // Nothing but memory.
    }
}

package dev.parley.desktop.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Scales one plane of bytes row by row. A result is the mean of four source bytes, a quarter and three quarters into its
 * source area both ways: exact for halves, without visible aliasing down to a quarter.
 *
 * <p>Thread: confined.
 */
final class PlaneScaler {
    private MemorySegment plane = MemorySegment.NULL;
    private long offset;
    private int width;
    private int height;
    private int outWidth;
    private int outHeight;
    private int[] left = {};
    private int[] right = {};
    private byte[] upper = {};
    private byte[] lower = {};

    /** From now on, this plane ({@code width * height} bytes from {@code offset}) to that size. */
    void begin(MemorySegment bytes, long offset, int width, int height, int outWidth, int outHeight) {
        plane = bytes;
        this.offset = offset;
        this.height = height;
        this.outHeight = outHeight;
        if (this.width == width && this.outWidth == outWidth) {
            return;
        }
        this.width = width;
        this.outWidth = outWidth;
        upper = new byte[width + 2 * Rows.SLACK];
        lower = new byte[width + 2 * Rows.SLACK];
        left = new int[outWidth];
        right = new int[outWidth];
        for (int x = 0; x < outWidth; x++) {
            left[x] = place(4L * x + 1, width, outWidth);
            right[x] = place(4L * x + 3, width, outWidth);
        }
    }

    private static int place(long quarters, int size, int outSize) {
        return (int) (quarters * size / (4L * outSize));
    }

    /** Writes row {@code y} of the result: {@code outWidth} bytes, and up to {@link Rows#SLACK} without meaning. */
    void row(int y, byte[] out) {
        int first = place(4L * y + 1, height, outHeight);
        int second = place(4L * y + 3, height, outHeight);
        byte[] mean = width == outWidth ? out : upper;
        fetch(first, mean);
        if (first != second) {
            fetch(second, lower);
            Rows.average(mean, lower, width);
        }
        if (width == 2 * outWidth) {
            Rows.halve(upper, out, outWidth);
        } else if (width != outWidth) {
            Rows.pick(upper, left, right, out, outWidth);
        }
    }

    private void fetch(int row, byte[] to) {
        MemorySegment.copy(plane, ValueLayout.JAVA_BYTE, offset + (long) row * width, to, 0, width);
    }
}

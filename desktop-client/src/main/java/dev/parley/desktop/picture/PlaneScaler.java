package dev.parley.desktop.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Scales one plane of bytes row by row. Made smaller, a result is the mean of four source bytes, a quarter and three
 * quarters into its source area both ways: exact for halves, without visible aliasing down to a quarter. Made larger, it
 * is interpolated between the four nearest.
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
    private boolean larger;
    private int[] left = {};
    private int[] right = {};
    private int[] share = {}; // of the right one, where it is made larger
    private byte[] upper = {};
    private byte[] lower = {};

    /** From now on, this plane ({@code width * height} bytes from {@code offset}) to that size. */
    void begin(MemorySegment bytes, long offset, int width, int height, int outWidth, int outHeight) {
        plane = bytes;
        this.offset = offset;
        this.height = height;
        this.outHeight = outHeight;
        boolean grows = outWidth > width || outHeight > height;
        if (this.width == width && this.outWidth == outWidth && larger == grows) {
            return;
        }
        this.width = width;
        this.outWidth = outWidth;
        larger = grows;
        upper = new byte[width + 2 * Rows.SLACK];
        lower = new byte[width + 2 * Rows.SLACK];
        left = new int[outWidth];
        right = new int[outWidth];
        share = new int[outWidth];
        for (int x = 0; x < outWidth; x++) {
            if (larger) {
                int between = between(x, width, outWidth);
                left[x] = between >> Rows.SHARE_BITS;
                right[x] = Math.min(left[x] + 1, width - 1);
                share[x] = between & (Rows.WHOLE - 1);
            } else {
                left[x] = place(4L * x + 1, width, outWidth);
                right[x] = place(4L * x + 3, width, outWidth);
            }
        }
    }

    /** Where the middle of a result lies between the middles of the source, in 1/{@link Rows#WHOLE}. */
    private static int between(int at, int size, int outSize) {
        long middle = (2L * at + 1) * size * Rows.WHOLE / (2L * outSize) - Rows.WHOLE / 2;
        return (int) Math.clamp(middle, 0, (size - 1L) * Rows.WHOLE);
    }

    private static int place(long quarters, int size, int outSize) {
        return (int) (quarters * size / (4L * outSize));
    }

    /** Writes row {@code y} of the result: {@code outWidth} bytes, and up to {@link Rows#SLACK} without meaning. */
    void row(int y, byte[] out) {
        if (larger) {
            interpolated(y, out);
            return;
        }
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

    private void interpolated(int y, byte[] out) {
        int between = between(y, height, outHeight);
        int row = between >> Rows.SHARE_BITS;
        int below = between & (Rows.WHOLE - 1);
        fetch(row, upper);
        if (below > 0) {
            fetch(row + 1, lower);
            Rows.blend(upper, lower, below, width);
        }
        Rows.interpolate(upper, left, right, share, out, outWidth);
    }

    private void fetch(int row, byte[] to) {
        MemorySegment.copy(plane, ValueLayout.JAVA_BYTE, offset + (long) row * width, to, 0, width);
    }
}

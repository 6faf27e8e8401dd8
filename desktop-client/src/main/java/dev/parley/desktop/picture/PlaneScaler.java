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
    private int mappedWidth;
    private byte[] upper = {};
    private byte[] lower = {};

    /** From now on, this plane ({@code width * height} bytes from {@code offset}) to that size. */
    void begin(MemorySegment bytes, long offset, int width, int height, int outWidth, int outHeight) {
        plane = bytes;
        this.offset = offset;
        this.height = height;
        this.outHeight = outHeight;
        if (this.width == width && this.outWidth == outWidth && mappedWidth == width) {
            return;
        }
        this.width = width;
        this.outWidth = outWidth;
        upper = new byte[width];
        lower = new byte[width];
        left = new int[outWidth];
        right = new int[outWidth];
        for (int x = 0; x < outWidth; x++) {
            left[x] = place(4L * x + 1, width, outWidth);
            right[x] = place(4L * x + 3, width, outWidth);
        }
        mappedWidth = width;
    }

    private static int place(long quarters, int size, int outSize) {
        return (int) (quarters * size / (4L * outSize));
    }

    /** Writes row {@code y} of the result, {@code outWidth} bytes. */
    void row(int y, byte[] out) {
        int first = place(4L * y + 1, height, outHeight);
        int second = place(4L * y + 3, height, outHeight);
        if (width == outWidth) {
            fetch(first, out);
            if (first != second) {
                fetch(second, lower);
                average(out, lower, width);
            }
            return;
        }
        fetch(first, upper);
        if (first != second) {
            fetch(second, lower);
            average(upper, lower, width);
        }
        pick(upper, left, right, out, outWidth);
    }

    private void fetch(int row, byte[] to) {
        MemorySegment.copy(plane, ValueLayout.JAVA_BYTE, offset + (long) row * width, to, 0, width);
    }

    private static void average(byte[] a, byte[] b, int length) {
        for (int i = 0; i < length; i++) {
            a[i] = (byte) (((a[i] & 0xff) + (b[i] & 0xff) + 1) >> 1);
        }
    }

    private static void pick(byte[] row, int[] left, int[] right, byte[] out, int length) {
        for (int x = 0; x < length; x++) {
            out[x] = (byte) (((row[left[x]] & 0xff) + (row[right[x]] & 0xff) + 1) >> 1);
        }
    }
}

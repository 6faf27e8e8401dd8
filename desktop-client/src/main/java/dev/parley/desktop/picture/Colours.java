package dev.parley.desktop.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Turns what cameras deliver into I420, BT.601 in limited range, as VP8 and browsers understand it.
 *
 * <p>Thread: confined; keeps rows between calls.
 */
public final class Colours {
    // The matrix in 1/256; green is what remains, so that grey stays grey.
    private static final int Y_RED = 66;
    private static final int Y_GREEN = 129;
    private static final int Y_BLUE = 25;
    private static final int U_RED = -38;
    private static final int U_GREEN = -74;
    private static final int V_GREEN = -94;
    private static final int V_BLUE = -18;
    private static final int CHROMA = 112;

    private byte[] upper = {};
    private byte[] lower = {};
    private byte[] upperLuma = {};
    private byte[] lowerLuma = {};
    private byte[] u = {};
    private byte[] v = {};

    /**
     * Fills {@code out} from three bytes a pixel: red, green, blue.
     *
     * @param in at least {@code stride * out.height()} bytes
     * @param stride bytes from row to row, at least {@code 3 * out.width()}
     */
    public void rgb24(MemorySegment in, int stride, Picture out) {
        rows(out, (y, row) -> MemorySegment.copy(in, ValueLayout.JAVA_BYTE, (long) y * stride, row, 0, row.length));
    }

    /**
     * Fills {@code out} from a number a pixel: red, green and blue in the three lower bytes, blue lowest.
     *
     * @param in at least {@code stride * out.height()} numbers
     * @param stride numbers from row to row, at least {@code out.width()}
     */
    public void rgb32(int[] in, int stride, Picture out) {
        rows(out, (y, row) -> {
            int from = y * stride;
            for (int x = 0, at = 0; at < row.length; x++, at += 3) {
                int pixel = in[from + x];
                row[at] = (byte) (pixel >> 16);
                row[at + 1] = (byte) (pixel >> 8);
                row[at + 2] = (byte) pixel;
            }
        });
    }

    private interface Source {
        /** Fills the row with three bytes a pixel. */
        void row(int y, byte[] row);
    }

    private void rows(Picture out, Source in) {
        int width = out.width();
        int height = out.height();
        prepare(width);
        MemorySegment to = out.bytes();
        long uAt = (long) width * height;
        long vAt = uAt + uAt / 4;
        for (int y = 0; y < height; y += 2) {
            in.row(y, upper);
            in.row(y + 1, lower);
            for (int x = 0; x < width; x += 2) {
                twoByTwo(x);
            }
            MemorySegment.copy(upperLuma, 0, to, ValueLayout.JAVA_BYTE, (long) y * width, width);
            MemorySegment.copy(lowerLuma, 0, to, ValueLayout.JAVA_BYTE, (long) (y + 1) * width, width);
            long chromaRow = (long) (y / 2) * (width / 2);
            MemorySegment.copy(u, 0, to, ValueLayout.JAVA_BYTE, uAt + chromaRow, width / 2);
            MemorySegment.copy(v, 0, to, ValueLayout.JAVA_BYTE, vAt + chromaRow, width / 2);
        }
    }

    private void twoByTwo(int x) {
        int at = 3 * x;
        int r0 = upper[at] & 0xff;
        int g0 = upper[at + 1] & 0xff;
        int b0 = upper[at + 2] & 0xff;
        int r1 = upper[at + 3] & 0xff;
        int g1 = upper[at + 4] & 0xff;
        int b1 = upper[at + 5] & 0xff;
        int r2 = lower[at] & 0xff;
        int g2 = lower[at + 1] & 0xff;
        int b2 = lower[at + 2] & 0xff;
        int r3 = lower[at + 3] & 0xff;
        int g3 = lower[at + 4] & 0xff;
        int b3 = lower[at + 5] & 0xff;
        upperLuma[x] = luma(r0, g0, b0);
        upperLuma[x + 1] = luma(r1, g1, b1);
        lowerLuma[x] = luma(r2, g2, b2);
        lowerLuma[x + 1] = luma(r3, g3, b3);
        int r = (r0 + r1 + r2 + r3 + 2) >> 2;
        int g = (g0 + g1 + g2 + g3 + 2) >> 2;
        int b = (b0 + b1 + b2 + b3 + 2) >> 2;
        u[x >> 1] = (byte) (((U_RED * r + U_GREEN * g + CHROMA * b + 128) >> 8) + 128);
        v[x >> 1] = (byte) (((CHROMA * r + V_GREEN * g + V_BLUE * b + 128) >> 8) + 128);
    }

    private static byte luma(int r, int g, int b) {
        return (byte) (((Y_RED * r + Y_GREEN * g + Y_BLUE * b + 128) >> 8) + 16);
    }

    private void prepare(int width) {
        if (upperLuma.length == width) {
            return;
        }
        upper = new byte[3 * width];
        lower = new byte[3 * width];
        upperLuma = new byte[width];
        lowerLuma = new byte[width];
        u = new byte[width / 2];
        v = new byte[width / 2];
    }
}

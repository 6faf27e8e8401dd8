package dev.parley.desktop.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * In Java alone: made smaller, each pixel is the mean of four places in its source area; made larger, it is interpolated.
 *
 * <p>Thread: confined; keeps rows between calls.
 */
public final class BgraConverter implements PictureConverter {
    // BT.601, limited range, in 1/1024: 255/219, and the chroma factors times 255/224.
    private static final int SHIFT = 10;
    private static final int LUMA = 1192;
    private static final int ROUNDING = 1 << (SHIFT - 1);
    private static final int RED_V = 1634;
    private static final int GREEN_U = 401;
    private static final int GREEN_V = 833;
    private static final int BLUE_U = 2066;
    private static final int OPAQUE = 0xff000000;

    private final PlaneScaler luma = new PlaneScaler();
    private final PlaneScaler chroma = new PlaneScaler();
    private byte[] row = {};
    private byte[] doubled = {};
    private int[] ys = {};
    private int[] us = {};
    private int[] vs = {};
    private int[] red = {};
    private int[] green = {};
    private int[] blue = {};
    private int[] pixels = {};

    /** As {@link #convert(Picture, MemorySegment, int, int, boolean)}, from the buffer's position on, which stays. */
    public void convert(Picture in, ByteBuffer out, int outWidth, int outHeight) {
        convert(in, MemorySegment.ofBuffer(out), outWidth, outHeight, false);
    }

    @Override
    public void convert(Picture in, MemorySegment out, int outWidth, int outHeight, boolean mirrored) {
        int width = in.width();
        int height = in.height();
        // Chroma at half of the tile's width: the eye sees no difference, and it is half of the work.
        int chromaWidth = (outWidth + 1) / 2;
        int chromaHeight = (outHeight + 1) / 2;
        prepare(outWidth);
        luma.begin(in.bytes(), 0, width, height, outWidth, outHeight);
        long u = (long) width * height;
        int y = 0;
        for (int chromaY = 0; chromaY < chromaHeight; chromaY++) {
            chroma.begin(in.bytes(), u, width / 2, height / 2, chromaWidth, chromaHeight);
            chromaRow(chromaY, chromaWidth, us);
            chroma.begin(in.bytes(), u + u / 4, width / 2, height / 2, chromaWidth, chromaHeight);
            chromaRow(chromaY, chromaWidth, vs);
            chromaTerms(outWidth, us, vs, red, green, blue);
            for (int end = Math.min(y + 2, outHeight); y < end; y++) {
                luma.row(y, row);
                Rows.widen(row, ys, outWidth);
                pixels(outWidth, ys, red, green, blue, pixels);
                if (mirrored) {
                    mirror(pixels);
                }
                MemorySegment.copy(
                        pixels, 0, out, ValueLayout.JAVA_INT_UNALIGNED, (long) y * outWidth * Integer.BYTES, outWidth);
            }
        }
    }

    private void prepare(int outWidth) {
        if (pixels.length == outWidth) {
            return;
        }
        row = new byte[outWidth + Rows.SLACK];
        doubled = new byte[outWidth + 2 * Rows.SLACK];
        ys = new int[outWidth];
        us = new int[outWidth];
        vs = new int[outWidth];
        red = new int[outWidth];
        green = new int[outWidth];
        blue = new int[outWidth];
        pixels = new int[outWidth];
    }

    private void chromaRow(int chromaY, int chromaWidth, int[] to) {
        chroma.row(chromaY, row);
        Rows.twice(row, doubled, chromaWidth);
        Rows.widen(doubled, to, to.length);
    }

    // Both loops are free of branches and of everything but ints, so that they become vector instructions.

    /** What the two colour differences add to each pixel of two rows. */
    private static void chromaTerms(int width, int[] us, int[] vs, int[] red, int[] green, int[] blue) {
        for (int x = 0; x < width; x++) {
            int u = us[x] - 128;
            int v = vs[x] - 128;
            red[x] = RED_V * v + ROUNDING;
            green[x] = -GREEN_U * u - GREEN_V * v + ROUNDING;
            blue[x] = BLUE_U * u + ROUNDING;
        }
    }

    private static void mirror(int[] row) {
        for (int left = 0, right = row.length - 1; left < right; left++, right--) {
            int pixel = row[left];
            row[left] = row[right];
            row[right] = pixel;
        }
    }

    private static void pixels(int width, int[] ys, int[] red, int[] green, int[] blue, int[] out) {
        for (int x = 0; x < width; x++) {
            int y = (ys[x] - 16) * LUMA;
            int r = Math.max(0, Math.min(255, (y + red[x]) >> SHIFT));
            int g = Math.max(0, Math.min(255, (y + green[x]) >> SHIFT));
            int b = Math.max(0, Math.min(255, (y + blue[x]) >> SHIFT));
            out[x] = OPAQUE | r << 16 | g << 8 | b;
        }
    }
}

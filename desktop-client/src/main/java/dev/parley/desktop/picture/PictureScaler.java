package dev.parley.desktop.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Makes smaller copies of pictures.
 *
 * <p>Thread: confined.
 */
public final class PictureScaler {
    private final PicturePool pool = new PicturePool();
    private final PlaneScaler luma = new PlaneScaler();
    private final PlaneScaler chroma = new PlaneScaler();
    private byte[] row = {};

    /** The picture in that size (even numbers), held by the caller, who releases it. */
    public Picture scale(Picture in, int width, int height) {
        Picture out = pool.take(width, height, in.timeNanos());
        if (row.length < width + Rows.SLACK) {
            row = new byte[width + Rows.SLACK];
        }
        long inLuma = (long) in.width() * in.height();
        long outLuma = (long) width * height;
        luma.begin(in.bytes(), 0, in.width(), in.height(), width, height);
        rows(luma, out.bytes(), 0, width, height);
        chroma.begin(in.bytes(), inLuma, in.width() / 2, in.height() / 2, width / 2, height / 2);
        rows(chroma, out.bytes(), outLuma, width / 2, height / 2);
        chroma.begin(in.bytes(), inLuma + inLuma / 4, in.width() / 2, in.height() / 2, width / 2, height / 2);
        rows(chroma, out.bytes(), outLuma + outLuma / 4, width / 2, height / 2);
        return out;
    }

    private void rows(PlaneScaler scaler, MemorySegment out, long offset, int width, int height) {
        for (int y = 0; y < height; y++) {
            scaler.row(y, row);
            MemorySegment.copy(row, 0, out, ValueLayout.JAVA_BYTE, offset + (long) y * width, width);
        }
    }
}

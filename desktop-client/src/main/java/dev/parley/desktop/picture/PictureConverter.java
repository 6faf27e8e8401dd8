package dev.parley.desktop.picture;

import java.lang.foreign.MemorySegment;

/**
 * Turns pictures into opaque BGRA (which is premultiplied BGRA too) for a window, scaled to the size of the tile on the way.
 *
 * <p>Thread: confined; keeps memory between calls.
 */
public interface PictureConverter {
    /** The fastest that this machine has. */
    static PictureConverter best() {
        return LibyuvConverter.isAvailable() ? new LibyuvConverter() : new BgraConverter();
    }

    /**
     * Fills {@code out} with {@code outWidth * outHeight} pixels of four bytes, row by row: B, G, R, 255.
     *
     * @param out at least {@code 4 * outWidth * outHeight} bytes
     * @param mirrored left and right change places
     */
    void convert(Picture in, MemorySegment out, int outWidth, int outHeight, boolean mirrored);
}

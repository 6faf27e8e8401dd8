package dev.parley.desktop.ui.picture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import javafx.geometry.Rectangle2D;

/** Makes the corners of a surface transparent, so that the picture is as round as its tile. Thread: confined. */
final class Corners {
    private static final int BYTES = 4; // of a pixel

    private double radius = -1;
    private int size;
    private int[] cover = {}; // of the top left corner's pixels, 0 to 255

    /** @param wanted radius in pixels of the surface */
    void cut(Surface surface, Rectangle2D visible, double wanted) {
        prepare(wanted);
        int left = (int) visible.getMinX();
        int top = (int) visible.getMinY();
        int right = (int) visible.getMaxX() - 1;
        int bottom = (int) visible.getMaxY() - 1;
        if (2 * size > right - left || 2 * size > bottom - top) {
            return;
        }
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int alpha = cover[y * size + x];
                if (alpha < 255) {
                    fade(surface, left + x, top + y, alpha);
                    fade(surface, right - x, top + y, alpha);
                    fade(surface, left + x, bottom - y, alpha);
                    fade(surface, right - x, bottom - y, alpha);
                }
            }
        }
    }

    private static void fade(Surface surface, int x, int y, int alpha) {
        MemorySegment bytes = surface.bytes();
        long at = ((long) y * surface.width() + x) * BYTES;
        for (int channel = 0; channel < BYTES; channel++) {
            int value = bytes.get(ValueLayout.JAVA_BYTE, at + channel) & 0xff;
            bytes.set(ValueLayout.JAVA_BYTE, at + channel, (byte) (value * alpha / 255));
        }
    }

    private void prepare(double wanted) {
        if (wanted == radius) {
            return;
        }
        radius = wanted;
        size = (int) Math.ceil(wanted);
        cover = new int[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double distance = Math.hypot(wanted - x - 0.5, wanted - y - 0.5);
                cover[y * size + x] = (int) Math.round(255 * Math.clamp(wanted - distance + 0.5, 0, 1));
            }
        }
    }
}

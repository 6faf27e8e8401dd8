package dev.parley.desktop.ui.picture;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Pixels in premultiplied BGRA that JavaFX draws without copying them first, and the part of them that is seen. */
final class Surface {
    /** Stands for the want of one. */
    static final Surface NONE = new Surface(1, 1);

    private final int width;
    private final int height;
    private final MemorySegment bytes;
    private final PixelBuffer<ByteBuffer> pixels;
    private final WritableImage image;
    private Rectangle2D visible;

    /** Both in pixels, at least 1. */
    Surface(int width, int height) {
        this.width = width;
        this.height = height;
        // On the heap: while a window is being resized many come and go, which native memory is slow to give back.
        ByteBuffer buffer = ByteBuffer.allocate(width * height * Integer.BYTES);
        bytes = MemorySegment.ofBuffer(buffer);
        pixels = new PixelBuffer<>(width, height, buffer, PixelFormat.getByteBgraPreInstance());
        image = new WritableImage(pixels);
        visible = new Rectangle2D(0, 0, width, height);
    }

    /** This one when it has that size, otherwise a new one. */
    Surface sized(int wantedWidth, int wantedHeight) {
        return wantedWidth == width && wantedHeight == height ? this : new Surface(wantedWidth, wantedHeight);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    MemorySegment bytes() {
        return bytes;
    }

    WritableImage image() {
        return image;
    }

    /** The part that is seen, in pixels. */
    Rectangle2D visible() {
        return visible;
    }

    void visible(Rectangle2D part) {
        visible = part;
    }

    /** On JavaFX's thread: what was written is to be drawn. */
    void refresh() {
        pixels.updateBuffer(buffer -> null);
    }
}

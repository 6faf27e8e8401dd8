package dev.parley.desktop.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PicturePool;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** VP8 by libvpx, one thread. */
final class LibvpxDecoder implements VideoDecoder {
    private static final Logger log = LoggerFactory.getLogger(LibvpxDecoder.class);

    // vpx_image_t, offsets in bytes.
    private static final long SHOWN_WIDTH = 24;
    private static final long SHOWN_HEIGHT = 28;
    private static final long PLANES = 48;
    private static final long STRIDES = 80;

    private final Libvpx libvpx;
    private final PicturePool pool = new PicturePool();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment context = arena.allocate(Libvpx.CONTEXT_BYTES, 16);
    private final MemorySegment iterator = arena.allocate(ADDRESS);
    private MemorySegment input = MemorySegment.NULL;
    private boolean open;

    LibvpxDecoder(Libvpx libvpx) {
        this.libvpx = libvpx;
        MemorySegment configuration = arena.allocate(12, 4); // threads, width, height: the last two by the stream
        configuration.set(JAVA_INT, 0, 1);
        int result = libvpx.initDecoder(context, configuration);
        if (result != Libvpx.OK) {
            arena.close();
            throw new IllegalStateException("vpx_codec_dec_init: " + result);
        }
        open = true;
    }

    @Override
    public @Nullable Picture decode(byte[] bytes, int offset, int length, long timeNanos) {
        if (length == 0) {
            return null; // would mean to libvpx: conceal a frame that was lost
        }
        if (input.byteSize() < length) {
            // The old one goes with the arena's end; sizes double, so that is as much again at most.
            input = arena.allocate(Math.max(32_768, Long.highestOneBit(length) * 2), 64);
        }
        MemorySegment.copy(bytes, offset, input, JAVA_BYTE, 0, length);
        int result = libvpx.decode(context, input, length);
        if (result != Libvpx.OK) {
            log.debug("vpx_codec_decode: {} for {} bytes", result, length);
            return null;
        }
        iterator.set(ADDRESS, 0, MemorySegment.NULL);
        MemorySegment image = libvpx.frame(context, iterator);
        return image.address() == 0 ? null : copy(image.reinterpret(Libvpx.IMAGE_BYTES), timeNanos);
    }

    /** The decoder's own picture is a reference for the next ones, so it cannot be lent. */
    private @Nullable Picture copy(MemorySegment image, long timeNanos) {
        int width = image.get(JAVA_INT, SHOWN_WIDTH) & ~1;
        int height = image.get(JAVA_INT, SHOWN_HEIGHT) & ~1;
        if (width == 0 || height == 0) {
            return null;
        }
        Picture picture = pool.take(width, height, timeNanos);
        MemorySegment out = picture.bytes();
        long at = 0;
        for (int plane = 0; plane < 3; plane++) {
            int columns = plane == 0 ? width : width / 2;
            int rows = plane == 0 ? height : height / 2;
            int stride = image.get(JAVA_INT, STRIDES + 4L * plane);
            MemorySegment in =
                    image.get(ADDRESS, PLANES + 8L * plane).reinterpret((long) stride * (rows - 1) + columns);
            for (int row = 0; row < rows; row++) {
                MemorySegment.copy(in, (long) row * stride, out, at, columns);
                at += columns;
            }
        }
        return picture;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            libvpx.destroy(context);
            arena.close();
        }
    }
}

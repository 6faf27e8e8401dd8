package dev.parley.desktop.codec;

import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PicturePool;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jcodec.codecs.vpx.VP8Decoder;
import org.jcodec.common.model.ColorSpace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** VP8 by JCodec: key frames only; of others it shows nothing. */
final class JcodecDecoder implements VideoDecoder {
    private static final Logger log = LoggerFactory.getLogger(JcodecDecoder.class);
    /** Bytes in front of a key frame's data: frame tag, start code, width, height (RFC 6386, section 9.1). */
    private static final int KEY_FRAME_HEADER = 10;
    /** A picture of this many pixels is decoded; more is refused, since a forged header would take all memory. */
    private static final int MAX_PIXELS = 4096 * 2304;

    private final PicturePool pool = new PicturePool();
    private org.jcodec.common.model.@Nullable Picture output;

    @Override
    public @Nullable Picture decode(byte[] bytes, int offset, int length, long timeNanos) {
        if (length <= KEY_FRAME_HEADER || (bytes[offset] & 1) != 0) {
            return null;
        }
        int width = dimension(bytes, offset + 6);
        int height = dimension(bytes, offset + 8);
        if (width < 2 || height < 2 || width * height > MAX_PIXELS) {
            return null;
        }
        try {
            // JCodec writes whole macroblocks.
            var out = output;
            int roundWidth = (width + 15) & ~15;
            int roundHeight = (height + 15) & ~15;
            if (out == null || out.getWidth() != roundWidth || out.getHeight() != roundHeight) {
                out = org.jcodec.common.model.Picture.create(roundWidth, roundHeight, ColorSpace.YUV420);
                output = out;
            }
            // A decoder keeps nothing between key frames but the sizes of its tables.
            var decoded = new VP8Decoder().decodeFrame(evenSides(bytes, offset, length, width, height), out.getData());
            return decoded == null ? null : copy(decoded, width & ~1, height & ~1, timeNanos);
        } catch (RuntimeException e) {
            log.debug("A key frame of {} bytes cannot be decoded: {}", length, e.toString());
            return null;
        }
    }

    /** JCodec cannot crop to an odd side. One more never needs another macroblock. */
    private static ByteBuffer evenSides(byte[] bytes, int offset, int length, int width, int height) {
        if ((width & 1) == 0 && (height & 1) == 0) {
            return ByteBuffer.wrap(bytes, offset, length);
        }
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        even(copy, 6);
        even(copy, 8);
        return ByteBuffer.wrap(copy);
    }

    private static void even(byte[] bytes, int at) {
        int side = (((bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8)) + 1) & ~1;
        bytes[at] = (byte) side;
        bytes[at + 1] = (byte) (side >> 8);
    }

    private static int dimension(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0x3f) << 8;
    }

    private Picture copy(org.jcodec.common.model.Picture decoded, int width, int height, long timeNanos) {
        Picture picture = pool.take(width, height, timeNanos);
        long at = 0;
        for (int plane = 0; plane < 3; plane++) {
            byte[] from = decoded.getPlaneData(plane);
            int stride = decoded.getPlaneWidth(plane);
            int columns = plane == 0 ? width : width / 2;
            int rows = plane == 0 ? height : height / 2;
            flipSign(from, from.length);
            for (int row = 0; row < rows; row++) {
                MemorySegment.copy(from, row * stride, picture.bytes(), ValueLayout.JAVA_BYTE, at, columns);
                at += columns;
            }
        }
        return picture;
    }

    /** JCodec's samples are signed: 128 less. */
    static void flipSign(byte[] samples, int length) {
        for (int i = 0; i < length; i++) {
            samples[i] ^= (byte) 0x80;
        }
    }

    @Override
    public void close() {
        output = null;
    }
}

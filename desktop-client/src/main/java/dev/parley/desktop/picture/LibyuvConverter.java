package dev.parley.desktop.picture;

import dev.onvoid.webrtc.internal.NativeLoader;
import dev.onvoid.webrtc.media.FourCC;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoBufferConverter;
import dev.onvoid.webrtc.media.video.VideoFrameBuffer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By libyuv, as webrtc-java brings it for the sound anyway: half of the processor time, and fast from the first picture. */
final class LibyuvConverter implements PictureConverter {
    private static final Logger LOG = LoggerFactory.getLogger(LibyuvConverter.class);
    private static final Cleaner CLEANER = Cleaner.create();
    private static final boolean AVAILABLE = load();

    private @Nullable NativeI420Buffer source;
    private Cleaner.@Nullable Cleanable release;
    private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

    static boolean isAvailable() {
        return AVAILABLE;
    }

    private static boolean load() {
        try {
            NativeLoader.loadLibrary("webrtc-java");
            NativeI420Buffer.allocate(2, 2).release();
            return true;
        } catch (Exception | LinkageError e) { // the library says what is missing in its own ways
            LOG.info("pictures are converted in Java: {}", e.toString());
            return false;
        }
    }

    @Override
    public void convert(Picture in, MemorySegment out, int outWidth, int outHeight, boolean mirrored) {
        NativeI420Buffer copy = copy(in);
        if (pixels.capacity() != Integer.BYTES * outWidth * outHeight) {
            pixels = ByteBuffer.allocateDirect(Integer.BYTES * outWidth * outHeight);
        }
        if (in.width() == outWidth && in.height() == outHeight) {
            toPixels(copy);
        } else {
            VideoFrameBuffer scaled = copy.cropAndScale(0, 0, in.width(), in.height(), outWidth, outHeight);
            try {
                toPixels(scaled);
            } finally {
                scaled.release();
            }
        }
        if (mirrored) {
            mirror(MemorySegment.ofBuffer(pixels), out, outWidth, outHeight);
        } else {
            MemorySegment.copy(MemorySegment.ofBuffer(pixels), 0, out, 0, pixels.capacity());
        }
    }

    private NativeI420Buffer copy(Picture in) {
        NativeI420Buffer to = source;
        if (to == null || to.getWidth() != in.width() || to.getHeight() != in.height()) {
            to = NativeI420Buffer.allocate(in.width(), in.height());
            if (release != null) {
                release.clean();
            }
            source = to;
            release = CLEANER.register(this, to::release);
        }
        long luma = (long) in.width() * in.height();
        long chroma = luma / 4;
        copy(in, 0, in.width(), to.getDataY(), to.getStrideY());
        copy(in, luma, in.width() / 2, to.getDataU(), to.getStrideU());
        copy(in, luma + chroma, in.width() / 2, to.getDataV(), to.getStrideV());
        return to;
    }

    private static void copy(Picture in, long offset, int width, ByteBuffer to, int stride) {
        MemorySegment plane = MemorySegment.ofBuffer(to);
        int height = to.capacity() / stride;
        if (stride == width) {
            MemorySegment.copy(in.bytes(), offset, plane, 0, (long) width * height);
            return;
        }
        for (int y = 0; y < height; y++) {
            MemorySegment.copy(in.bytes(), offset + (long) y * width, plane, (long) y * stride, width);
        }
    }

    private void toPixels(VideoFrameBuffer from) {
        try {
            VideoBufferConverter.convertFromI420(from, pixels, FourCC.ARGB); // in words, which is BGRA in bytes
        } catch (Exception e) {
            throw new IllegalStateException("a picture could not be converted", e);
        }
    }

    private static void mirror(MemorySegment from, MemorySegment to, int width, int height) {
        for (long y = 0; y < height; y++) {
            for (long x = 0; x < width; x++) {
                int pixel = from.get(ValueLayout.JAVA_INT_UNALIGNED, Integer.BYTES * (y * width + x));
                to.set(ValueLayout.JAVA_INT_UNALIGNED, Integer.BYTES * (y * width + width - 1 - x), pixel);
            }
        }
    }
}

package dev.parley.desktop.codec;

import dev.parley.desktop.picture.Picture;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.jcodec.codecs.vpx.RateControl;
import org.jcodec.codecs.vpx.VP8Encoder;
import org.jcodec.common.model.ColorSpace;
import org.jspecify.annotations.Nullable;

/** VP8 by JCodec: every picture a key frame, so meant for small pictures, few a second. */
final class JcodecEncoder implements VideoEncoder {
    /** Quantizers, of VP8's 0 (fine) to 127. */
    private static final int FINEST = 8;

    private static final int COARSEST = 120;

    private final Quantizer quantizer = new Quantizer();
    private final VP8Encoder encoder = new VP8Encoder(quantizer);
    private byte[] bytes = new byte[16_384];
    private long targetBytes = 3_000;
    private org.jcodec.common.model.@Nullable Picture input;

    @Override
    public void rate(long bitsPerSecond, double framesPerSecond) {
        targetBytes = Math.max(200, Math.round(bitsPerSecond / 8.0 / Math.max(1, framesPerSecond)));
    }

    @Override
    public @Nullable EncodedPicture encode(Picture picture, boolean forceKey) {
        var in = input;
        if (in == null || in.getWidth() != picture.width() || in.getHeight() != picture.height()) {
            in = org.jcodec.common.model.Picture.create(picture.width(), picture.height(), ColorSpace.YUV420J);
            input = in;
            bytes = new byte[Math.max(bytes.length, picture.width() * picture.height() * 3 / 2)];
        }
        long at = 0;
        for (int plane = 0; plane < 3; plane++) {
            byte[] to = in.getPlaneData(plane);
            int size = picture.width() * picture.height() / (plane == 0 ? 1 : 4);
            MemorySegment.copy(picture.bytes(), ValueLayout.JAVA_BYTE, at, to, 0, size);
            JcodecDecoder.flipSign(to, size);
            at += size;
        }
        ByteBuffer out = encoder.encodeFrame(in, ByteBuffer.wrap(bytes)).getData();
        int length = out.remaining();
        if (out.arrayOffset() + out.position() != 0) {
            out.get(bytes, 0, length);
        }
        quantizer.adjust(length, targetBytes);
        return new EncodedPicture(bytes, length, true, picture.width(), picture.height(), picture.timeNanos());
    }

    @Override
    public void close() {
        // Nothing native.
    }

    /** Follows the size of the last pictures: the size goes about as the reciprocal of the quantizer. */
    private static final class Quantizer implements RateControl {
        private double value = 40;

        void adjust(int length, long target) {
            double factor = Math.sqrt((double) length / target); // the root damps
            value = Math.clamp(value * Math.clamp(factor, 0.7, 1.5), FINEST, COARSEST);
        }

        @Override
        public int[] getSegmentQps() {
            return new int[] {(int) Math.round(value)};
        }

        @Override
        public int getSegment() {
            return 0;
        }

        @Override
        public void report(int bits) {
            // The whole picture counts, see adjust.
        }

        @Override
        public void reset() {
            // Goes on with the last.
        }
    }
}

package dev.parley.desktop.codec;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import org.jspecify.annotations.Nullable;

/** Thread: one at a time. */
final class ConcentusDecoder implements AudioDecoder {
    private final OpusDecoder decoder;

    ConcentusDecoder() {
        try {
            decoder = new OpusDecoder(LibOpus.SAMPLE_RATE, LibOpus.CHANNELS);
        } catch (OpusException e) {
            throw new IllegalStateException("no Opus decoder", e);
        }
    }

    @Override
    public int decode(byte[] bytes, int offset, int length, short[] out) {
        return length == 0 ? -1 : decode(bytes, offset, length, out, MAX_SAMPLES, false);
    }

    @Override
    public int recover(byte[] bytes, int offset, int length, short[] out, int samples) {
        return length == 0 ? -1 : decode(bytes, offset, length, out, samples, true);
    }

    @Override
    public int conceal(short[] out, int samples) {
        return decode(null, 0, 0, out, samples, false);
    }

    private synchronized int decode(
            byte @Nullable [] bytes, int offset, int length, short[] out, int samples, boolean fec) {
        try {
            int decoded = decoder.decode(bytes, offset, length, out, 0, samples, fec);
            return decoded <= 0 ? -1 : decoded;
        } catch (OpusException | RuntimeException | AssertionError e) { // a hostile packet trips it in many ways
            decoder.resetState();
            return -1;
        }
    }

    @Override
    public void close() {}
}

package dev.parley.desktop.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;

/** Thread: one at a time. */
final class ConcentusEncoder implements AudioEncoder {
    private final OpusEncoder encoder;

    ConcentusEncoder() {
        try {
            encoder = new OpusEncoder(LibOpus.SAMPLE_RATE, LibOpus.CHANNELS, OpusApplication.OPUS_APPLICATION_VOIP);
        } catch (OpusException e) {
            throw new IllegalStateException("no Opus encoder", e);
        }
        encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
        encoder.setComplexity(OpusSettings.COMPLEXITY);
        encoder.setUseInbandFEC(true);
        encoder.setBitrate(OpusSettings.BITS_PER_SECOND);
        encoder.setPacketLossPercent(OpusSettings.LOSS_PERCENT);
    }

    @Override
    public synchronized int encode(short[] pcm, byte[] out) {
        try {
            return encoder.encode(pcm, 0, FRAME, out, 0, MAX_BYTES);
        } catch (OpusException
                | RuntimeException
                | AssertionError e) { // its SILK part asserts what does not always hold
            encoder.resetState();
            return 0;
        }
    }

    @Override
    public synchronized void dtx(boolean on) {
        encoder.setUseDTX(on);
    }

    @Override
    public synchronized void bitrate(int bitsPerSecond) {
        encoder.setBitrate(bitsPerSecond);
    }

    @Override
    public synchronized void packetLoss(int percent) {
        encoder.setPacketLossPercent(percent);
    }

    @Override
    public void close() {}
}

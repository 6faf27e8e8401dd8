package dev.parley.desktop.codec;

import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;
import tomp2p.opuswrapper.Opus;

/** Thread: one at a time; {@link #close} may come from another. */
final class LibOpusEncoder implements AudioEncoder {
    private final Opus opus;
    private final ShortBuffer pcm =
            ByteBuffer.allocateDirect(2 * FRAME).order(ByteOrder.nativeOrder()).asShortBuffer();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(MAX_BYTES);
    private @Nullable PointerByReference state;

    LibOpusEncoder(Opus opus) {
        this.opus = opus;
        var error = IntBuffer.allocate(1);
        PointerByReference created =
                opus.opus_encoder_create(LibOpus.SAMPLE_RATE, LibOpus.CHANNELS, Opus.OPUS_APPLICATION_VOIP, error);
        if (error.get(0) != Opus.OPUS_OK || created == null) {
            throw new IllegalStateException("no Opus encoder: " + opus.opus_strerror(error.get(0)));
        }
        state = created;
        set(Opus.OPUS_SET_SIGNAL_REQUEST, Opus.OPUS_SIGNAL_VOICE);
        set(Opus.OPUS_SET_COMPLEXITY_REQUEST, OpusSettings.COMPLEXITY);
        set(Opus.OPUS_SET_INBAND_FEC_REQUEST, 1);
        bitrate(OpusSettings.BITS_PER_SECOND);
        packetLoss(OpusSettings.LOSS_PERCENT);
    }

    @Override
    public synchronized int encode(short[] samples, byte[] out) {
        if (state == null) {
            return 0;
        }
        pcm.put(0, samples, 0, FRAME);
        int length = opus.opus_encode(state, pcm, FRAME, packet, MAX_BYTES);
        if (length < 0) {
            set(Opus.OPUS_RESET_STATE);
            return 0;
        }
        packet.get(0, out, 0, length);
        return length;
    }

    @Override
    public void dtx(boolean on) {
        set(Opus.OPUS_SET_DTX_REQUEST, on ? 1 : 0);
    }

    @Override
    public void bitrate(int bitsPerSecond) {
        set(Opus.OPUS_SET_BITRATE_REQUEST, bitsPerSecond);
    }

    @Override
    public void packetLoss(int percent) {
        set(Opus.OPUS_SET_PACKET_LOSS_PERC_REQUEST, percent);
    }

    private synchronized void set(int request, Object... value) {
        if (state != null) {
            opus.opus_encoder_ctl(state, request, value);
        }
    }

    @Override
    public synchronized void close() {
        if (state != null) {
            opus.opus_encoder_destroy(state);
            state = null;
        }
    }
}

package dev.parley.desktop.codec;

import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;
import tomp2p.opuswrapper.Opus;

/** Thread: one at a time; {@link #close} may come from another. */
final class LibOpusDecoder implements AudioDecoder {
    private final Opus opus;
    private final ShortBuffer pcm = ByteBuffer.allocateDirect(2 * MAX_SAMPLES)
            .order(ByteOrder.nativeOrder())
            .asShortBuffer();
    private byte[] packet = new byte[AudioEncoder.MAX_BYTES];
    private @Nullable PointerByReference state;

    LibOpusDecoder(Opus opus) {
        this.opus = opus;
        var error = IntBuffer.allocate(1);
        PointerByReference created = opus.opus_decoder_create(LibOpus.SAMPLE_RATE, LibOpus.CHANNELS, error);
        if (error.get(0) != Opus.OPUS_OK || created == null) {
            throw new IllegalStateException("no Opus decoder: " + opus.opus_strerror(error.get(0)));
        }
        state = created;
    }

    @Override
    public synchronized int decode(byte[] bytes, int offset, int length, short[] out) {
        return length == 0 ? -1 : decode(copied(bytes, offset, length), length, out, MAX_SAMPLES, 0);
    }

    @Override
    public synchronized int recover(byte[] bytes, int offset, int length, short[] out, int samples) {
        return length == 0 ? -1 : decode(copied(bytes, offset, length), length, out, samples, 1);
    }

    @Override
    public synchronized int conceal(short[] out, int samples) {
        return decode(null, 0, out, samples, 0);
    }

    /** The library takes packets from the beginning of an array only. */
    private byte[] copied(byte[] bytes, int offset, int length) {
        if (packet.length < length) {
            packet = new byte[length];
        }
        System.arraycopy(bytes, offset, packet, 0, length);
        return packet;
    }

    private int decode(byte @Nullable [] bytes, int length, short[] out, int samples, int fec) {
        if (state == null) {
            return -1;
        }
        int decoded = opus.opus_decode(state, bytes, length, pcm, samples, fec);
        if (decoded <= 0) {
            return -1;
        }
        pcm.get(0, out, 0, decoded);
        return decoded;
    }

    @Override
    public synchronized void close() {
        if (state != null) {
            opus.opus_decoder_destroy(state);
            state = null;
        }
    }
}

package dev.parley.sfu.router;

import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import org.jspecify.annotations.Nullable;

/** A copy of a producer's packet, kept until its burst is over. One object is used for packet after packet. */
final class BurstPacket {
    /** Larger than what the ports take in. */
    private static final int BYTES = 2_048;

    private final byte[] bytes = new byte[BYTES];
    private final RtpPacket rtp = new RtpPacket();
    private final MediaPacket packet = new MediaPacket();
    private @Nullable ReceiveStream from;
    private boolean padded;

    /**
     * @param mayBePadded as {@link #padded}
     */
    void hold(MediaPacket original, ReceiveStream stream, boolean mayBePadded) {
        RtpPacket source = original.rtp();
        System.arraycopy(source.buffer(), source.offset(), bytes, 0, source.length());
        if (!rtp.wrap(bytes, 0, source.length())) {
            throw new IllegalStateException("the copy of a packet is none");
        }
        packet.show(original, rtp);
        from = stream;
        padded = mayBePadded;
    }

    /** Nothing is held, and no stream that may be over. */
    void release() {
        from = null;
    }

    /** Whether it may be made longer: sound may not. */
    boolean padded() {
        return padded;
    }

    MediaPacket packet() {
        return packet;
    }

    ReceiveStream from() {
        ReceiveStream stream = from;
        if (stream == null) {
            throw new IllegalStateException("no packet is held");
        }
        return stream;
    }
}

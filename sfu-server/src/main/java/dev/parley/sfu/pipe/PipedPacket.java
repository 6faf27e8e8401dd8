package dev.parley.sfu.pipe;

import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import org.jspecify.annotations.Nullable;

/** A copy of a packet on its way to another Worker. One object is used for packet after packet. */
final class PipedPacket {
    /** So that a slightly longer packet does not need new memory. */
    private static final int STEP = 256;

    private byte[] bytes = {};
    private int length;
    private int ssrc;
    private int streamTag;
    private long sequence;
    private boolean afterWithheld;
    private @Nullable PipeProducer to;

    /** Takes a copy; on the thread that writes. */
    void hold(MediaPacket packet, ReceiveStream from, boolean first, PipeProducer producer) {
        RtpPacket rtp = packet.rtp();
        length = rtp.length();
        if (bytes.length < length) {
            bytes = new byte[(length + STEP - 1) / STEP * STEP];
        }
        System.arraycopy(rtp.buffer(), rtp.offset(), bytes, 0, length);
        ssrc = from.ssrc();
        streamTag = from.tag();
        sequence = packet.sequence();
        afterWithheld = first;
        to = producer;
    }

    /** Gives it to the producer it is for; on the thread that reads. */
    void deliver(long nowNanos) {
        PipeProducer producer = to;
        to = null;
        if (producer != null) {
            producer.receive(this, nowNanos);
        }
    }

    /** Points {@code view} at the copy; it is good until the call that delivers it ends. */
    void show(RtpPacket view) {
        if (!view.wrap(bytes, 0, length)) {
            throw new IllegalStateException("the copy of a packet is none");
        }
    }

    /** The SSRC its publisher gave it. */
    int ssrc() {
        return ssrc;
    }

    /** {@link ReceiveStream#tag} of its stream. */
    int streamTag() {
        return streamTag;
    }

    /** Its unwrapped sequence number. */
    long sequence() {
        return sequence;
    }

    /** Whether packets before it were withheld, and it is the first that is not. */
    boolean afterWithheld() {
        return afterWithheld;
    }
}

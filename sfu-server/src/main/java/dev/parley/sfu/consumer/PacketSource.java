package dev.parley.sfu.consumer;

import dev.parley.protocol.media.MediaKind;

/** Whose packets they are. */
public interface PacketSource {
    /** Audio or video. */
    MediaKind kind();

    /** Whether it has ended: what still waits of it is not to be sent. */
    boolean closed();

    /** A packet waited for its turn too long and was forgotten: what leans on it is of no use. */
    void packetForgotten();
}

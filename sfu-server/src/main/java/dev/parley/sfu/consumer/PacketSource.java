package dev.parley.sfu.consumer;

import dev.parley.protocol.media.MediaKind;

/** Whose packets they are. */
public interface PacketSource {
    /** Audio or video. */
    MediaKind kind();

    /** A packet waited for its turn too long and was forgotten: what leans on it is of no use. */
    void packetForgotten();
}

package dev.parley.sfu.room;

import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.SignalingCodec;
import java.util.EnumMap;
import java.util.Map;

/**
 * Something that several peers are told and none has asked for. It is written once for each generation of peers, however
 * many there are.
 */
final class Announcement {
    private final ServerMessage message;
    private final Map<Generation, String> frames = new EnumMap<>(Generation.class);

    Announcement(ServerMessage message) {
        this.message = message;
    }

    /** Tells a peer, if it is of a generation that knows the message. */
    void tell(Peer peer) {
        if (message.generation() == Generation.BASE || peer.generation() == Generation.EXTENDED) {
            peer.connection().tell(frames.computeIfAbsent(peer.generation(), this::write));
        }
    }

    private String write(Generation generation) {
        return SignalingCodec.write(message, RequestId.NONE, generation);
    }
}

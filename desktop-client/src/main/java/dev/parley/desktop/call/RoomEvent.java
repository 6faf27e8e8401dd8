package dev.parley.desktop.call;

import dev.parley.protocol.signaling.Reaction;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.WaitingPeer;

/** Something that happened in the meeting, besides who came and who sends what. */
public sealed interface RoomEvent {
    /** The facts are others now. */
    record Changed(RoomFacts facts) implements RoomEvent {}

    /**
     * Something was written.
     *
     * @param news whether it was written just now, rather than before we came
     */
    record Message(RoomNews.ChatMessage message, boolean news) implements RoomEvent {}

    /** Somebody reacted without words. */
    record Reacted(String peerId, Reaction reaction) implements RoomEvent {}

    /** Somebody who was not in the queue has raised a hand. */
    record HandRaised(String peerId) implements RoomEvent {}

    /** Somebody new waits at the door. */
    record Knocked(WaitingPeer peer) implements RoomEvent {}

    /**
     * Somebody switched off our microphone, or our pictures.
     *
     * @param by who; empty when that is not known
     */
    record Silenced(LocalMedia.Device device, String by) implements RoomEvent {}
}

package dev.parley.protocol.signaling;

import java.util.List;
import java.util.Optional;

/**
 * What a peer has to know of its room besides who is there and what they send.
 *
 * @param self the peer itself
 * @param hands the ids of those whose hands are up, the first to be heard first
 * @param spotlight whom everybody sees large
 * @param chat what was said so far, as much as the peer may see, the oldest first
 * @param waiting those at the door; empty for whoever may not let them in
 * @param activeSpeaker who speaks, or spoke last, if that peer is still there
 */
public record RoomState(
        PeerInfo self,
        RoomSettings settings,
        List<String> hands,
        Optional<String> spotlight,
        List<RoomNews.ChatMessage> chat,
        List<WaitingPeer> waiting,
        Optional<String> activeSpeaker) {
    /** Copies the lists. */
    public RoomState {
        hands = List.copyOf(hands);
        chat = List.copyOf(chat);
        waiting = List.copyOf(waiting);
    }
}

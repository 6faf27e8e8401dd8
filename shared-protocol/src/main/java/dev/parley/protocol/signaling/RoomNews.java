package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Extension;
import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Omittable;
import java.util.List;
import java.util.Optional;

/**
 * What the server tells of the room as a meeting of people: no media. What answers a request is told to the others too
 * whom it concerns, without the id. All of it belongs to the extensions.
 */
public sealed interface RoomNews extends ServerMessage {
    /**
     * Hands went up or down.
     *
     * @param hands the ids of all whose hands are up, the first to be heard first
     */
    @Extension
    record HandsChanged(List<String> hands) implements RoomNews {
        /** Copies the list. */
        public HandsChanged {
            hands = List.copyOf(hands);
        }
    }

    /** A peer shows something for a moment. */
    @Extension
    record ReactionShown(String peerId, Reaction reaction) implements RoomNews {}

    /**
     * Someone said something in writing; its author is told too, as the answer.
     *
     * @param number counts up in the room; not every peer sees every number
     * @param peerId who said it, who may be gone
     * @param displayName of that peer at that time
     * @param text to be shown as text, never as markup
     * @param to the only one besides its author who sees it; absent for everybody
     * @param sentAt when the server had it, in milliseconds since 1970
     */
    @Extension
    record ChatMessage(
            long number,
            String peerId,
            @Omittable(written = true) String displayName,
            @Length(max = 2_000) String text,
            Optional<String> to,
            long sentAt)
            implements RoomNews {}

    /**
     * A peer's microphone was paused; told to that peer and as the answer. The others are told {@code producerPaused}.
     *
     * @param by who did it
     */
    @Extension
    record PeerMuted(String peerId, String by) implements RoomNews {}

    /**
     * The microphones of several were paused. Each of them is told {@code peerMuted}.
     *
     * @param peerIds whose
     */
    @Extension
    record AllMuted(List<String> peerIds) implements RoomNews {
        /** Copies the list. */
        public AllMuted {
            peerIds = List.copyOf(peerIds);
        }
    }

    /** A peer's cameras and screens were paused; told to that peer and as the answer. */
    @Extension
    record VideoStopped(String peerId, String by) implements RoomNews {}

    /**
     * Somebody was put out of the room. The others are told {@code peerLeft}, that peer {@code roomClosed}.
     *
     * @param banned whether for good
     */
    @Extension
    record PeerRemoved(String peerId, boolean banned) implements RoomNews {}

    /** The facts about a peer are others now; told to everybody, that peer included. */
    @Extension
    record PeerChanged(PeerInfo peer) implements RoomNews {}

    /**
     * Everybody sees someone else large, or nobody.
     *
     * @param peerId whom; absent for nobody
     */
    @Extension
    record SpotlightChanged(Optional<String> peerId) implements RoomNews {}

    /** The room is set up in another way now. */
    @Extension
    record RoomSettingsChanged(RoomSettings settings) implements RoomNews {}

    /**
     * Others are at the door now; told to those who may let them in.
     *
     * @param waiting all who wait, the longest first
     */
    @Extension
    record LobbyChanged(List<WaitingPeer> waiting) implements RoomNews {
        /** Copies the list. */
        public LobbyChanged {
            waiting = List.copyOf(waiting);
        }
    }

    /** The peer waits at the door. */
    @Extension
    record Knocking(String roomId) implements RoomNews {}

    /**
     * The waiting is over.
     *
     * @param admitted whether {@code joinRoom} will let the peer in now
     */
    @Extension
    record KnockAnswered(String roomId, boolean admitted) implements RoomNews {}

    /**
     * The session goes on where it was.
     *
     * @param peerId who the client is (again); what {@code connected} said on this socket is void
     * @param room all of the room as it is now, with a new secret
     * @param transports those that the peer still has
     * @param producers likewise
     * @param consumers likewise
     */
    @Extension
    record SessionResumed(
            String peerId,
            ServerMessage.RoomJoined room,
            List<String> transports,
            List<ProducerInfo> producers,
            List<OwnConsumer> consumers)
            implements RoomNews {
        /** Copies the lists. */
        public SessionResumed {
            transports = List.copyOf(transports);
            producers = List.copyOf(producers);
            consumers = List.copyOf(consumers);
        }
    }

    /** The server sends what is visible, and nothing else of video. */
    @Extension
    record LayoutTaken() implements RoomNews {}
}

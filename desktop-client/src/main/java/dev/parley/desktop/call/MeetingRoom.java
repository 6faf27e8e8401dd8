package dev.parley.desktop.call;

import dev.parley.protocol.signaling.PeerInfo;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomState;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.SoundNews;
import dev.parley.protocol.signaling.WaitingPeer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the server tells of the meeting besides who sends what: each message brings the whole of what it is about, and
 * replaces that.
 *
 * <p>Thread: written on the call's, read on any; the listener hears on the call's.
 */
final class MeetingRoom {
    /** A call that lasts for days forgets the oldest. */
    private static final int MOST_MESSAGES = 2_000;

    /** What happened. */
    interface Listener {
        void happened(RoomEvent event);
    }

    /** After a restart of the server messages are numbered anew. */
    private record MessageId(long number, long sentAt) {}

    private final Listener listener;
    private final Map<MessageId, RoomNews.ChatMessage> messages = new LinkedHashMap<>();
    private volatile RoomFacts facts = RoomFacts.NONE;
    private long lastMessage;

    MeetingRoom(Listener listener) {
        this.listener = listener;
    }

    RoomFacts facts() {
        return facts;
    }

    /** All that was written, as far as we saw it, the oldest first. */
    synchronized List<RoomNews.ChatMessage> messages() {
        return List.copyOf(messages.values());
    }

    /** The number of the newest message of this stay, 0 for none. */
    long lastMessage() {
        return lastMessage;
    }

    /** A room was entered. */
    void entered(ServerMessage.RoomJoined room) {
        lastMessage = 0;
        replace(room, false);
    }

    /** The same stay goes on; what was written meanwhile is news. */
    void resumed(ServerMessage.RoomJoined room) {
        replace(room, true);
    }

    private void replace(ServerMessage.RoomJoined room, boolean news) {
        if (room.state().isEmpty()) {
            become(RoomFacts.NONE);
            return;
        }
        RoomState state = room.state().get();
        Map<String, Role> roles = new HashMap<>();
        room.peerInfos().forEach(peer -> roles.put(peer.peerId(), peer.role()));
        roles.put(state.self().peerId(), state.self().role());
        become(new RoomFacts(
                true,
                state.self().peerId(),
                roles,
                state.settings(),
                state.hands(),
                state.spotlight(),
                state.waiting(),
                state.activeSpeaker()));
        state.chat().forEach(message -> received(message, news));
    }

    /** Something happened in the room; what is not about the meeting is left alone. */
    void notice(ServerMessage notice) {
        switch (notice) {
            case ServerMessage.NewPeer peer ->
                peer.role().ifPresent(role -> become(facts.withRole(peer.peerId(), role)));
            case ServerMessage.PeerLeft peer -> become(facts.without(peer.peerId()));
            case RoomNews.PeerRemoved peer -> become(facts.without(peer.peerId()));
            case RoomNews.PeerChanged(PeerInfo peer) -> become(facts.withRole(peer.peerId(), peer.role()));
            case RoomNews.HandsChanged(List<String> hands) -> handsChanged(hands);
            case RoomNews.RoomSettingsChanged changed -> become(facts.withSettings(changed.settings()));
            case RoomNews.SpotlightChanged changed -> become(facts.withSpotlight(changed.peerId()));
            case SoundNews.ActiveSpeaker active -> become(facts.withSpeaker(active.peerId()));
            case RoomNews.LobbyChanged(List<WaitingPeer> waiting) -> waitingChanged(waiting);
            case RoomNews.ChatMessage message -> received(message, true);
            case RoomNews.ReactionShown shown ->
                listener.happened(new RoomEvent.Reacted(shown.peerId(), shown.reaction()));
            case RoomNews.PeerMuted muted -> silenced(LocalMedia.Device.MICROPHONE, muted.peerId(), muted.by());
            case RoomNews.VideoStopped stopped -> silenced(LocalMedia.Device.CAMERA, stopped.peerId(), stopped.by());
            default -> {
                // Nothing about the meeting.
            }
        }
    }

    private void become(RoomFacts next) {
        if (!next.equals(facts)) {
            facts = next;
            listener.happened(new RoomEvent.Changed(next));
        }
    }

    private void handsChanged(List<String> hands) {
        Set<String> before = new HashSet<>(facts.hands());
        become(facts.withHands(hands));
        hands.stream()
                .filter(peerId -> !before.contains(peerId))
                .forEach(peerId -> listener.happened(new RoomEvent.HandRaised(peerId)));
    }

    private void waitingChanged(List<WaitingPeer> waiting) {
        Set<String> before = facts.waiting().stream().map(WaitingPeer::peerId).collect(Collectors.toSet());
        become(facts.withWaiting(waiting));
        waiting.stream()
                .filter(peer -> !before.contains(peer.peerId()))
                .forEach(peer -> listener.happened(new RoomEvent.Knocked(peer)));
    }

    private void received(RoomNews.ChatMessage message, boolean news) {
        lastMessage = Math.max(lastMessage, message.number());
        synchronized (this) {
            if (messages.putIfAbsent(new MessageId(message.number(), message.sentAt()), message) != null) {
                return;
            }
            if (messages.size() > MOST_MESSAGES) {
                messages.remove(messages.keySet().iterator().next());
            }
        }
        listener.happened(new RoomEvent.Message(message, news));
    }

    private void silenced(LocalMedia.Device device, String peerId, String by) {
        if (facts.isSelf(peerId)) {
            listener.happened(new RoomEvent.Silenced(device, by));
        }
    }
}

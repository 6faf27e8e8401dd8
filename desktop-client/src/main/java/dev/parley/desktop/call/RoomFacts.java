package dev.parley.desktop.call;

import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.protocol.signaling.WaitingPeer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server says of the meeting at a moment, besides who sends what. It is shown here and never decided.
 *
 * @param offered whether the server offers more than the base protocol: if not, all else is empty
 * @param selfId who we are there
 * @param roles of everybody, ourselves included, by peer id
 * @param settings how the room is set up
 * @param hands the ids of those whose hands are up, the first to be heard first
 * @param spotlight whom everybody sees large
 * @param waiting those at the door, the longest first; empty for whoever may not let them in
 * @param speaker who speaks, or spoke last, ourselves included
 */
public record RoomFacts(
        boolean offered,
        String selfId,
        Map<String, Role> roles,
        RoomSettings settings,
        List<String> hands,
        Optional<String> spotlight,
        List<WaitingPeer> waiting,
        Optional<String> speaker) {
    /** Before a room is entered, and in rooms of servers that know the base protocol only. */
    public static final RoomFacts NONE = new RoomFacts(
            false, "", Map.of(), RoomSettings.OPEN, List.of(), Optional.empty(), List.of(), Optional.empty());

    /** Copies the lists and the map. */
    public RoomFacts {
        roles = Map.copyOf(roles);
        hands = List.copyOf(hands);
        waiting = List.copyOf(waiting);
    }

    /** What somebody is in the room; the lowest while it is not known. */
    public Role roleOf(String peerId) {
        return roles.getOrDefault(peerId, Role.VIEWER);
    }

    /** Whether that is us. */
    public boolean isSelf(String peerId) {
        return offered && selfId.equals(peerId);
    }

    /** Whether we may do this. */
    public boolean may(Command command) {
        return offered && command.isFor(roleOf(selfId));
    }

    /** Whether we may do this to somebody else. */
    public boolean may(Command command, String peerId) {
        return may(command) && roleOf(selfId).isAtLeast(roleOf(peerId));
    }

    /** The place in the queue of raised hands, from 1; 0 for a hand that is down. */
    public int handOf(String peerId) {
        return hands.indexOf(peerId) + 1;
    }

    /** Whether our own hand is up. */
    public boolean handRaised() {
        return offered && hands.contains(selfId);
    }

    RoomFacts withRole(String peerId, Role role) {
        var changed = new HashMap<>(roles);
        changed.put(peerId, role);
        return new RoomFacts(offered, selfId, changed, settings, hands, spotlight, waiting, speaker);
    }

    RoomFacts without(String peerId) {
        var changed = new HashMap<>(roles);
        changed.remove(peerId);
        return new RoomFacts(offered, selfId, changed, settings, hands, spotlight, waiting, speaker);
    }

    RoomFacts withSettings(RoomSettings other) {
        return new RoomFacts(offered, selfId, roles, other, hands, spotlight, waiting, speaker);
    }

    RoomFacts withHands(List<String> other) {
        return new RoomFacts(offered, selfId, roles, settings, other, spotlight, waiting, speaker);
    }

    RoomFacts withSpotlight(Optional<String> other) {
        return new RoomFacts(offered, selfId, roles, settings, hands, other, waiting, speaker);
    }

    RoomFacts withWaiting(List<WaitingPeer> other) {
        return new RoomFacts(offered, selfId, roles, settings, hands, spotlight, other, speaker);
    }

    RoomFacts withSpeaker(String peerId) {
        return new RoomFacts(offered, selfId, roles, settings, hands, spotlight, waiting, Optional.of(peerId));
    }
}

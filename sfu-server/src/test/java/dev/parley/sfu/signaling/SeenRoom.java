package dev.parley.sfu.signaling;

import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A room as one of its people sees it.
 *
 * @param people all who are inside, by their ids, the one who looks included
 * @param hands ids, the first to be heard first
 * @param waiting ids, the longest first; none for those who may not let them in
 * @param chat what this one has read, the oldest first
 */
public record SeenRoom(
        Map<String, SeenPerson> people,
        List<String> hands,
        Optional<String> spotlight,
        RoomSettings settings,
        List<String> waiting,
        List<String> chat) {
    /** Copies the collections. */
    public SeenRoom {
        people = Map.copyOf(people);
        hands = List.copyOf(hands);
        waiting = List.copyOf(waiting);
        chat = List.copyOf(chat);
    }

    /**
     * Somebody inside.
     *
     * @param muted whether no microphone of this one is on
     */
    public record SeenPerson(String name, Role role, boolean muted) {}
}

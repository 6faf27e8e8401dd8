package dev.parley.sfu.signaling;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.sfu.signaling.SeenRoom.SeenPerson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a meeting is after all that happened in it, by the rules of docs/signaling.md and without a server: the measure for
 * what servers tell and clients show. All ids are those of people inside, unless it says otherwise.
 */
public final class ModelMeeting {
    private record Line(String text, boolean forLater) {}

    private final SequencedMap<String, SeenPerson> inside = new LinkedHashMap<>();
    private final SequencedMap<String, String> waiting = new LinkedHashMap<>();
    private final List<String> hands = new ArrayList<>();
    private final Map<String, List<String>> read = new HashMap<>();
    private final List<Line> said = new ArrayList<>();
    private Optional<String> spotlight = Optional.empty();
    private RoomSettings settings = RoomSettings.OPEN;

    /** Somebody comes in, the first as the owner. */
    void enter(String id, String name, boolean muted) {
        Role role = inside.isEmpty() ? Role.OWNER : Role.PARTICIPANT;
        inside.put(id, new SeenPerson(name, role, muted));
        List<String> earlier = settings.chatHistory() == ChatHistory.NONE
                ? List.of()
                : said.stream().filter(Line::forLater).map(Line::text).toList();
        read.put(id, new ArrayList<>(earlier));
    }

    /** Somebody goes, or is put out. An owner is followed by the one who has been there longest. */
    void leave(String id) {
        boolean ownedIt = Optional.ofNullable(inside.remove(id)).orElseThrow().role() == Role.OWNER;
        hands.remove(id);
        spotlight = spotlight.filter(shown -> !shown.equals(id));
        if (ownedIt && inside.values().stream().noneMatch(person -> person.role() == Role.OWNER)) {
            inside.entrySet().stream()
                    .filter(entry -> entry.getValue().role().isAtLeast(Role.PARTICIPANT))
                    .findFirst()
                    .ifPresent(next -> give(next.getKey(), Role.OWNER));
        }
    }

    /** Whoever may not send is silent. */
    void give(String id, Role role) {
        SeenPerson person = person(id);
        inside.put(id, new SeenPerson(person.name(), role, person.muted() || role == Role.VIEWER));
    }

    void mute(String id, boolean muted) {
        SeenPerson person = person(id);
        inside.put(id, new SeenPerson(person.name(), person.role(), muted));
    }

    void hand(String id, boolean up) {
        if (!up) {
            hands.remove(id);
        } else if (!hands.contains(id)) {
            hands.add(id);
        }
    }

    void spotlight(Optional<String> id) {
        spotlight = id;
    }

    void settings(RoomSettings now) {
        settings = now;
    }

    RoomSettings settings() {
        return settings;
    }

    void say(String text) {
        said.add(new Line(text, settings.chatHistory() != ChatHistory.NONE));
        inside.keySet().forEach(id -> read.getOrDefault(id, List.of()).add(text));
    }

    void sayPrivately(String by, String to, String text) {
        List.of(by, to).forEach(id -> read.getOrDefault(id, List.of()).add(text));
    }

    /** Somebody begins to wait at the door. */
    void knock(String id, String name) {
        waiting.put(id, name);
    }

    /** Somebody is let in, who comes by {@link #enter}, or turned away. */
    void answer(String id) {
        waiting.remove(id);
    }

    List<String> waiting() {
        return List.copyOf(waiting.keySet());
    }

    List<String> ids() {
        return List.copyOf(inside.keySet());
    }

    /** Somebody inside. */
    public SeenPerson person(String id) {
        return Optional.ofNullable(inside.get(id)).orElseThrow();
    }

    /** Whether a role suffices. */
    boolean may(String id, Role least) {
        return person(id).role().isAtLeast(least);
    }

    /** Whether a role suffices towards somebody. */
    boolean may(String id, Role least, String target) {
        return may(id, least) && may(id, person(target).role());
    }

    /** Whether nobody else is an owner. */
    boolean isLastOwner(String id) {
        return person(id).role() == Role.OWNER
                && inside.entrySet().stream()
                        .noneMatch(entry ->
                                !entry.getKey().equals(id) && entry.getValue().role() == Role.OWNER);
    }

    /** The room as somebody inside has to see it. */
    public SeenRoom seenBy(String id) {
        return new SeenRoom(
                inside,
                hands,
                spotlight,
                settings,
                may(id, Role.MODERATOR) ? waiting() : List.of(),
                read.getOrDefault(id, List.of()));
    }
}

package dev.parley.sfu.signaling;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.sfu.signaling.SeenRoom.SeenPerson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

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
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, Role> known = new HashMap<>();
    private final Set<String> letIn = new HashSet<>();
    private final Set<String> standIns = new HashSet<>();
    private Optional<String> spotlight = Optional.empty();
    private RoomSettings settings = RoomSettings.OPEN;

    /**
     * Somebody comes in, the first as the owner.
     *
     * @param key by which this one is known again; absent for whoever is not
     */
    void enter(String id, String name, Optional<String> key, boolean muted) {
        Role role = key.map(known::get).orElse(isOwned() || hasOwner() ? Role.PARTICIPANT : Role.OWNER);
        key.ifPresent(its -> keys.put(id, its));
        inside.put(id, new SeenPerson(name, role, muted));
        List<String> earlier = settings.chatHistory() == ChatHistory.NONE
                ? List.of()
                : said.stream().filter(Line::forLater).map(Line::text).toList();
        read.put(id, new ArrayList<>(earlier));
    }

    /** Somebody goes, or is put out. */
    void leave(String id) {
        Role was = Optional.ofNullable(inside.remove(id)).orElseThrow().role();
        hands.remove(id);
        spotlight = spotlight.filter(shown -> !shown.equals(id));
        if (!isOwned()) {
            findOwner();
        } else if (was.isAtLeast(Role.MODERATOR) && !isKept()) {
            longestWith(Role.PARTICIPANT).ifPresent(next -> {
                become(next, Role.MODERATOR);
                standIns.add(next);
            });
        }
    }

    /** Whether one would be known again to whom the room belongs. */
    private boolean isOwned() {
        return known.containsValue(Role.OWNER);
    }

    private boolean hasOwner() {
        return inside.values().stream().anyMatch(person -> person.role() == Role.OWNER);
    }

    private boolean isKept() {
        return inside.values().stream().anyMatch(person -> person.role().isAtLeast(Role.MODERATOR));
    }

    private void findOwner() {
        if (isOwned() || hasOwner()) {
            return;
        }
        Arrays.stream(Role.values())
                .flatMap(role -> longestWith(role).stream())
                .findFirst()
                .ifPresent(next -> give(next, Role.OWNER));
    }

    private Optional<String> longestWith(Role role) {
        return inside.keySet().stream().filter(id -> person(id).role() == role).findFirst();
    }

    /** Somebody is given a role for good. */
    void give(String id, Role role) {
        become(id, role);
        remember(id);
    }

    /** Whoever may not send is silent. */
    private void become(String id, Role role) {
        SeenPerson person = person(id);
        standIns.remove(id);
        inside.put(id, new SeenPerson(person.name(), role, person.muted() || role == Role.VIEWER));
    }

    private void remember(String id) {
        Optional<String> key = Optional.ofNullable(keys.get(id));
        if (key.isEmpty() || (settings.equals(RoomSettings.OPEN) && known.isEmpty())) {
            return;
        }
        known.remove(key.get());
        if (may(id, Role.MODERATOR)) {
            known.put(key.get(), person(id).role());
        }
    }

    /** Whether nobody keeps whoever has this key from coming in: neither lock nor lobby. */
    boolean keepsOrder(Optional<String> key) {
        return key.map(known::get)
                .filter(role -> role.isAtLeast(Role.MODERATOR))
                .isPresent();
    }

    /** Whether whoever has this key was let in once in this meeting and need not knock again. */
    boolean wasLetIn(Optional<String> key) {
        return key.filter(letIn::contains).isPresent();
    }

    /** Whether somebody keeps order once this one is gone. */
    boolean isKeptWithout(String id) {
        Role least = isOwned() ? Role.PARTICIPANT : Role.VIEWER;
        return inside.keySet().stream().anyMatch(other -> !other.equals(id) && may(other, least));
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

    /** Once anything is set, those who keep order are known again, until it is not; who stands in ends nobody's role. */
    void settings(String by, RoomSettings now) {
        settings = now;
        if (now.equals(RoomSettings.OPEN) && !standIns.contains(by)) {
            known.clear();
        }
        inside.keySet().stream().filter(id -> !standIns.contains(id)).forEach(this::remember);
        findOwner();
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

    /** Whoever has this key has come in who was let in. */
    void letIn(Optional<String> key) {
        key.ifPresent(letIn::add);
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
        boolean standsInOnly = standIns.contains(id) && may(target, Role.MODERATOR);
        return may(id, least) && may(id, person(target).role()) && !standsInOnly;
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

package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/**
 * How a room is set up by those who may: who gets in, who is known again, what is kept. A room is "set up" when anything
 * of it differs from a room that nobody has touched.
 */
final class RoomSetup {
    /** Beyond that the oldest is forgotten. */
    static final int MAXIMUM_BANS = 1_000;

    /** Likewise. */
    static final int MAXIMUM_ROLES = 1_000;

    private final Runnable changed;
    private final SequencedMap<PersonKey, Role> roles = new LinkedHashMap<>();
    private final SequencedSet<String> bans = new LinkedHashSet<>();
    private RoomSettings settings = RoomSettings.OPEN;
    private Optional<String> passwordHash = Optional.empty();

    /**
     * As nobody has touched it.
     *
     * @param changed is run after each change
     */
    RoomSetup(Runnable changed) {
        this.changed = changed;
    }

    /** As it was kept. */
    RoomSetup(KeptRoom kept, Runnable changed) {
        this(changed);
        settings = kept.settings();
        passwordHash = kept.passwordHash();
        kept.roles().forEach((person, role) -> roles.put(new PersonKey(person), role));
        bans.addAll(kept.bans());
    }

    /** As it is to be kept, as a part of the room with this id. */
    KeptRoom toKeep(String roomId) {
        SequencedMap<String, Role> byHash = new LinkedHashMap<>();
        roles.forEach((person, role) -> byHash.put(person.hash(), role));
        return new KeptRoom(roomId, settings, passwordHash, byHash, List.copyOf(bans));
    }

    RoomSettings settings() {
        return settings;
    }

    /** Whether anything was set. */
    boolean isSetUp() {
        return !settings.equals(RoomSettings.OPEN);
    }

    /** Of Argon2id; empty when the room needs no password. */
    Optional<String> passwordHash() {
        return passwordHash;
    }

    void locked(boolean now) {
        become(new RoomSettings(now, settings.lobby(), settings.password(), settings.chatHistory()));
    }

    /** Locks or opens the room in the name of its owner, who is known again all the same. */
    void lockedByStandIn(boolean now) {
        settings = new RoomSettings(now, settings.lobby(), settings.password(), settings.chatHistory());
        changed.run();
    }

    void lobby(boolean now) {
        become(new RoomSettings(settings.locked(), now, settings.password(), settings.chatHistory()));
    }

    void password(Optional<String> hash) {
        passwordHash = hash;
        become(new RoomSettings(settings.locked(), settings.lobby(), hash.isPresent(), settings.chatHistory()));
    }

    void chatHistory(ChatHistory now) {
        become(new RoomSettings(settings.locked(), settings.lobby(), settings.password(), now));
    }

    private void become(RoomSettings now) {
        settings = now;
        if (!isSetUp()) {
            roles.clear();
        }
        changed.run();
    }

    /** What a person is known to be here. */
    Optional<Role> role(Optional<PersonKey> person) {
        return person.map(roles::get);
    }

    /** Whether the room belongs to someone who will be known again. */
    boolean isOwned() {
        return roles.containsValue(Role.OWNER);
    }

    /** Remembers what somebody is, in a room that is set up; those who merely take part are not remembered. */
    void remember(Optional<PersonKey> person, Role role) {
        if (person.isEmpty() || (!isSetUp() && roles.isEmpty())) {
            return;
        }
        Optional<Role> before = Optional.ofNullable(roles.remove(person.get()));
        if (role.isAtLeast(Role.MODERATOR)) {
            roles.put(person.get(), role);
            forgetFirst(roles.keySet(), MAXIMUM_ROLES);
        }
        if (!before.equals(role(person))) {
            changed.run();
        }
    }

    /** Keeps somebody out for good. */
    void ban(String who) {
        bans.add(who);
        forgetFirst(bans, MAXIMUM_BANS);
        changed.run();
    }

    boolean isBanned(String who) {
        return bans.contains(who);
    }

    private static <T> void forgetFirst(Set<T> all, int maximum) {
        if (all.size() > maximum) {
            all.remove(all.iterator().next());
        }
    }
}

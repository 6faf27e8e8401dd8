package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.Role;
import java.util.Optional;

/**
 * Somebody who wants to come in.
 *
 * @param admission what the door of the server says
 */
record Visitor(Peer peer, ClientMessage.JoinRoom request, Admission admission, Optional<PersonKey> person) {
    Visitor(Peer peer, ClientMessage.JoinRoom request, Admission admission) {
        this(peer, request, admission, PersonKey.of(request.personKey()));
    }

    /** Whether neither lock, lobby nor password is meant for this one. */
    boolean keepsOrder(RoomSetup setup) {
        return admission
                .role()
                .or(() -> setup.role(person))
                .filter(role -> role.isAtLeast(Role.MODERATOR))
                .isPresent();
    }

    /** Whether the door is open to this one whatever it is to others. */
    private boolean passes(RoomPlace place) {
        return keepsOrder(place.setup()) || place.lobby().expected(person).isPresent();
    }

    /** Whether this one has to give a password. A token has been signed for this very room. */
    boolean needsPassword(RoomPlace place) {
        return place.setup().passwordHash().isPresent() && admission.role().isEmpty() && !passes(place);
    }

    /** What this one is in a room, where {@code free} is whether it wants an owner. */
    Role role(RoomPlace place, boolean free) {
        if (admission.role().isPresent()) {
            return admission.role().get();
        }
        if (request.requestedGeneration() == Generation.BASE) {
            return Role.GUEST;
        }
        Role usual = free ? Role.OWNER : place.lobby().expected(person).orElse(Role.PARTICIPANT);
        return place.setup().role(person).orElse(usual);
    }

    /** Refuses those who were put out for good, or for as long as this meeting goes. */
    void requireNotBanned(RoomPlace place) throws RequestRefused {
        String name = banName(peer, person);
        if (place.setup().isBanned(name)) {
            throw new RequestRefused(ErrorCode.BANNED, "you were put out of this room for good");
        }
        if (place.lobby().keepsOut(name)) {
            throw new RequestRefused(ErrorCode.BANNED, "you were put out of this room until the meeting ends");
        }
    }

    /** Refuses those who do not get in at present. */
    void requireOpen(RoomPlace place) throws RequestRefused {
        requireNotBanned(place);
        if (passes(place)) {
            return;
        }
        requireNotLocked(place);
        if (place.setup().settings().lobby() && !place.lobby().hasAdmitted(peer, person)) {
            throw new RequestRefused(ErrorCode.KNOCK_REQUIRED, "somebody inside has to let you in: knock");
        }
    }

    /** Refuses everybody while the room is locked. */
    void requireNotLocked(RoomPlace place) throws RequestRefused {
        if (place.setup().settings().locked() && !passes(place)) {
            throw new RequestRefused(ErrorCode.ROOM_LOCKED, "nobody else gets into this room at present");
        }
    }

    /** Under what a ban is written down: the person if it can be known again, else its address. */
    static String banName(Peer peer, Optional<PersonKey> person) {
        return person.map(key -> "person " + key.hash())
                .orElseGet(() -> "address " + peer.connection().remoteAddress());
    }
}

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

    /** Whether this one has to give a password. A token has been signed for this very room. */
    boolean needsPassword(RoomSetup setup) {
        return setup.passwordHash().isPresent() && admission.role().isEmpty() && !keepsOrder(setup);
    }

    /** What this one is in a room, where {@code free} is whether it wants an owner. */
    Role role(RoomSetup setup, boolean free) {
        if (admission.role().isPresent()) {
            return admission.role().get();
        }
        if (request.requestedGeneration() == Generation.BASE) {
            return Role.GUEST;
        }
        return setup.role(person).orElse(free ? Role.OWNER : Role.PARTICIPANT);
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
        RoomSetup setup = place.setup();
        requireNotBanned(place);
        if (keepsOrder(setup)) {
            return;
        }
        requireNotLocked(setup);
        if (setup.settings().lobby() && !place.lobby().hasAdmitted(peer, person)) {
            throw new RequestRefused(ErrorCode.KNOCK_REQUIRED, "somebody inside has to let you in: knock");
        }
    }

    /** Refuses everybody while the room is locked. */
    void requireNotLocked(RoomSetup setup) throws RequestRefused {
        if (setup.settings().locked() && !keepsOrder(setup)) {
            throw new RequestRefused(ErrorCode.ROOM_LOCKED, "nobody else gets into this room at present");
        }
    }

    /** Under what a ban is written down: the person if it can be known again, else its address. */
    static String banName(Peer peer, Optional<PersonKey> person) {
        return person.map(key -> "person " + key.hash())
                .orElseGet(() -> "address " + peer.connection().remoteAddress());
    }
}

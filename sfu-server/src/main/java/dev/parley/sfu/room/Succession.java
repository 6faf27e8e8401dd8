package dev.parley.sfu.room;

import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomNews;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who keeps order when nobody is left who may: "Roles" in docs/signaling.md. A role that a token has said is never another
 * one, and clients of the base protocol could not use theirs.
 */
final class Succession {
    private final Room room;
    private final RoomPlace place;

    Succession(Room room, RoomPlace place) {
        this.room = room;
        this.place = place;
    }

    /** Whether somebody who comes in now, and whose role no token says, owns the room. */
    boolean isFreeToOwn() {
        return !place.setup().isOwned()
                && room.peers().stream()
                        .noneMatch(peer -> peer.role() == Role.OWNER
                                || (peer.hasRoleByToken() && Command.ADMIT.isFor(peer.role())));
    }

    /** They have left, at the same time if they are several. */
    void left(List<Peer> gone) {
        if (room.isEmpty()) {
            return;
        }
        if (!place.setup().isOwned()) {
            findOwner();
        } else if (gone.stream().anyMatch(peer -> Command.ADMIT.isFor(peer.role())) && !isKept()) {
            best(eligible().filter(peer -> peer.role() == Role.PARTICIPANT)).ifPresent(this::standIn);
        }
    }

    /** A room that belongs to nobody who would be known again belongs to somebody inside, if anybody there can own it. */
    void findOwner() {
        if (place.setup().isOwned() || room.peers().stream().anyMatch(peer -> peer.role() == Role.OWNER)) {
            return;
        }
        Optional<Peer> next = best(eligible());
        if (next.isPresent()) {
            place.setup().remember(next.get().person(), Role.OWNER);
            room.tellAll(become(next.get(), Role.OWNER));
        } else if (!isKept()) {
            openDoor();
        }
    }

    private boolean isKept() {
        return room.peers().stream().anyMatch(peer -> Command.ADMIT.isFor(peer.role()));
    }

    private Stream<Peer> eligible() {
        return room.peers().stream().filter(peer -> !peer.hasRoleByToken() && peer.generation() == Generation.EXTENDED);
    }

    /** Of the highest role the one who has been there longest. */
    private static Optional<Peer> best(Stream<Peer> peers) {
        return peers.min(Comparator.comparing(Peer::role)); // the first of those that are equal
    }

    /** The owner will be known again; until then, and in this meeting only, somebody else keeps order. */
    private void standIn(Peer peer) {
        RoomNews.PeerChanged changed = become(peer, Role.MODERATOR);
        peer.standsIn();
        room.tellAll(changed);
    }

    /** Whoever becomes someone who may let others in has to know who waits, nobody perhaps. */
    RoomNews.PeerChanged become(Peer peer, Role role) {
        boolean knew = Command.ADMIT.isFor(peer.role());
        peer.role(role);
        if (Command.ADMIT.isFor(role) && !knew) {
            peer.tell(place.lobby().news());
        }
        return new RoomNews.PeerChanged(peer.info());
    }

    /** A door that nobody could open any more keeps nobody out. */
    private void openDoor() {
        RoomSetup setup = place.setup();
        if (!setup.settings().locked() && !setup.settings().lobby()) {
            return;
        }
        setup.locked(false);
        setup.lobby(false);
        room.tellAll(new RoomNews.RoomSettingsChanged(setup.settings()));
        place.lobby().answerAll(true);
    }
}

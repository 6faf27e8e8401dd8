package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Where people come in: the door of the server, then the password of the room. */
final class Entrance {
    /** Places that outlive their meetings; beyond that the oldest without a meeting is forgotten. */
    static final int MAXIMUM_PLACES = 10_000;

    private final Door door;
    private final Passwords passwords;
    private final LongSupplier nanoClock;
    private final RoomStore store;
    private final Map<String, RoomPlace> places = new LinkedHashMap<>();
    private final Map<String, RoomPlace> kept = new LinkedHashMap<>();

    Entrance(Door door, Passwords passwords, RoomStore store, LongSupplier nanoClock) {
        this.door = door;
        this.passwords = passwords;
        this.nanoClock = nanoClock;
        this.store = store;
        for (KeptRoom room : store.rooms()) {
            kept.put(room.id(), new RoomPlace(room, store, nanoClock.getAsLong()));
            forgetOldest();
        }
    }

    /** Somebody whom the server lets in, though perhaps not the room. */
    Visitor visitor(Peer peer, ClientMessage.JoinRoom request) throws RequestRefused {
        return new Visitor(peer, request, door.admit(request));
    }

    /** What is known of a room; a fresh one, which nothing refers to yet, where nothing is known. */
    RoomPlace place(String roomId) {
        RoomPlace place = places.get(roomId);
        if (place == null) {
            place = kept.get(roomId);
        }
        return place == null ? new RoomPlace(roomId, store, nanoClock.getAsLong()) : place;
    }

    /** A meeting begins there. */
    void keep(RoomPlace place) {
        kept.remove(place.id());
        places.put(place.id(), place);
    }

    /** A meeting is over: what of it means nothing any more is forgotten. */
    void meetingOver(String roomId) {
        RoomPlace place = places.remove(roomId);
        if (place == null) {
            return;
        }
        place.lobby().meetingOver();
        if (place.outlivesMeetings()) {
            kept.put(roomId, place);
            place.keep(); // as the one used last
            forgetOldest();
        } else {
            place.lobby().over();
        }
    }

    private void forgetOldest() {
        if (kept.size() > MAXIMUM_PLACES) {
            Iterator<RoomPlace> oldest = kept.values().iterator();
            RoomPlace forgotten = oldest.next();
            oldest.remove();
            forgotten.forget();
            forgotten.lobby().over();
        }
    }

    /** Completes when the password is right or none is needed; who does not get in anyhow is not asked for one. */
    CompletableFuture<Boolean> checkPassword(Visitor visitor) throws RequestRefused {
        RoomPlace place = place(visitor.request().roomId());
        visitor.requireNotBanned(place);
        if (!visitor.needsPassword(place)) {
            return CompletableFuture.completedFuture(true);
        }
        if (visitor.request().password().isEmpty()) {
            throw new RequestRefused(ErrorCode.PASSWORD_REQUIRED, "this room opens with a password only");
        }
        // Taken before the answer is known: it is the tries that are counted.
        if (!place.guesses().take(nanoClock.getAsLong())) {
            throw new RequestRefused(ErrorCode.RATE_LIMITED, "too many passwords for this room; try again in a while");
        }
        String hash = place.setup().passwordHash().orElseThrow();
        return passwords
                .matches(visitor.request().password(), hash)
                .thenCompose(right -> right
                        ? CompletableFuture.completedFuture(true)
                        : CompletableFuture.failedFuture(new RequestRefused(
                                ErrorCode.PASSWORD_REFUSED, "that is not the password of this room")));
    }
}

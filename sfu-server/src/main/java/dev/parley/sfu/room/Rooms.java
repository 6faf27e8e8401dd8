package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.RoomCloseReason;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.sfu.worker.WorkerProxy;
import dev.parley.sfu.worker.Workers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All rooms: made when the first peer joins, gone with the last. */
public final class Rooms implements Workers.Listener {
    private final Workers workers;
    private final MediaOptions options;
    private final Door door;
    private final Map<String, Room> rooms = new HashMap<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private boolean draining;

    /**
     * No rooms yet.
     *
     * @param door decides who may enter which
     */
    public Rooms(Workers workers, MediaOptions options, Door door) {
        this.workers = workers;
        this.options = options;
        this.door = door;
    }

    /** Takes a peer into a room, which is made if need be. A peer that is in it already is told again what is there. */
    public ServerMessage join(Peer peer, ClientMessage.JoinRoom request) throws RequestRefused {
        Optional<Room> current = peer.room();
        if (current.isPresent()) {
            if (current.get().id().equals(request.roomId())) {
                return current.get().describeTo(peer);
            }
            throw new RequestRefused(
                    ErrorCode.ALREADY_JOINED, "you are in room " + current.get().id() + ": leave it first");
        }
        if (draining) {
            throw new RequestRefused(
                    ErrorCode.SERVER_DRAINING, "the server is about to stop and lets nobody in: try again in a while");
        }
        Admission admission = door.admit(request);
        Room room = rooms.get(request.roomId());
        if (room == null) {
            room = open(request.roomId());
        }
        return room.enter(peer, admission, request.requestedGeneration());
    }

    private Room open(String id) throws RequestRefused {
        try {
            Room room = new Room(id, workers.leastLoaded(), options);
            rooms.put(id, room);
            return room;
        } catch (NoSuchElementException e) {
            throw new RequestRefused(ErrorCode.INTERNAL, "no media worker is left; the log of the server says why");
        }
    }

    /** A peer leaves its room, if it is in one; the last one closes it. */
    public void leave(Peer peer) {
        peer.room().ifPresent(room -> {
            room.leave(peer);
            if (room.isEmpty() && rooms.remove(room.id(), room)) {
                room.closeRouter();
                tellIfDrained();
            }
        });
    }

    /**
     * Lets nobody in any more and tells everybody inside.
     *
     * @param seconds after which the server stops at the latest
     * @return completes when nobody is inside
     */
    public CompletableFuture<Void> drain(int seconds) {
        draining = true;
        rooms.values().forEach(room -> room.draining(seconds));
        tellIfDrained();
        return empty;
    }

    private void tellIfDrained() {
        if (draining && rooms.isEmpty()) {
            empty.complete(null);
        }
    }

    /** How many rooms there are. */
    public int count() {
        return rooms.size();
    }

    /** How many peers are in rooms. */
    public int peers() {
        return rooms.values().stream().mapToInt(Room::size).sum();
    }

    /** Whether nobody is let in any more, for the server is about to stop. */
    public boolean isDraining() {
        return draining;
    }

    @Override
    public void workerDied(WorkerProxy worker) {
        for (Room room : List.copyOf(rooms.values())) {
            if (room.worker() == worker) {
                rooms.remove(room.id(), room);
                room.close(
                        RoomCloseReason.WORKER_DIED,
                        "the media worker of this room has ended; join the room again to go on");
            }
        }
        tellIfDrained();
    }

    /** Ends all rooms. */
    public void close() {
        for (Room room : List.copyOf(rooms.values())) {
            room.close(RoomCloseReason.SERVER_CLOSING, "the server is closing");
        }
        rooms.clear();
    }
}

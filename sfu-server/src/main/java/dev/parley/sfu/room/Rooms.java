package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.RoomCloseReason;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.sfu.worker.WorkerProxy;
import dev.parley.sfu.worker.Workers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All rooms: made when the first peer joins, gone with the last. */
public final class Rooms implements Workers.Listener {
    private final Workers workers;
    private final MediaOptions options;
    private final Entrance entrance;
    private final Passwords passwords;
    private final ControlTime time;
    private final Map<String, Room> rooms = new HashMap<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private boolean draining;

    /**
     * No meetings yet.
     *
     * @param door decides who may enter which, before the room itself does
     * @param store keeps the rooms that are set up
     */
    public Rooms(Workers workers, MediaOptions options, Door door, RoomStore store, ControlTime time) {
        this.workers = workers;
        this.options = options;
        this.time = time;
        this.passwords = new Passwords(time.control());
        this.entrance = new Entrance(door, passwords, store, time.nanoClock());
    }

    /** Takes a peer into a room, which is made if need be. A peer that is in it already is told again what is there. */
    public CompletableFuture<ServerMessage> join(Peer peer, ClientMessage.JoinRoom request) throws RequestRefused {
        Optional<Room> current = peer.room();
        if (current.isPresent()) {
            if (current.get().id().equals(request.roomId())) {
                return CompletableFuture.completedFuture(current.get().describeTo(peer));
            }
            throw new RequestRefused(
                    ErrorCode.ALREADY_JOINED, "you are in room " + current.get().id() + ": leave it first");
        }
        requireNotDraining();
        stopWaiting(peer);
        Visitor visitor = entrance.visitor(peer, request);
        return entrance.checkPassword(visitor)
                .thenCompose(_ -> earlierChat(request.roomId()))
                .thenCompose(earlier -> attempt(() -> enter(visitor, earlier)));
    }

    /** What a meeting that is yet to begin starts with. */
    private CompletableFuture<List<ChatMessage>> earlierChat(String roomId) {
        return rooms.containsKey(roomId)
                ? CompletableFuture.completedFuture(List.of())
                : entrance.place(roomId).earlierChat();
    }

    /** A moment may have passed since it asked. */
    private ServerMessage enter(Visitor visitor, List<ChatMessage> earlier) throws RequestRefused {
        Peer peer = visitor.peer();
        requireNotDraining();
        requireStillThere(peer);
        RoomPlace place = entrance.place(visitor.request().roomId());
        visitor.requireOpen(place);
        Room room = rooms.get(place.id());
        if (room == null) {
            room = open(place, earlier);
        }
        ServerMessage joined = room.enter(visitor, time.nanoClock().getAsLong());
        place.lobby().entered(peer, visitor.person());
        peer.knocksNoMore();
        return joined;
    }

    private void requireNotDraining() throws RequestRefused {
        if (draining) {
            throw new RequestRefused(
                    ErrorCode.SERVER_DRAINING, "the server is about to stop and lets nobody in: try again in a while");
        }
    }

    private static void requireStillThere(Peer peer) throws RequestRefused {
        if (peer.isGone()) {
            throw new RequestRefused(ErrorCode.NOT_JOINED, "the socket has ended meanwhile");
        }
    }

    private Room open(RoomPlace place, List<ChatMessage> earlier) throws RequestRefused {
        try {
            Room room = new Room(place, workers, options, time, passwords, earlier);
            rooms.put(place.id(), room);
            entrance.keep(place);
            return room;
        } catch (NoSuchElementException e) {
            throw new RequestRefused(ErrorCode.INTERNAL, "no media worker is left; the log of the server says why");
        }
    }

    /** Someone asks those inside to be let in. Where nobody has to, the asking is granted at once. */
    public CompletableFuture<ServerMessage> knock(Peer peer, ClientMessage.JoinRoom request) throws RequestRefused {
        if (peer.room().isPresent()) {
            throw new RequestRefused(ErrorCode.ALREADY_JOINED, "you are in a room: leave it first");
        }
        if (request.requestedGeneration() == Generation.BASE) {
            throw new RequestRefused(ErrorCode.BAD_PAYLOAD, "room.protocol: expected 2 or more");
        }
        requireNotDraining();
        stopWaiting(peer);
        Visitor visitor = entrance.visitor(peer, request);
        return entrance.checkPassword(visitor).thenCompose(_ -> attempt(() -> wait(visitor)));
    }

    private ServerMessage wait(Visitor visitor) throws RequestRefused {
        Peer peer = visitor.peer();
        requireStillThere(peer);
        RoomPlace place = entrance.place(visitor.request().roomId());
        visitor.requireNotBanned(place);
        visitor.requireNotLocked(place);
        Lobby lobby = place.lobby();
        lobby.add(peer, visitor.admission().displayName());
        if (place.setup().settings().lobby() && !visitor.keepsOrder(place.setup())) {
            tellDoorkeepers(place);
        } else {
            time.control().execute(() -> letInAtOnce(peer, lobby));
        }
        return new RoomNews.Knocking(place.id());
    }

    private static void letInAtOnce(Peer peer, Lobby lobby) {
        if (lobby.isWaiting(peer)) {
            lobby.answer(peer, true);
        }
    }

    /** A peer does not wait at a door any more, if it did. */
    public void stopWaiting(Peer peer) {
        peer.knocking().ifPresent(lobby -> {
            if (lobby.remove(peer)) {
                tellDoorkeepers(entrance.place(lobby.roomId()));
            }
        });
    }

    private void tellDoorkeepers(RoomPlace place) {
        Room room = rooms.get(place.id());
        if (room != null) {
            room.meeting().lobbyChanged();
        }
    }

    /** Someone goes on over another socket with what a socket that is gone had begun. */
    public RoomNews.SessionResumed resume(PeerConnection over, RoomRequest.ResumeSession request, Resumed then)
            throws RequestRefused {
        Room room = rooms.get(request.roomId());
        Optional<Peer> peer = Optional.ofNullable(room).flatMap(there -> there.find(request.peerId()));
        if (room == null || peer.isEmpty() || !peer.get().resumption().isFor(request.secret())) {
            throw new RequestRefused(ErrorCode.RESUME_REFUSED, "that session is over: join anew");
        }
        then.become(peer.get());
        return room.resume(peer.get(), over, request.lastChat());
    }

    /** What a socket is told that goes on with another one's session. */
    @FunctionalInterface
    public interface Resumed {
        /** Speaks for this peer from now on. */
        void become(Peer peer);
    }

    /** A peer leaves its room, if it is in one; the last one closes it. */
    public void leave(Peer peer) {
        peer.room().ifPresent(room -> {
            room.leave(peer);
            closeIfEmpty(room);
        });
    }

    private void closeIfEmpty(Room room) {
        if (room.isEmpty() && rooms.remove(room.id(), room)) {
            room.closeRouters();
            entrance.meetingOver(room.id());
            tellIfDrained();
        }
    }

    /** One of those inside ends the meeting for everybody. */
    public ServerMessage end(Peer by) throws RequestRefused {
        Room room = by.joinedRoom();
        Command.END.require(by);
        rooms.remove(room.id(), room);
        ServerMessage answer = room.end(by);
        entrance.meetingOver(room.id());
        tellIfDrained();
        return answer;
    }

    /**
     * A peer's socket has ended.
     *
     * @param broken whether the client did not end it itself: then it may come back over another one
     */
    public void socketEnded(Peer peer, PeerConnection socket, boolean broken) {
        if (!peer.connection().equals(socket)) {
            return; // it has gone on over another one
        }
        stopWaiting(peer);
        peer.knocking().ifPresent(lobby -> lobby.forget(peer));
        Optional<Room> room = peer.room();
        if (!broken || draining || room.isEmpty() || !peer.resumption().isPossible()) {
            peer.gone();
            leave(peer);
            return;
        }
        room.get().away(peer);
        String secret = peer.resumption().secret();
        var _ = time.control()
                .schedule(() -> giveUp(peer, secret), Resumption.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Each return has a secret of its own. */
    private void giveUp(Peer peer, String secret) {
        if (peer.resumption().away() && peer.resumption().isFor(secret)) {
            peer.gone();
            leave(peer);
        }
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
        rooms.values().stream()
                .flatMap(room -> room.peers().stream())
                .filter(peer -> peer.resumption().away())
                .toList()
                .forEach(this::leave);
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
            if (room.home() == worker) {
                rooms.remove(room.id(), room);
                room.close(RoomCloseReason.WORKER_DIED, Room.WORKER_DIED);
                entrance.meetingOver(room.id());
            } else {
                room.lost(worker);
                closeIfEmpty(room);
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

    /** Something that may be refused. */
    private interface Attempt {
        ServerMessage carryOut() throws RequestRefused;
    }

    private static CompletableFuture<ServerMessage> attempt(Attempt attempt) {
        try {
            return CompletableFuture.completedFuture(attempt.carryOut());
        } catch (RequestRefused e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}

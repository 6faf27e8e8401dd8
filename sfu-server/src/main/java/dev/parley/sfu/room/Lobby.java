package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomCloseReason;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.WaitingPeer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Those who wait at the door of a room, and those who were let in. Nothing of the room is told to who waits: neither that
 * anybody is inside, nor that anybody else waits.
 */
final class Lobby {
    static final int MAXIMUM_WAITING = 100;

    private record Waiting(Peer peer, String displayName) {}

    private final String roomId;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Set<String> admitted = new HashSet<>();
    private final Set<PersonKey> admittedPersons = new HashSet<>();
    /** Those whom the server itself put out, and what they were: they come back as if they had stayed. */
    private final Map<PersonKey, Role> expected = new HashMap<>();
    /** By who stands in for the owner. */
    private final Set<String> keptOut = new HashSet<>();

    Lobby(String roomId) {
        this.roomId = roomId;
    }

    String roomId() {
        return roomId;
    }

    /** Somebody begins to wait, or waits on under another name. */
    void add(Peer peer, String displayName) throws RequestRefused {
        if (waiting.size() >= MAXIMUM_WAITING && !waiting.containsKey(peer.id())) {
            throw new RequestRefused(ErrorCode.RATE_LIMITED, "too many knock at once; try again in a while");
        }
        waiting.put(peer.id(), new Waiting(peer, displayName));
        peer.knocksAt(this);
    }

    /** Somebody does not wait any more. Whether it did. */
    boolean remove(Peer peer) {
        return waiting.remove(peer.id()) != null;
    }

    /** Whoever was let in may come in, again and again if it is known again. */
    boolean hasAdmitted(Peer peer, Optional<PersonKey> person) {
        return admitted.contains(peer.id())
                || person.filter(admittedPersons::contains).isPresent();
    }

    /** Somebody is put out through no fault of anybody, and will come back if it can be known again. */
    void expect(Peer peer) {
        // What a token has said it says again, and who stands in does so for as long as nobody leaves only.
        Role role = peer.hasRoleByToken() || peer.isStandIn() ? Role.PARTICIPANT : peer.role();
        peer.person().ifPresent(person -> expected.put(person, role));
    }

    /** What somebody was who is to come back. */
    Optional<Role> expected(Optional<PersonKey> person) {
        return person.map(expected::get);
    }

    /** The one inside does not need the ticket any more. */
    void entered(Peer peer, Optional<PersonKey> person) {
        person.ifPresent(expected::remove);
        if (admitted.remove(peer.id())) {
            person.ifPresent(admittedPersons::add);
        }
    }

    void forget(Peer peer) {
        admitted.remove(peer.id());
    }

    /** Lets somebody in, or turns somebody away, who waits. */
    void answer(String peerId, boolean let) throws RequestRefused {
        Waiting who = waiting.remove(peerId);
        if (who == null) {
            throw new RequestRefused(ErrorCode.NO_SUCH_PEER, "nobody with the id " + peerId + " waits at the door");
        }
        answer(who.peer(), let);
    }

    /** Lets all in, or turns all away. */
    void answerAll(boolean let) {
        List<Waiting> all = List.copyOf(waiting.values());
        waiting.clear();
        all.forEach(each -> answer(each.peer(), let));
    }

    /** The room is no more: there is nobody who could let them in. */
    void over() {
        List<Waiting> all = List.copyOf(waiting.values());
        waiting.clear();
        Announcement news = new Announcement(new ServerMessage.RoomClosed(roomId, RoomCloseReason.ENDED));
        all.forEach(each -> news.tell(each.peer()));
    }

    /** Lets somebody in, or turns somebody away. */
    void answer(Peer peer, boolean let) {
        waiting.remove(peer.id());
        if (let) {
            admitted.add(peer.id());
        }
        peer.tell(new RoomNews.KnockAnswered(roomId, let));
    }

    /** Somebody does not come in any more while the meeting goes on. */
    void keepOut(String banName) {
        keptOut.add(banName);
    }

    boolean keepsOut(String banName) {
        return keptOut.contains(banName);
    }

    /** The next meeting begins with nobody let in, expected or kept out. */
    void meetingOver() {
        expected.clear();
        keptOut.clear();
        admitted.clear();
        admittedPersons.clear();
    }

    boolean isWaiting(Peer peer) {
        return waiting.containsKey(peer.id());
    }

    /** For those who may let them in. */
    List<WaitingPeer> waiting() {
        return waiting.values().stream()
                .map(each -> new WaitingPeer(each.peer().id(), each.displayName()))
                .toList();
    }

    RoomNews.LobbyChanged news() {
        return new RoomNews.LobbyChanged(waiting());
    }
}

package dev.parley.sfu.room;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.ProducerSource;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomCloseReason;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What those who keep order do to others. Media is only ever stopped for others, never started. */
final class Moderation {
    private final Room room;
    private final RoomPlace place;
    private final Succession succession;

    Moderation(Room room, RoomPlace place, Succession succession) {
        this.room = room;
        this.place = place;
        this.succession = succession;
    }

    CompletableFuture<ServerMessage> mute(Peer by, String peerId) throws RequestRefused {
        Command.MUTE.require(by);
        Peer target = other(by, peerId);
        Command.MUTE.require(by, target);
        ServerMessage muted = new RoomNews.PeerMuted(target.id(), by.id());
        return room.media().pauseOf(target, Moderation::isMicrophone).thenApply(any -> {
            if (any) {
                target.tell(muted);
            }
            return muted;
        });
    }

    CompletableFuture<ServerMessage> muteAll(Peer by) throws RequestRefused {
        Command.MUTE_ALL.require(by);
        List<String> muted = new ArrayList<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Peer target : room.peers()) {
            if (target != by && by.role().isAtLeast(target.role())) {
                all.add(room.media().pauseOf(target, Moderation::isMicrophone).thenAccept(any -> {
                    if (any) {
                        muted.add(target.id());
                        target.tell(new RoomNews.PeerMuted(target.id(), by.id()));
                    }
                }));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> new RoomNews.AllMuted(muted));
    }

    CompletableFuture<ServerMessage> stopVideo(Peer by, String peerId) throws RequestRefused {
        Command.STOP_VIDEO.require(by);
        Peer target = other(by, peerId);
        Command.STOP_VIDEO.require(by, target);
        ServerMessage stopped = new RoomNews.VideoStopped(target.id(), by.id());
        return room.media().pauseOf(target, Moderation::isSeen).thenApply(any -> {
            if (any) {
                target.tell(stopped);
            }
            return stopped;
        });
    }

    private static boolean isMicrophone(PeerProducer producer) {
        return !isSeen(producer);
    }

    /** The sound of what is shared belongs to the screen. */
    private static boolean isSeen(PeerProducer producer) {
        return producer.kind() == MediaKind.VIDEO || producer.source().equals(Optional.of(ProducerSource.SCREEN_AUDIO));
    }

    ServerMessage remove(Peer by, String peerId) throws RequestRefused {
        Command.REMOVE.require(by);
        Peer target = other(by, peerId);
        Command.REMOVE.require(by, target);
        room.expel(target, RoomCloseReason.REMOVED, ErrorCode.FORBIDDEN, "you were put out of the room");
        return new RoomNews.PeerRemoved(target.id(), false);
    }

    ServerMessage ban(Peer by, String peerId) throws RequestRefused {
        Command.BAN.require(by);
        Peer target = other(by, peerId);
        Command.BAN.require(by, target);
        // A reverse proxy's own address would keep everybody out.
        if (target.person().isPresent() || !target.connection().remoteAddress().isLoopbackAddress()) {
            String who = Visitor.banName(target, target.person());
            if (by.isStandIn()) {
                place.lobby().keepOut(who);
            } else {
                place.setup().ban(who);
            }
        }
        place.lobby().forget(target);
        room.expel(target, RoomCloseReason.BANNED, ErrorCode.FORBIDDEN, "you were put out of the room for good");
        return new RoomNews.PeerRemoved(target.id(), true);
    }

    private Peer other(Peer by, String peerId) throws RequestRefused {
        Peer target = room.peer(peerId);
        if (target == by) {
            throw new RequestRefused(ErrorCode.FORBIDDEN, "that is you");
        }
        return target;
    }

    CompletableFuture<ServerMessage> setRole(Peer by, String peerId, Role role) throws RequestRefused {
        Command.SET_ROLE.require(by);
        Peer target = room.peer(peerId);
        if (target.generation() == Generation.BASE && role.isAtLeast(Role.PARTICIPANT)) {
            throw new RequestRefused(ErrorCode.FORBIDDEN, "clients of the base protocol are guests or viewers");
        }
        if (target.role() == Role.OWNER && role != Role.OWNER && isLastOwner(target)) {
            throw new RequestRefused(ErrorCode.FORBIDDEN, "a room has an owner: make another one first");
        }
        place.setup().remember(target.person(), role);
        ServerMessage changed = succession.become(target, role);
        room.tellOthers(by, changed);
        return Command.PRODUCE.isFor(role)
                ? CompletableFuture.completedFuture(changed)
                : silence(by, target).thenApply(_ -> changed);
    }

    /** Whoever may only watch from now on is neither heard nor seen. */
    private CompletableFuture<Void> silence(Peer by, Peer target) {
        return room.media()
                .pauseOf(target, Moderation::isMicrophone)
                .thenAcceptBoth(room.media().pauseOf(target, Moderation::isSeen), (heard, seen) -> {
                    if (heard) {
                        target.tell(new RoomNews.PeerMuted(target.id(), by.id()));
                    }
                    if (seen) {
                        target.tell(new RoomNews.VideoStopped(target.id(), by.id()));
                    }
                });
    }

    private boolean isLastOwner(Peer owner) {
        return room.peers().stream().noneMatch(peer -> peer != owner && peer.role() == Role.OWNER);
    }

    ServerMessage admit(Peer by, String peerId) throws RequestRefused {
        Command.ADMIT.require(by);
        return answerKnock(by, peerId, true);
    }

    ServerMessage deny(Peer by, String peerId) throws RequestRefused {
        Command.DENY.require(by);
        return answerKnock(by, peerId, false);
    }

    private ServerMessage answerKnock(Peer by, String peerId, boolean let) throws RequestRefused {
        place.lobby().answer(peerId, let);
        ServerMessage news = place.lobby().news();
        tellDoorkeepers(news, by);
        return news;
    }

    void lobbyChanged() {
        Announcement news = new Announcement(place.lobby().news());
        room.peers().stream().filter(peer -> Command.ADMIT.isFor(peer.role())).forEach(news::tell);
    }

    private void tellDoorkeepers(ServerMessage message, Peer except) {
        Announcement news = new Announcement(message);
        room.peers().stream()
                .filter(peer -> peer != except && Command.ADMIT.isFor(peer.role()))
                .forEach(news::tell);
    }
}

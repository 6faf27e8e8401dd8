package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Changes of how a room is set up. */
final class Settings {
    private final Room room;
    private final RoomPlace place;
    private final Passwords passwords;
    private final Succession succession;

    Settings(Room room, RoomPlace place, Passwords passwords, Succession succession) {
        this.room = room;
        this.place = place;
        this.passwords = passwords;
        this.succession = succession;
    }

    ServerMessage lock(Peer by, boolean locked) throws RequestRefused {
        Command.LOCK.require(by);
        if (by.isStandIn()) {
            place.setup().lockedByStandIn(locked);
        } else {
            place.setup().locked(locked);
        }
        return changed(by);
    }

    /** Without a lobby nobody needs to wait. */
    ServerMessage setLobby(Peer by, boolean lobby) throws RequestRefused {
        Command.SET_LOBBY.require(by);
        place.setup().lobby(lobby);
        if (!lobby && !place.lobby().waiting().isEmpty()) {
            place.lobby().answerAll(true);
            room.meeting().lobbyChanged();
        }
        return changed(by);
    }

    CompletableFuture<ServerMessage> setPassword(Peer by, String password) throws RequestRefused {
        Command.SET_PASSWORD.require(by);
        if (password.isEmpty()) {
            place.setup().password(Optional.empty());
            return CompletableFuture.completedFuture(changed(by));
        }
        return passwords.hash(password).thenApply(hash -> {
            place.setup().password(Optional.of(hash));
            return changed(by);
        });
    }

    ServerMessage setChatHistory(Peer by, ChatHistory history) throws RequestRefused {
        Command.SET_CHAT_HISTORY.require(by);
        place.setup().chatHistory(history);
        return changed(by);
    }

    /** Once a room is set up, those who keep order in it are to be known again. */
    private ServerMessage changed(Peer by) {
        room.peers().stream()
                .filter(peer -> !peer.isStandIn())
                .forEach(peer -> place.setup().remember(peer.person(), peer.role()));
        ServerMessage news = new RoomNews.RoomSettingsChanged(place.setup().settings());
        room.tellOthers(by, news);
        succession.findOwner(); // a room that is not set up any more belongs to those inside
        return news;
    }
}

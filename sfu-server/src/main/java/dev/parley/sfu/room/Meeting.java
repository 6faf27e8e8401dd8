package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.RoomState;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A room as a meeting of people: what they say to each other and who keeps order. All of it is state of the server;
 * whoever asks for a change gets as the answer what the others are told.
 */
public final class Meeting {
    private final Room room;
    private final RoomPlace place;
    private final ControlTime time;
    private final Succession succession;
    private final Moderation moderation;
    private final Settings settings;
    private final Hands hands = new Hands();
    private final Chat chat;
    private Optional<String> spotlight = Optional.empty();

    Meeting(Room room, RoomPlace place, ControlTime time, Passwords passwords, List<ChatMessage> earlier) {
        this.room = room;
        this.place = place;
        this.time = time;
        this.succession = new Succession(room, place);
        this.moderation = new Moderation(room, place, succession);
        this.settings = new Settings(room, place, passwords, succession);
        this.chat = new Chat(earlier, place.lastKept());
    }

    /** Does what is asked of those inside; what is asked at the door is for {@link Rooms}. */
    public CompletableFuture<ServerMessage> carryOut(Peer by, RoomRequest request) throws RequestRefused {
        if (!(request instanceof RoomRequest.SetLayout)) {
            by.requirePace(time.nanoClock().getAsLong());
        }
        return switch (request) {
            case RoomRequest.RaiseHand _ -> now(raiseHand(by));
            case RoomRequest.LowerHand lower -> now(lowerHand(by, lower));
            case RoomRequest.SendReaction reaction -> now(react(by, reaction));
            case RoomRequest.SendChat said -> now(say(by, said));
            case RoomRequest.SetSpotlight light -> now(setSpotlight(by, light.peerId()));
            case RoomRequest.MutePeer mute -> moderation.mute(by, mute.peerId());
            case RoomRequest.MuteAll _ -> moderation.muteAll(by);
            case RoomRequest.StopVideo stop -> moderation.stopVideo(by, stop.peerId());
            case RoomRequest.RemovePeer remove -> now(moderation.remove(by, remove.peerId()));
            case RoomRequest.BanPeer ban -> now(moderation.ban(by, ban.peerId()));
            case RoomRequest.SetRole role -> moderation.setRole(by, role.peerId(), role.role());
            case RoomRequest.AdmitPeer admit -> now(moderation.admit(by, admit.peerId()));
            case RoomRequest.DenyPeer deny -> now(moderation.deny(by, deny.peerId()));
            case RoomRequest.LockRoom lock -> now(settings.lock(by, lock.locked()));
            case RoomRequest.SetLobby lobby -> now(settings.setLobby(by, lobby.lobby()));
            case RoomRequest.SetPassword password -> settings.setPassword(by, password.password());
            case RoomRequest.SetChatHistory history -> now(setChatHistory(by, history));
            case RoomRequest.SetLayout layout -> room.media().setLayout(by, layout.visible());
            case RoomRequest.EndRoom _, RoomRequest.Knock _, RoomRequest.ResumeSession _ ->
                throw new IllegalArgumentException(request.type() + " is not for those inside");
        };
    }

    private static CompletableFuture<ServerMessage> now(ServerMessage answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private ServerMessage raiseHand(Peer by) throws RequestRefused {
        Command.RAISE_HAND.require(by);
        return handsChanged(by, hands.raise(by.id()));
    }

    private ServerMessage lowerHand(Peer by, RoomRequest.LowerHand request) throws RequestRefused {
        String whose = request.peerId().orElse(by.id());
        if (whose.equals(by.id())) {
            Command.LOWER_OWN_HAND.require(by);
        } else {
            Command.LOWER_HAND.require(by, room.peer(whose));
        }
        return handsChanged(by, hands.lower(whose));
    }

    private ServerMessage handsChanged(Peer by, boolean changed) {
        RoomNews.HandsChanged news = hands.news();
        if (changed) {
            room.tellOthers(by, news);
        }
        return news;
    }

    private ServerMessage react(Peer by, RoomRequest.SendReaction request) throws RequestRefused {
        Command.REACT.require(by);
        RoomNews.ReactionShown shown = new RoomNews.ReactionShown(by.id(), request.reaction());
        room.tellOthers(by, shown);
        return shown;
    }

    private ServerMessage say(Peer by, RoomRequest.SendChat request) throws RequestRefused {
        Command.CHAT.require(by);
        if (request.to().isEmpty()) {
            ChatMessage message = remember(by, request);
            place.keep(message, chat.oldest());
            room.tellOthers(by, message);
            return message;
        }
        Command.CHAT_PRIVATELY.require(by);
        Peer reader = room.peer(request.to().get());
        if (reader.generation() == Generation.BASE || reader == by) {
            throw new RequestRefused(ErrorCode.FORBIDDEN, "nobody would read that");
        }
        ChatMessage message = remember(by, request);
        reader.tell(message);
        return message;
    }

    private ChatMessage remember(Peer by, RoomRequest.SendChat request) {
        return chat.say(
                by,
                request,
                place.setup().settings().chatHistory(),
                time.wallClock().instant());
    }

    /** What was said so far is kept too, as far as those who come later could have seen it anyhow. */
    private ServerMessage setChatHistory(Peer by, RoomRequest.SetChatHistory request) throws RequestRefused {
        ServerMessage news = settings.setChatHistory(by, request.chatHistory());
        chat.forLater().forEach(message -> place.keep(message, chat.oldest()));
        return news;
    }

    private ServerMessage setSpotlight(Peer by, Optional<String> whom) throws RequestRefused {
        Command.SPOTLIGHT.require(by);
        if (whom.isPresent()) {
            room.peer(whom.get());
        }
        spotlight = whom;
        RoomNews.SpotlightChanged news = new RoomNews.SpotlightChanged(whom);
        room.tellOthers(by, news);
        return news;
    }

    /** The number of the last thing said. */
    long lastChat() {
        return chat.last();
    }

    /** What a peer has to know besides who is there and what they send, without the chat up to a number. */
    RoomState describeTo(Peer peer, long afterChat) {
        RoomSetup setup = place.setup();
        return new RoomState(
                peer.info(),
                setup.settings(),
                hands.queue(),
                spotlight,
                chat.visibleTo(peer, afterChat, setup.settings().chatHistory()),
                Command.ADMIT.isFor(peer.role()) ? place.lobby().waiting() : List.of(),
                room.sound().speaker());
    }

    /** Whether somebody who comes in now owns the room, unless a token says otherwise. */
    boolean isFreeToOwn() {
        return succession.isFreeToOwn();
    }

    /** They have left: what they were in the meeting is over, and others may have to keep order now. */
    void left(List<Peer> gone) {
        List<String> ids = gone.stream().map(Peer::id).toList();
        if (ids.stream().filter(hands::lower).count() > 0) {
            room.tellAll(hands.news());
        }
        if (spotlight.filter(ids::contains).isPresent()) {
            spotlight = Optional.empty();
            room.tellAll(new RoomNews.SpotlightChanged(spotlight));
        }
        succession.left(gone);
    }

    /** Others wait at the door now. */
    void lobbyChanged() {
        moderation.lobbyChanged();
    }
}

package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Extension;
import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Matches;
import dev.parley.protocol.json.Omittable;
import java.util.List;
import java.util.Optional;

/** What a client asks of the room as a meeting of people, and at its door: no media. All of it belongs to the extensions. */
public sealed interface RoomRequest extends ClientMessage {
    /** Puts the peer's own hand up, at the end of the queue. A hand that is up stays where it is. */
    @Extension
    @AnsweredBy(RoomNews.HandsChanged.class)
    record RaiseHand() implements RoomRequest {}

    /**
     * Takes a hand down.
     *
     * @param peerId whose; absent for the peer's own
     */
    @Extension
    @AnsweredBy(RoomNews.HandsChanged.class)
    record LowerHand(Optional<String> peerId) implements RoomRequest {}

    /** Shows everybody something for a moment. */
    @Extension
    @AnsweredBy(RoomNews.ReactionShown.class)
    record SendReaction(Reaction reaction) implements RoomRequest {}

    /**
     * Says something in writing.
     *
     * @param text 1 to 2,000 characters; of control characters, line feed and tabulator only
     * @param to the one who may read it; absent for everybody
     */
    @Extension
    @AnsweredBy(RoomNews.ChatMessage.class)
    record SendChat(
            @Length(max = 2_000)
            @Matches(
                    value = "[\\P{Cntrl}\\n\\t]*",
                    expected = "a text of 1 to 2000 characters without control characters other than line feeds")
            String text,

            Optional<String> to)
            implements RoomRequest {}

    /** Pauses another's microphone. Only its owner can resume it. */
    @Extension
    @AnsweredBy(RoomNews.PeerMuted.class)
    record MutePeer(String peerId) implements RoomRequest {}

    /** Pauses the microphones of all others who are not above the peer. */
    @Extension
    @AnsweredBy(RoomNews.AllMuted.class)
    record MuteAll() implements RoomRequest {}

    /** Pauses another's cameras and shared screens. Only their owner can resume them. */
    @Extension
    @AnsweredBy(RoomNews.VideoStopped.class)
    record StopVideo(String peerId) implements RoomRequest {}

    /** Puts another out of the room, who may come back. */
    @Extension
    @AnsweredBy(RoomNews.PeerRemoved.class)
    record RemovePeer(String peerId) implements RoomRequest {}

    /** Puts another out of the room for good. */
    @Extension
    @AnsweredBy(RoomNews.PeerRemoved.class)
    record BanPeer(String peerId) implements RoomRequest {}

    /** Lets nobody else in, or lets them in again. */
    @Extension
    @AnsweredBy(RoomNews.RoomSettingsChanged.class)
    record LockRoom(boolean locked) implements RoomRequest {}

    /** Has others knock before they come in, or not any more: then those at the door are let in. */
    @Extension
    @AnsweredBy(RoomNews.RoomSettingsChanged.class)
    record SetLobby(boolean lobby) implements RoomRequest {}

    /**
     * Has others give a password.
     *
     * @param password at most 128 characters; empty for none any more
     */
    @Extension
    @AnsweredBy(RoomNews.RoomSettingsChanged.class)
    record SetPassword(@Omittable @Length(max = 128) String password) implements RoomRequest {}

    /** Says what of the chat those see who come later. */
    @Extension
    @AnsweredBy(RoomNews.RoomSettingsChanged.class)
    record SetChatHistory(ChatHistory chatHistory) implements RoomRequest {}

    /** Gives another a role. A room has one owner or more. */
    @Extension
    @AnsweredBy(RoomNews.PeerChanged.class)
    record SetRole(String peerId, Role role) implements RoomRequest {}

    /**
     * Has everybody see someone large.
     *
     * @param peerId whom; absent for nobody any more
     */
    @Extension
    @AnsweredBy(RoomNews.SpotlightChanged.class)
    record SetSpotlight(Optional<String> peerId) implements RoomRequest {}

    /** Ends the meeting for everybody. */
    @Extension
    @AnsweredBy(ServerMessage.RoomClosed.class)
    record EndRoom() implements RoomRequest {}

    /** Lets someone in who knocked. */
    @Extension
    @AnsweredBy(RoomNews.LobbyChanged.class)
    record AdmitPeer(String peerId) implements RoomRequest {}

    /** Turns someone away who knocked. */
    @Extension
    @AnsweredBy(RoomNews.LobbyChanged.class)
    record DenyPeer(String peerId) implements RoomRequest {}

    /**
     * Asks those inside to be let in, after {@code joinRoom} was refused with {@code knock-required}.
     *
     * @param room what {@code joinRoom} said
     */
    @Extension
    @AnsweredBy(RoomNews.Knocking.class)
    record Knock(ClientMessage.JoinRoom room) implements RoomRequest {}

    /**
     * Takes up again what another socket, now gone, was the conversation of.
     *
     * @param roomId the room it was in
     * @param peerId who it was
     * @param secret from the last {@code roomJoined} or {@code sessionResumed}; good for one use
     * @param lastChat the number of the last chat message that the client has, 0 for none
     */
    @Extension
    @AnsweredBy(RoomNews.SessionResumed.class)
    record ResumeSession(
            @Length(max = 128) String roomId,
            @Length(max = 64) String peerId,
            @Length(max = 128) String secret,
            @Omittable long lastChat)
            implements RoomRequest {}

    /**
     * Says which videos of others are on the screen, and how large. Before the first time, all count as visible.
     *
     * @param visible the producers shown; at most 256
     */
    @Extension
    @AnsweredBy(RoomNews.LayoutTaken.class)
    record SetLayout(@Length(max = 256) List<VisibleProducer> visible) implements RoomRequest {
        /** Copies the list. */
        public SetLayout {
            visible = List.copyOf(visible);
        }
    }
}

package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Extension;
import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Matches;
import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.json.Range;
import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpParameters;
import java.util.Optional;

/** What a client asks of the server. */
public sealed interface ClientMessage extends Message
        permits ClientMessage.GetRouterRtpCapabilities,
                ClientMessage.JoinRoom,
                ClientMessage.CreateTransport,
                ClientMessage.ConnectTransport,
                ClientMessage.Produce,
                ClientMessage.Consume,
                ClientMessage.ResumeConsumer,
                ClientMessage.PauseConsumer,
                ClientMessage.CloseConsumer,
                ClientMessage.RequestConsumerKeyFrame,
                ClientMessage.PauseProducer,
                ClientMessage.ResumeProducer,
                ClientMessage.CloseProducer,
                ClientMessage.RestartIce,
                ClientMessage.CloseTransport,
                ClientMessage.LeaveRoom,
                LayerRequest,
                RoomRequest {
    /** The RTP capabilities of any router of this server. */
    @AnsweredBy(ServerMessage.RouterRtpCapabilities.class)
    record GetRouterRtpCapabilities() implements ClientMessage {}

    /**
     * Enters a room, which is made if need be.
     *
     * @param roomId 1 to 128 characters
     * @param displayName the name shown to the others, without control characters; empty for a guest
     * @param token lets its bearer into a room that needs one, in the name and role it says; empty for none
     * @param protocol 2 or more asks for the extensions; 0 or 1 is the base protocol
     * @param password of the room, at most 128 characters; empty for none
     * @param personKey a secret of the client's own, the same each time it comes: by it the server knows again whom it
     *     has given a role in a room that is set up, or put out of it; nobody else is told. Empty for none
     * @param resumable whether the client will go on over another socket when this one breaks: then its place is kept for
     *     a while
     */
    @AnsweredBy(ServerMessage.RoomJoined.class)
    record JoinRoom(
            @Length(max = 128) String roomId,

            @Extension
            @Omittable
            @Length(max = 64)
            @Matches(value = "\\P{Cntrl}*", expected = "a text without control characters")
            String displayName,

            @Extension @Omittable @Length(max = 4096) String token,

            @Extension @Omittable @Range(min = 0, max = Integer.MAX_VALUE)
            int protocol,

            @Extension @Omittable @Length(max = 128) String password,

            @Extension
            @Omittable
            @Length(max = 128)
            @Matches(value = "|\\p{Graph}{22,128}", expected = "a text of 22 to 128 printable characters of ASCII")
            String personKey,

            @Extension @Omittable boolean resumable)
            implements ClientMessage {
        /** Without a password, by someone whom no server knows again. */
        public JoinRoom(String roomId, String displayName, String token, int protocol) {
            this(roomId, displayName, token, protocol, "", "", false);
        }

        /** The generation that the client asks for. */
        public Generation requestedGeneration() {
            return protocol >= 2 ? Generation.EXTENDED : Generation.BASE;
        }
    }

    /** Makes a transport. */
    @AnsweredBy(ServerMessage.TransportCreated.class)
    record CreateTransport(TransportDirection direction) implements ClientMessage {}

    /** Gives the server the client's DTLS parameters. */
    @AnsweredBy(ServerMessage.TransportConnected.class)
    record ConnectTransport(String transportId, DtlsParameters dtlsParameters) implements ClientMessage {}

    /**
     * Begins to send a track.
     *
     * @param source what it shows, if the client tells
     * @param paused whether it starts paused
     */
    @AnsweredBy(ServerMessage.Produced.class)
    record Produce(
            String transportId,
            MediaKind kind,
            RtpParameters rtpParameters,
            @Extension Optional<ProducerSource> source,
            @Extension @Omittable boolean paused)
            implements ClientMessage {}

    /** Asks for a producer's media; the consumer starts paused. */
    @AnsweredBy(ServerMessage.Consumed.class)
    record Consume(String producerId, RtpCapabilities rtpCapabilities) implements ClientMessage {}

    /** Lets the media of a consumer flow. */
    @AnsweredBy(ServerMessage.ConsumerResumed.class)
    record ResumeConsumer(String consumerId) implements ClientMessage {}

    /** Stops the media of a consumer for a while. */
    @Extension
    @AnsweredBy(ServerMessage.ConsumerPaused.class)
    record PauseConsumer(String consumerId) implements ClientMessage {}

    /** Ends a consumer. */
    @Extension
    @AnsweredBy(ServerMessage.ConsumerClosed.class)
    record CloseConsumer(String consumerId) implements ClientMessage {}

    /** Asks for a key frame of a video consumer. */
    @Extension
    @AnsweredBy(ServerMessage.ConsumerKeyFrameRequested.class)
    record RequestConsumerKeyFrame(String consumerId) implements ClientMessage {}

    /** Says that the peer's own producer sends nothing for a while (muted, camera off). */
    @Extension
    @AnsweredBy(ServerMessage.ProducerPaused.class)
    record PauseProducer(String producerId) implements ClientMessage {}

    /** Says that the peer's own producer sends again. */
    @Extension
    @AnsweredBy(ServerMessage.ProducerResumed.class)
    record ResumeProducer(String producerId) implements ClientMessage {}

    /** Ends the peer's own producer. */
    @Extension
    @AnsweredBy(ServerMessage.ProducerClosed.class)
    record CloseProducer(String producerId) implements ClientMessage {}

    /** Asks for new ICE credentials of a transport, after the client's network changed. */
    @Extension
    @AnsweredBy(ServerMessage.IceRestarted.class)
    record RestartIce(String transportId) implements ClientMessage {}

    /** Ends a transport with its producers and consumers. */
    @Extension
    @AnsweredBy(ServerMessage.TransportClosed.class)
    record CloseTransport(String transportId) implements ClientMessage {}

    /** Leaves the room and keeps the socket; another room can be joined then. */
    @Extension
    @AnsweredBy(ServerMessage.RoomLeft.class)
    record LeaveRoom() implements ClientMessage {}
}

package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Extension;
import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.media.ConsumerType;
import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.IceCandidate;
import dev.parley.protocol.media.IceParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpParameters;
import java.util.List;
import java.util.Optional;

/** What the server tells a client: answers, and events of the room. */
public sealed interface ServerMessage extends Message
        permits ServerMessage.Connected,
                ServerMessage.RouterRtpCapabilities,
                ServerMessage.RoomJoined,
                ServerMessage.NewPeer,
                ServerMessage.PeerLeft,
                ServerMessage.TransportCreated,
                ServerMessage.TransportConnected,
                ServerMessage.Produced,
                ServerMessage.NewProducer,
                ServerMessage.Consumed,
                ServerMessage.ConsumerResumed,
                ServerMessage.ErrorMessage,
                ServerMessage.ConsumerPaused,
                ServerMessage.ConsumerClosed,
                ServerMessage.ConsumerKeyFrameRequested,
                ServerMessage.ProducerPaused,
                ServerMessage.ProducerResumed,
                ServerMessage.ProducerClosed,
                ServerMessage.IceRestarted,
                ServerMessage.TransportClosed,
                ServerMessage.RoomLeft,
                ServerMessage.RoomClosed,
                ServerMessage.ServerDraining,
                LayerNews,
                SoundNews,
                RoomNews {
    /** The first frame of every socket. */
    record Connected(String peerId) implements ServerMessage {}

    /** What the server's routers can route. */
    record RouterRtpCapabilities(RtpCapabilities rtpCapabilities) implements ServerMessage {}

    /**
     * The peer is in the room.
     *
     * @param peers the ids of all others
     * @param existingProducers one entry for each other peer that has a producer
     * @param peerInfos the facts about all others
     * @param state everything else about the room
     * @param resumeSecret for {@code resumeSession}; empty when the server keeps no place for a peer that is cut off
     */
    record RoomJoined(
            String roomId,
            List<String> peers,
            List<PeerProducers> existingProducers,
            @Extension @Omittable(written = true) List<PeerInfo> peerInfos,
            @Extension Optional<RoomState> state,
            @Extension @Omittable String resumeSecret)
            implements ServerMessage {
        /** Copies the lists. */
        public RoomJoined {
            peers = List.copyOf(peers);
            existingProducers = List.copyOf(existingProducers);
            peerInfos = List.copyOf(peerInfos);
        }
    }

    /**
     * Another peer has entered the room.
     *
     * @param displayName empty when it gave none
     * @param guest whether the peer speaks the base protocol only
     * @param role what it is in the room
     */
    record NewPeer(
            String peerId,
            @Extension @Omittable(written = true) String displayName,
            @Extension @Omittable(written = true) boolean guest,
            @Extension Optional<Role> role)
            implements ServerMessage {}

    /** Another peer is gone, and all that it had. */
    record PeerLeft(String peerId) implements ServerMessage {}

    /** A transport exists; its ports are open. */
    record TransportCreated(
            String transportId,
            IceParameters iceParameters,
            List<IceCandidate> iceCandidates,
            DtlsParameters dtlsParameters,
            TransportDirection direction)
            implements ServerMessage {
        /** Copies the list. */
        public TransportCreated {
            iceCandidates = List.copyOf(iceCandidates);
        }
    }

    /** The client's DTLS parameters are taken; the handshake can go on. */
    record TransportConnected(String transportId) implements ServerMessage {}

    /** A producer exists. Answers are in the order of requests, so base clients tell them apart by kind. */
    record Produced(String producerId, MediaKind kind) implements ServerMessage {}

    /**
     * Another peer has a new producer.
     *
     * @param paused whether it starts paused
     * @param source what it shows, if its owner told
     */
    record NewProducer(
            String peerId,
            String producerId,
            MediaKind kind,
            @Extension @Omittable(written = true) boolean paused,
            @Extension Optional<ProducerSource> source)
            implements ServerMessage {}

    /**
     * A consumer exists, and is paused.
     *
     * @param producerPeerId who sends
     * @param consumerType whether there are layers to choose from, and of which kind
     * @param producerPaused whether its producer is paused at this time
     */
    record Consumed(
            String consumerId,
            String producerId,
            String producerPeerId,
            MediaKind kind,
            RtpParameters rtpParameters,
            @Extension Optional<ConsumerType> consumerType,
            @Extension @Omittable(written = true) boolean producerPaused)
            implements ServerMessage {}

    /** The media of a consumer flows. */
    record ConsumerResumed(String consumerId) implements ServerMessage {}

    /**
     * A request was refused, and nothing was changed by it.
     *
     * @param message a sentence for developers
     * @param code a stable word
     * @param request the type of what was refused, when it was legible
     */
    record ErrorMessage(String message, ErrorCode code, Optional<String> request) implements ServerMessage {}

    /** The media of a consumer is stopped, as its owner asked. */
    @Extension
    record ConsumerPaused(String consumerId) implements ServerMessage {}

    /** A consumer is gone: its owner asked for it, or the producer or a transport has ended. */
    @Extension
    record ConsumerClosed(String consumerId, String producerId) implements ServerMessage {}

    /** A key frame was asked of the producer, or has been just before. */
    @Extension
    record ConsumerKeyFrameRequested(String consumerId) implements ServerMessage {}

    /** A producer sends nothing for a while; to its owner as the answer, to the others as news. */
    @Extension
    record ProducerPaused(String peerId, String producerId) implements ServerMessage {}

    /** A producer sends again; to its owner as the answer, to the others as news. */
    @Extension
    record ProducerResumed(String peerId, String producerId) implements ServerMessage {}

    /** A producer has ended; to its owner as the answer, to the others as news. */
    @Extension
    record ProducerClosed(String peerId, String producerId) implements ServerMessage {}

    /** The new ICE credentials of a transport; the old ones work until the new ones are used. */
    @Extension
    record IceRestarted(String transportId, IceParameters iceParameters) implements ServerMessage {}

    /** A transport has ended, with its producers and consumers. */
    @Extension
    record TransportClosed(String transportId, TransportCloseReason reason) implements ServerMessage {}

    /** The peer is in no room any more, and all its transports are gone. */
    @Extension
    record RoomLeft(String roomId) implements ServerMessage {}

    /** The room ended under the peer, which is in no room any more, and all its transports are gone. */
    @Extension
    record RoomClosed(String roomId, RoomCloseReason reason) implements ServerMessage {}

    /**
     * The server stops when everybody has left, and after some time in any case; nobody gets in any more.
     *
     * @param seconds until then at the most
     */
    @Extension
    record ServerDraining(int seconds) implements ServerMessage {}
}

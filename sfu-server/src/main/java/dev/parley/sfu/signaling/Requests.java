package dev.parley.sfu.signaling;

import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.LayerRequest;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.sfu.room.Peer;
import dev.parley.sfu.room.RequestRefused;
import dev.parley.sfu.room.Room;
import dev.parley.sfu.room.RoomMedia;
import dev.parley.sfu.room.Rooms;
import java.util.concurrent.CompletableFuture;

/** From each request to the call it means. */
final class Requests {
    private final Rooms rooms;
    private final RtpCapabilities capabilities;

    Requests(Rooms rooms, RtpCapabilities capabilities) {
        this.rooms = rooms;
        this.capabilities = capabilities;
    }

    /** Does what is asked; the answer may take a while, a refusal may come at once or as the failure of the answer. */
    CompletableFuture<ServerMessage> carryOut(Peer peer, ClientMessage message) throws RequestRefused {
        return switch (message) {
            case ClientMessage.GetRouterRtpCapabilities _ -> now(new ServerMessage.RouterRtpCapabilities(capabilities));
            case ClientMessage.JoinRoom request -> rooms.join(peer, request);
            case ClientMessage.LeaveRoom _ -> leave(peer);
            case ClientMessage.CreateTransport request -> media(peer).createTransport(peer, request.direction());
            case ClientMessage.ConnectTransport request -> media(peer).connectTransport(peer, request);
            case ClientMessage.RestartIce request -> media(peer).restartIce(peer, request.transportId());
            case ClientMessage.CloseTransport request -> media(peer).closeTransport(peer, request.transportId());
            case ClientMessage.Produce request -> media(peer).produce(peer, request);
            case ClientMessage.PauseProducer request -> media(peer).pauseProducer(peer, request.producerId());
            case ClientMessage.ResumeProducer request -> media(peer).resumeProducer(peer, request.producerId());
            case ClientMessage.CloseProducer request -> media(peer).closeProducer(peer, request.producerId());
            case ClientMessage.Consume request -> media(peer).consume(peer, request);
            case ClientMessage.ResumeConsumer request -> media(peer).resumeConsumer(peer, request.consumerId());
            case ClientMessage.PauseConsumer request -> media(peer).pauseConsumer(peer, request.consumerId());
            case ClientMessage.CloseConsumer request -> media(peer).closeConsumer(peer, request.consumerId());
            case ClientMessage.RequestConsumerKeyFrame request ->
                media(peer).requestKeyFrame(peer, request.consumerId());
            case LayerRequest request -> peer.joinedRoom().layers().carryOut(peer, request);
            case RoomRequest.Knock request -> rooms.knock(peer, request.room());
            case RoomRequest.EndRoom _ -> now(rooms.end(peer));
            case RoomRequest request -> peer.joinedRoom().meeting().carryOut(peer, request);
        };
    }

    private static RoomMedia media(Peer peer) throws RequestRefused {
        return peer.joinedRoom().media();
    }

    private CompletableFuture<ServerMessage> leave(Peer peer) throws RequestRefused {
        Room room = peer.joinedRoom();
        rooms.leave(peer);
        return now(new ServerMessage.RoomLeft(room.id()));
    }

    private static CompletableFuture<ServerMessage> now(ServerMessage answer) {
        return CompletableFuture.completedFuture(answer);
    }
}

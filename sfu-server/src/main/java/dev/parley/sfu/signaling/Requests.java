package dev.parley.sfu.signaling;

import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
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
    private final Peer peer;
    private final Rooms rooms;
    private final RtpCapabilities capabilities;

    Requests(Peer peer, Rooms rooms, RtpCapabilities capabilities) {
        this.peer = peer;
        this.rooms = rooms;
        this.capabilities = capabilities;
    }

    /** Does what is asked; the answer may take a while, a refusal may come at once or as the failure of the answer. */
    CompletableFuture<ServerMessage> carryOut(ClientMessage message) throws RequestRefused {
        return switch (message) {
            case ClientMessage.GetRouterRtpCapabilities _ -> now(new ServerMessage.RouterRtpCapabilities(capabilities));
            case ClientMessage.JoinRoom request -> now(rooms.join(peer, request));
            case ClientMessage.LeaveRoom _ -> leave();
            case ClientMessage.CreateTransport request -> media().createTransport(peer, request.direction());
            case ClientMessage.ConnectTransport request -> media().connectTransport(peer, request);
            case ClientMessage.RestartIce request -> media().restartIce(peer, request.transportId());
            case ClientMessage.CloseTransport request -> media().closeTransport(peer, request.transportId());
            case ClientMessage.Produce request -> media().produce(peer, request);
            case ClientMessage.PauseProducer request -> media().pauseProducer(peer, request.producerId());
            case ClientMessage.ResumeProducer request -> media().resumeProducer(peer, request.producerId());
            case ClientMessage.CloseProducer request -> media().closeProducer(peer, request.producerId());
            case ClientMessage.Consume request -> media().consume(peer, request);
            case ClientMessage.ResumeConsumer request -> media().resumeConsumer(peer, request.consumerId());
            case ClientMessage.PauseConsumer request -> media().pauseConsumer(peer, request.consumerId());
            case ClientMessage.CloseConsumer request -> media().closeConsumer(peer, request.consumerId());
            case ClientMessage.RequestConsumerKeyFrame request -> media().requestKeyFrame(peer, request.consumerId());
            case RoomRequest request -> throw new RequestRefused(ErrorCode.FORBIDDEN, "not yet: " + request.type());
        };
    }

    private RoomMedia media() throws RequestRefused {
        return peer.joinedRoom().media();
    }

    private CompletableFuture<ServerMessage> leave() throws RequestRefused {
        Room room = peer.joinedRoom();
        rooms.leave(peer);
        return now(new ServerMessage.RoomLeft(room.id()));
    }

    private static CompletableFuture<ServerMessage> now(ServerMessage answer) {
        return CompletableFuture.completedFuture(answer);
    }
}

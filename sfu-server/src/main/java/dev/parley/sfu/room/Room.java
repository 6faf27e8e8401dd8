package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.PeerInfo;
import dev.parley.protocol.signaling.PeerProducers;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomCloseReason;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.TransportCloseReason;
import dev.parley.sfu.transport.WebRtcTransport;
import dev.parley.sfu.worker.RouterProxy;
import dev.parley.sfu.worker.WorkerProxy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The peers that meet under one name, on one router: who is there, and who is told of what. */
public final class Room implements RouterProxy.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private final String id;
    private final WorkerProxy worker;
    private final RouterProxy router;
    private final RoomMedia media;
    private final PeerLimits limits;
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Map<String, PeerProducer> producers = new HashMap<>();

    Room(String id, WorkerProxy worker, MediaOptions options) {
        this.id = id;
        this.worker = worker;
        this.router = worker.createRouter(this);
        this.limits = options.limits();
        this.media = new RoomMedia(this, router, options);
    }

    /** The name it was asked for by. */
    public String id() {
        return id;
    }

    /** The Worker its media is on. */
    WorkerProxy worker() {
        return worker;
    }

    /** What its peers do with media. */
    public RoomMedia media() {
        return media;
    }

    boolean has(Peer peer) {
        return peers.get(peer.id()) == peer;
    }

    boolean has(PeerProducer producer) {
        return producers.get(producer.id()) == producer;
    }

    int size() {
        return peers.size();
    }

    boolean isEmpty() {
        return peers.isEmpty();
    }

    /** Takes a peer in and tells the others. */
    ServerMessage.RoomJoined enter(Peer peer, Admission admission, Generation generation) throws RequestRefused {
        if (peers.size() >= limits.peers()) {
            throw new RequestRefused(ErrorCode.ROOM_FULL, "room " + id + " takes no more than " + limits.peers());
        }
        peer.entered(this, admission.displayName(), admission.role().orElse(Role.PARTICIPANT), generation);
        ServerMessage.RoomJoined joined = describeTo(peer);
        peers.put(peer.id(), peer);
        PeerInfo info = peer.info();
        tellOthers(
                peer, new ServerMessage.NewPeer(peer.id(), info.displayName(), info.guest(), Optional.of(info.role())));
        about(LOG.atInfo(), peer).log("joined, {} are there", peers.size());
        return joined;
    }

    private LoggingEventBuilder about(LoggingEventBuilder line, Peer peer) {
        return line.addKeyValue("room", id).addKeyValue("peer", peer.id());
    }

    /** What a peer has to know of the others when it comes in. */
    ServerMessage.RoomJoined describeTo(Peer peer) {
        List<Peer> others =
                peers.values().stream().filter(other -> other != peer).toList();
        return new ServerMessage.RoomJoined(
                id,
                others.stream().map(Peer::id).toList(),
                others.stream()
                        .filter(other -> !other.producers().isEmpty())
                        .map(Room::producers)
                        .toList(),
                others.stream().map(Peer::info).toList(),
                Optional.empty(),
                "");
    }

    private static PeerProducers producers(Peer peer) {
        List<ProducerInfo> infos =
                peer.producers().values().stream().map(PeerProducer::info).toList();
        return new PeerProducers(peer.id(), infos);
    }

    /** A peer is gone: everything it had is freed, and the others are told. */
    void leave(Peer peer) {
        if (!peers.remove(peer.id(), peer)) {
            return;
        }
        List.copyOf(peer.producers().values()).forEach(media::forget);
        for (PeerTransport transport : List.copyOf(peer.transports().values())) {
            media.forget(peer, transport);
            var _ = router.closeTransport(transport.id());
        }
        peer.left();
        tellAll(new ServerMessage.PeerLeft(peer.id()));
        about(LOG.atInfo(), peer).log("left, {} are there", peers.size());
    }

    /** Ends the room under its peers, who are in no room then. */
    void close(RoomCloseReason reason, String sentence) {
        Announcement closed = new Announcement(new ServerMessage.RoomClosed(id, reason));
        Announcement inBaseWords =
                new Announcement(new ServerMessage.ErrorMessage(sentence, ErrorCode.INTERNAL, Optional.empty()));
        for (Peer peer : List.copyOf(peers.values())) {
            (peer.generation() == Generation.EXTENDED ? closed : inBaseWords).tell(peer);
            peer.left();
        }
        peers.clear();
        closeRouter();
    }

    /** Tells everybody that the server is about to stop, in so many seconds at the latest. */
    void draining(int seconds) {
        tellAll(new ServerMessage.ServerDraining(seconds));
    }

    void closeRouter() {
        var _ = router.close();
    }

    /** The producer of someone in this room; refused when there is none. */
    PeerProducer producer(String producerId) throws RequestRefused {
        PeerProducer producer = producers.get(producerId);
        if (producer == null) {
            throw new RequestRefused(ErrorCode.NO_SUCH_PRODUCER, "no one in this room has a producer " + producerId);
        }
        return producer;
    }

    void add(PeerProducer producer) {
        producers.put(producer.id(), producer);
        producer.owner().producers().put(producer.id(), producer);
    }

    void remove(PeerProducer producer) {
        producers.remove(producer.id());
        producer.owner().producers().remove(producer.id());
    }

    /** Tells all but {@code peer}. */
    void tellOthers(Peer peer, ServerMessage message) {
        Announcement announcement = new Announcement(message);
        for (Peer other : peers.values()) {
            if (other != peer) {
                announcement.tell(other);
            }
        }
    }

    private void tellAll(ServerMessage message) {
        peers.values().forEach(new Announcement(message)::tell);
    }

    @Override
    public void transportFailed(String transportId, WebRtcTransport.FailureReason reason) {
        for (Peer peer : peers.values()) {
            PeerTransport transport = peer.transports().get(transportId);
            if (transport != null) {
                about(LOG.atInfo(), peer).addKeyValue("transport", transportId).log("the transport ended: {}", reason);
                media.forget(peer, transport);
                peer.tell(new ServerMessage.TransportClosed(transportId, reason(reason)));
                return;
            }
        }
    }

    private static TransportCloseReason reason(WebRtcTransport.FailureReason reason) {
        return switch (reason) {
            case TIMEOUT -> TransportCloseReason.ICE_TIMEOUT;
            case DTLS_FAILED -> TransportCloseReason.DTLS_FAILED;
            case DTLS_CLOSED -> TransportCloseReason.DTLS_CLOSED;
            case INTERNAL -> TransportCloseReason.INTERNAL;
        };
    }

    @Override
    public void producerSilent(String producerId, boolean silent) {
        PeerProducer producer = producers.get(producerId);
        if (producer != null) {
            about(LOG.atInfo(), producer.owner())
                    .addKeyValue("producer", producerId)
                    .log(silent ? "the producer is silent" : "the producer is heard again");
        }
    }
}

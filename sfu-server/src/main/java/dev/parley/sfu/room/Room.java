package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.OwnConsumer;
import dev.parley.protocol.signaling.PeerInfo;
import dev.parley.protocol.signaling.PeerProducers;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomCloseReason;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.TransportCloseReason;
import dev.parley.sfu.observer.AudioLevel;
import dev.parley.sfu.transport.WebRtcTransport;
import dev.parley.sfu.worker.RoomRouters;
import dev.parley.sfu.worker.RouterProxy;
import dev.parley.sfu.worker.WorkerProxy;
import dev.parley.sfu.worker.Workers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The peers that meet under one name: who is there, and who is told of what. */
public final class Room implements RouterProxy.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    /** Told to clients that know no reasons. */
    static final String WORKER_DIED = "the media worker of this room has ended; join the room again to go on";

    private final String id;
    private final RoomRouters routers;
    private final RoomMedia media;
    private final RoomLayers layers;
    private final RoomSound sound;
    private final Meeting meeting;
    private final RoomPlace place;
    private final PeerLimits limits;
    private final Ids ids;
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Map<String, PeerProducer> producers = new HashMap<>();

    /** @param earlier what was kept of the chat of earlier meetings */
    Room(
            RoomPlace place,
            Workers workers,
            MediaOptions options,
            ControlTime time,
            Passwords passwords,
            List<ChatMessage> earlier) {
        this.id = place.id();
        this.place = place;
        this.ids = options.ids();
        this.routers = new RoomRouters(workers, this);
        this.limits = options.limits();
        this.media = new RoomMedia(this, routers, options);
        this.layers = new RoomLayers(this);
        this.sound = new RoomSound(this);
        this.meeting = new Meeting(this, place, time, passwords, earlier);
    }

    /** The name it was asked for by. */
    public String id() {
        return id;
    }

    /** The Worker without which there is no room: all that is sent comes to it. */
    WorkerProxy home() {
        return routers.home().worker();
    }

    /** What its peers do with media. */
    public RoomMedia media() {
        return media;
    }

    /** What its peers ask about layers and how streams fare. */
    public RoomLayers layers() {
        return layers;
    }

    /** Who of its peers speaks. */
    RoomSound sound() {
        return sound;
    }

    /** What its peers say to each other. */
    public Meeting meeting() {
        return meeting;
    }

    /** All who are inside, the one who has been there longest first. */
    List<Peer> peers() {
        return List.copyOf(peers.values());
    }

    /** Someone inside. */
    Optional<Peer> find(String peerId) {
        return Optional.ofNullable(peers.get(peerId));
    }

    /** Someone inside; refused when there is no such peer. */
    Peer peer(String peerId) throws RequestRefused {
        Peer peer = peers.get(peerId);
        if (peer == null) {
            throw new RequestRefused(ErrorCode.NO_SUCH_PEER, "no one in this room has the id " + peerId);
        }
        return peer;
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
    ServerMessage.RoomJoined enter(Visitor visitor, long nowNanos) throws RequestRefused {
        if (peers.size() >= limits.peers()) {
            throw new RequestRefused(ErrorCode.ROOM_FULL, "room " + id + " takes no more than " + limits.peers());
        }
        Peer peer = visitor.peer();
        Role role = visitor.role(place, meeting.isFreeToOwn());
        peer.entered(this, visitor, role, meeting.lastChat(), nowNanos);
        if (visitor.request().resumable() && peer.generation() == Generation.EXTENDED) {
            peer.resumption(new Resumption(ids.next(), false));
        }
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
        return describeTo(peer, 0);
    }

    private ServerMessage.RoomJoined describeTo(Peer peer, long afterChat) {
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
                peer.generation() == Generation.EXTENDED
                        ? Optional.of(meeting.describeTo(peer, afterChat))
                        : Optional.empty(),
                peer.resumption().secret());
    }

    /** What a peer has to know that comes back over another socket. The secret it came with is used up. */
    RoomNews.SessionResumed resume(Peer peer, PeerConnection over, long afterChat) {
        peer.connection().superseded();
        peer.connection(over);
        peer.resumption(new Resumption(ids.next(), false));
        about(LOG.atInfo(), peer).log("back over another socket");
        layers.repeatTo(peer);
        return new RoomNews.SessionResumed(
                peer.id(),
                describeTo(peer, afterChat),
                List.copyOf(peer.transports().keySet()),
                peer.producers().values().stream().map(PeerProducer::info).toList(),
                peer.consumers().values().stream()
                        .map(consumer -> new OwnConsumer(
                                consumer.id(), consumer.producer().id(), consumer.paused()))
                        .toList());
    }

    /** A peer's socket is away; the others do not notice. */
    void away(Peer peer) {
        peer.resumption(new Resumption(peer.resumption().secret(), true));
        about(LOG.atInfo(), peer).log("cut off, its place is kept for {} s", Resumption.PATIENCE.toSeconds());
    }

    private static PeerProducers producers(Peer peer) {
        List<ProducerInfo> infos =
                peer.producers().values().stream().map(PeerProducer::info).toList();
        return new PeerProducers(peer.id(), infos);
    }

    /** A peer is gone: everything it had is freed, and the others are told. */
    void leave(Peer peer) {
        if (has(peer)) {
            leave(List.of(peer));
        }
    }

    /** They are gone at the same time: none of them hears of another, or takes another's place. */
    private void leave(List<Peer> gone) {
        gone.forEach(peer -> peers.remove(peer.id()));
        gone.forEach(media::forgetConsumers);
        gone.forEach(this::free);
        gone.forEach(peer -> tellAll(new ServerMessage.PeerLeft(peer.id())));
        meeting.left(gone);
        gone.forEach(peer -> about(LOG.atInfo(), peer).log("left, {} are there", peers.size()));
    }

    private void free(Peer peer) {
        List.copyOf(peer.producers().values()).forEach(media::forget);
        for (PeerTransport transport : List.copyOf(peer.transports().values())) {
            media.forget(peer, transport);
            var _ = transport.router().closeTransport(transport.id());
        }
        peer.left();
        sound.left(peer);
    }

    /** Puts one peer out, who is told why. */
    void expel(Peer peer, RoomCloseReason reason, ErrorCode code, String sentence) {
        tellPutOut(peer, reason, code, sentence);
        leave(peer);
    }

    private void tellPutOut(Peer peer, RoomCloseReason reason, ErrorCode code, String sentence) {
        peer.tell(
                peer.generation() == Generation.EXTENDED
                        ? new ServerMessage.RoomClosed(id, reason)
                        : new ServerMessage.ErrorMessage(sentence, code, Optional.empty()));
    }

    /** One of its peers ends the room; the answer for that peer. */
    ServerMessage.RoomClosed end(Peer by) {
        by.left();
        peers.remove(by.id());
        close(RoomCloseReason.ENDED, "the meeting was ended for everybody");
        return new ServerMessage.RoomClosed(id, RoomCloseReason.ENDED);
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
        closeRouters();
    }

    /** Tells everybody that the server is about to stop, in so many seconds at the latest. */
    void draining(int seconds) {
        tellAll(new ServerMessage.ServerDraining(seconds));
    }

    /** A Worker has ended that is not the home: those who receive there are put out, and may come back at once as they were. */
    void lost(WorkerProxy ended) {
        routers.lost(ended);
        List<Peer> putOut = peers.values().stream()
                .filter(peer -> peer.transports().values().stream()
                        .anyMatch(transport -> transport.router().worker() == ended))
                .toList();
        for (Peer peer : putOut) {
            place.lobby().expect(peer);
            tellPutOut(peer, RoomCloseReason.WORKER_DIED, ErrorCode.INTERNAL, WORKER_DIED);
        }
        leave(putOut);
    }

    void closeRouters() {
        routers.close();
    }

    /** The producer of someone in this room; refused when there is none. */
    PeerProducer producer(String producerId) throws RequestRefused {
        PeerProducer producer = producers.get(producerId);
        if (producer == null) {
            throw new RequestRefused(ErrorCode.NO_SUCH_PRODUCER, "no one in this room has a producer " + producerId);
        }
        return producer;
    }

    /** The producer of someone in this room, if it is open. */
    Optional<PeerProducer> openProducer(String producerId) {
        return Optional.ofNullable(producers.get(producerId));
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

    void tellAll(ServerMessage message) {
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

    @Override
    public void producerScore(String producerId, List<Integer> scores) {
        layers.producerScore(producerId, scores);
    }

    @Override
    public void producerLayersWanted(String producerId, int spatialLayer) {
        layers.producerLayersWanted(producerId, spatialLayer);
    }

    @Override
    public void activeSpeaker(String producerId) {
        sound.activeSpeaker(producerId);
    }

    @Override
    public void audioLevels(List<AudioLevel> levels) {
        sound.audioLevels(levels);
    }

    @Override
    public void consumerLayersChanged(String consumerId, int spatialLayer, int temporalLayer) {
        layers.consumerLayersChanged(consumerId, spatialLayer, temporalLayer);
    }

    @Override
    public void consumerScore(String consumerId, int score) {
        layers.consumerScore(consumerId, score);
    }
}

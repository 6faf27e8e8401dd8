package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.PeerInfo;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.TransportDirection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One client, from its socket's opening to its end: who it is, which room it is in, and what it has there. */
public final class Peer {
    private final String id;
    private final PeerConnection connection;
    private final SequencedMap<String, PeerTransport> transports = new LinkedHashMap<>();
    private final Map<String, PeerProducer> producers = new LinkedHashMap<>();
    private final Map<String, PeerConsumer> consumers = new LinkedHashMap<>();
    private @Nullable Room room;
    private String displayName = "";
    private Role role = Role.VIEWER;
    private Generation generation = Generation.BASE;

    /** A peer in no room. */
    public Peer(String id, PeerConnection connection) {
        this.id = id;
        this.connection = connection;
    }

    /** This peer's id, which it cannot choose. */
    public String id() {
        return id;
    }

    /** The way to its client. */
    PeerConnection connection() {
        return connection;
    }

    /** What it understands. */
    public Generation generation() {
        return generation;
    }

    /** The room it is in. */
    public Optional<Room> room() {
        return Optional.ofNullable(room);
    }

    /** The room it is in; refused when there is none. */
    public Room joinedRoom() throws RequestRefused {
        if (room == null) {
            throw new RequestRefused(ErrorCode.NOT_JOINED, "join a room first");
        }
        return room;
    }

    void entered(Room entered, String name, Role as, Generation asked) {
        room = entered;
        displayName = name;
        role = as;
        generation = asked;
    }

    /** The name shown to the others. */
    String displayName() {
        return displayName;
    }

    /** What it is in its room. */
    Role role() {
        return role;
    }

    void role(Role now) {
        role = now;
    }

    void left() {
        room = null;
        transports.clear();
        producers.clear();
        consumers.clear();
    }

    PeerInfo info() {
        return new PeerInfo(id, displayName, generation == Generation.BASE, role);
    }

    /** Tells it something, if it is of a generation that knows the message. */
    void tell(ServerMessage message) {
        new Announcement(message).tell(this);
    }

    Map<String, PeerTransport> transports() {
        return transports;
    }

    Map<String, PeerProducer> producers() {
        return producers;
    }

    Map<String, PeerConsumer> consumers() {
        return consumers;
    }

    boolean has(PeerTransport transport) {
        return transports.get(transport.id()) == transport;
    }

    /** The transport it receives over, if it has one yet: the newest, for a client whose connection broke makes anew. */
    Optional<PeerTransport> receiveTransport() {
        return transports.sequencedValues().reversed().stream()
                .filter(transport -> transport.direction() == TransportDirection.RECV)
                .findFirst();
    }

    /** Whether a {@code consume} can be answered, or must wait for a receive transport. */
    public boolean canReceive() {
        return receiveTransport().isPresent();
    }

    PeerTransport transport(String transportId) throws RequestRefused {
        PeerTransport transport = transports.get(transportId);
        if (transport == null) {
            throw new RequestRefused(ErrorCode.NO_SUCH_TRANSPORT, "you have no transport " + transportId);
        }
        return transport;
    }

    PeerProducer producer(String producerId) throws RequestRefused {
        PeerProducer producer = producers.get(producerId);
        if (producer == null) {
            throw new RequestRefused(ErrorCode.NO_SUCH_PRODUCER, "you have no producer " + producerId);
        }
        return producer;
    }

    PeerConsumer consumer(String consumerId) throws RequestRefused {
        PeerConsumer consumer = consumers.get(consumerId);
        if (consumer == null) {
            throw new RequestRefused(ErrorCode.NO_SUCH_CONSUMER, "you have no consumer " + consumerId);
        }
        return consumer;
    }
}

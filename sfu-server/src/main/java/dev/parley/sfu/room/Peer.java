package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.PeerInfo;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.sfu.limit.TokenBucket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One client, from its socket's opening to its end: who it is, which room it is in, and what it has there. */
public final class Peer {
    /** What a person does in a meeting, besides media: some clicks, and a few lines of chat. */
    private static final int REQUESTS_PER_SECOND = 5;

    private static final int REQUESTS_AT_ONCE = 30;

    private final String id;
    private PeerConnection connection;
    private final SequencedMap<String, PeerTransport> transports = new LinkedHashMap<>();
    private final Map<String, PeerProducer> producers = new LinkedHashMap<>();
    private final Map<String, PeerConsumer> consumers = new LinkedHashMap<>();
    private @Nullable Room room;
    private Optional<PersonKey> person = Optional.empty();
    private Optional<Lobby> knocking = Optional.empty();
    private TokenBucket requests = new TokenBucket(REQUESTS_PER_SECOND, REQUESTS_AT_ONCE, 0);
    private Resumption resumption = Resumption.NONE;
    private boolean roleByToken;
    private boolean standIn;
    private long enteredAfterChat;
    private boolean gone;
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

    void entered(Room entered, Visitor visitor, Role as, long afterChat, long nowNanos) {
        room = entered;
        displayName = visitor.admission().displayName();
        role(as);
        roleByToken = visitor.admission().role().isPresent();
        person = visitor.person();
        generation = visitor.request().requestedGeneration();
        enteredAfterChat = afterChat;
        requests = new TokenBucket(REQUESTS_PER_SECOND, REQUESTS_AT_ONCE, nowNanos);
    }

    /** Refuses when this peer asks more of the others than a person does. */
    void requirePace(long nowNanos) throws RequestRefused {
        if (!requests.take(nowNanos)) {
            throw new RequestRefused(ErrorCode.RATE_LIMITED, "too much at once; try again in a moment");
        }
    }

    /** It waits at a door from now on; whoever knocks understands what is said there. */
    void knocksAt(Lobby lobby) {
        knocking = Optional.of(lobby);
        generation = Generation.EXTENDED;
    }

    /** Where it waits, or was let in. */
    Optional<Lobby> knocking() {
        return knocking;
    }

    void knocksNoMore() {
        knocking = Optional.empty();
    }

    /** By what the person behind it is known again. */
    Optional<PersonKey> person() {
        return person;
    }

    /** Whether its role is what a token said. */
    boolean hasRoleByToken() {
        return roleByToken;
    }

    /** What was said up to this number was said before it came in. */
    long enteredAfterChat() {
        return enteredAfterChat;
    }

    /** Its socket has ended and nobody waits for another one. */
    boolean isGone() {
        return gone;
    }

    void gone() {
        gone = true;
    }

    /** Its place in the room while its socket is away. */
    Resumption resumption() {
        return resumption;
    }

    void resumption(Resumption now) {
        resumption = now;
    }

    /** Speaks over another socket from now on. */
    void connection(PeerConnection now) {
        connection = now;
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
        standIn = false;
    }

    /** It keeps order in this meeting only, for nobody else is there who may. */
    void standsIn() {
        standIn = true;
    }

    boolean isStandIn() {
        return standIn;
    }

    void left() {
        room = null;
        resumption = Resumption.NONE;
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

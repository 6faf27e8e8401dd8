package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.PeerInfo;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.protocol.signaling.RoomState;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.SignalingCodec;
import dev.parley.protocol.signaling.WaitingPeer;
import dev.parley.sfu.signaling.SeenRoom.SeenPerson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who knows of a room what the server tells, by the records of the protocol, and sends a microphone that is silent. */
final class MeetingClient implements AutoCloseable {
    private record Microphone(String owner, boolean paused) {}

    private final RawPeer socket;
    private final String name;
    private final Optional<String> key;
    private final Map<String, PeerInfo> people = new HashMap<>();
    private final Map<String, Microphone> microphones = new HashMap<>();
    private final List<String> chat = new ArrayList<>();
    private List<String> hands = List.of();
    private List<String> waiting = List.of();
    private Optional<String> spotlight = Optional.empty();
    private RoomSettings settings = RoomSettings.OPEN;
    private Optional<Boolean> admitted = Optional.empty();
    private String ownProducer = "";
    private int requests;

    private MeetingClient(RawPeer socket, String name, Optional<String> key) {
        this.socket = socket;
        this.name = name;
        this.key = key;
    }

    /** @param key by which the server knows this one again; absent for whoever is not */
    static MeetingClient connect(int httpPort, String name, Optional<String> key) {
        return new MeetingClient(RawPeer.connect(httpPort), name, key);
    }

    /** By which it is known again. */
    Optional<String> key() {
        return key;
    }

    String id() {
        return socket.id();
    }

    String name() {
        return name;
    }

    /** How much was asked so far. */
    int requests() {
        return requests;
    }

    /** The answer of the door; absent while there is none. */
    Optional<Boolean> admitted() {
        return admitted;
    }

    private ClientMessage.JoinRoom ticket(String room) {
        return new ClientMessage.JoinRoom(room, name, "", 2, "", key.orElse(""), false);
    }

    /** Tries to come in, and begins to send; the code of the refusal, empty when inside. */
    String join(String room) {
        String code = code(ticket(room));
        if (code.isEmpty()) {
            String transport = Tracks.transport(socket, "send");
            ownProducer = socket.answer(
                            "produce", Tracks.produce(transport, "audio", Tracks.opus("0", 1_000)), "produced")
                    .path("producerId")
                    .asText();
            microphones.put(ownProducer, new Microphone(id(), false));
        }
        return code;
    }

    void knock(String room) {
        assertThat(ask(new RoomRequest.Knock(ticket(room)))).isInstanceOf(RoomNews.Knocking.class);
    }

    /** Switches one's own microphone; the code of the refusal, empty for none. */
    String mute(boolean muted) {
        return code(
                muted ? new ClientMessage.PauseProducer(ownProducer) : new ClientMessage.ResumeProducer(ownProducer));
    }

    /** The code with which a request is refused, empty when it is not. */
    String code(ClientMessage request) {
        return ask(request) instanceof ServerMessage.ErrorMessage refused
                ? refused.code().word()
                : "";
    }

    /** Asks, takes in what the server says before the answer, and then that. */
    ServerMessage ask(ClientMessage request) {
        RequestId id = RequestId.of("asked " + ++requests);
        socket.say(SignalingCodec.write(request, id));
        while (true) {
            SignalingCodec.Read.Received<ServerMessage> heard = received(socket.next());
            hear(heard.message());
            if (heard.id().equals(id)) {
                return heard.message();
            }
        }
    }

    /** Takes in all that the server has said by now. */
    void catchUp() {
        requests--; // of no concern to others
        ask(new ClientMessage.GetRouterRtpCapabilities());
    }

    private static SignalingCodec.Read.Received<ServerMessage> received(JsonNode frame) {
        if (SignalingCodec.readFromServer(frame.toString())
                instanceof SignalingCodec.Read.Received<ServerMessage> received) {
            return received;
        }
        throw new AssertionError("not of the protocol: " + frame);
    }

    private void hear(ServerMessage message) {
        switch (message) {
            case ServerMessage.RoomJoined joined -> joined(joined);
            case ServerMessage.NewPeer peer ->
                people.put(
                        peer.peerId(),
                        new PeerInfo(
                                peer.peerId(),
                                peer.displayName(),
                                peer.guest(),
                                peer.role().orElseThrow()));
            case ServerMessage.PeerLeft left -> gone(left.peerId());
            case ServerMessage.NewProducer news -> sends(news.peerId(), news.producerId(), news.kind(), news.paused());
            case ServerMessage.ProducerPaused paused ->
                sends(paused.peerId(), paused.producerId(), MediaKind.AUDIO, true);
            case ServerMessage.ProducerResumed on -> sends(on.peerId(), on.producerId(), MediaKind.AUDIO, false);
            case ServerMessage.ProducerClosed closed -> microphones.remove(closed.producerId());
            case RoomNews.PeerMuted muted -> {
                if (muted.peerId().equals(id())) {
                    sends(id(), ownProducer, MediaKind.AUDIO, true);
                }
            }
            case RoomNews.PeerRemoved removed -> gone(removed.peerId());
            case RoomNews.PeerChanged changed -> people.put(changed.peer().peerId(), changed.peer());
            case RoomNews.HandsChanged news -> hands = news.hands();
            case RoomNews.SpotlightChanged news -> spotlight = news.peerId();
            case RoomNews.RoomSettingsChanged news -> settings = news.settings();
            case RoomNews.LobbyChanged news -> waiting = ids(news.waiting());
            case RoomNews.ChatMessage news -> chat.add(news.text());
            case RoomNews.KnockAnswered answer -> admitted = Optional.of(answer.admitted());
            default -> {
                // not about who is there
            }
        }
    }

    private void joined(ServerMessage.RoomJoined joined) {
        RoomState state = joined.state().orElseThrow();
        people.put(state.self().peerId(), state.self());
        joined.peerInfos().forEach(info -> people.put(info.peerId(), info));
        joined.existingProducers().forEach(owner -> {
            for (ProducerInfo producer : owner.producers()) {
                sends(owner.peerId(), producer.producerId(), producer.kind(), producer.paused());
            }
        });
        hands = state.hands();
        spotlight = state.spotlight();
        settings = state.settings();
        waiting = ids(state.waiting());
        state.chat().forEach(message -> chat.add(message.text()));
    }

    private static List<String> ids(List<WaitingPeer> waiting) {
        return waiting.stream().map(WaitingPeer::peerId).toList();
    }

    private void gone(String peerId) {
        people.remove(peerId);
        microphones.values().removeIf(microphone -> microphone.owner().equals(peerId));
    }

    private void sends(String peerId, String producerId, MediaKind kind, boolean paused) {
        if (kind == MediaKind.AUDIO) {
            microphones.put(producerId, new Microphone(peerId, paused));
        }
    }

    /** The room as it seems to be from here. */
    SeenRoom seen() {
        Map<String, SeenPerson> seen = new HashMap<>();
        people.forEach((id, info) -> seen.put(id, new SeenPerson(info.displayName(), info.role(), isMuted(id))));
        boolean doorkeeper = Optional.ofNullable(seen.get(id()))
                .filter(self -> self.role().isAtLeast(Role.MODERATOR))
                .isPresent();
        return new SeenRoom(seen, hands, spotlight, settings, doorkeeper ? waiting : List.of(), chat);
    }

    private boolean isMuted(String peerId) {
        return microphones.values().stream()
                .filter(microphone -> microphone.owner().equals(peerId))
                .allMatch(Microphone::paused);
    }

    @Override
    public void close() {
        socket.close();
    }
}

package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.SupportedRtpCapabilities;
import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.configuration.RoomSpread;
import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.http.SocketListener;
import dev.parley.sfu.http.SourceLimit;
import dev.parley.sfu.http.WebSocketConnection;
import dev.parley.sfu.net.Candidates;
import dev.parley.sfu.room.ControlTime;
import dev.parley.sfu.room.Door;
import dev.parley.sfu.room.Ids;
import dev.parley.sfu.room.MediaOptions;
import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.room.RoomStore;
import dev.parley.sfu.room.Rooms;
import dev.parley.sfu.worker.WorkerSettings;
import dev.parley.sfu.worker.Workers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Rooms and the conversations of several peers, without sockets: the control thread and its clock are the test's. */
final class MemorySignaling {
    private static final int GOING_AWAY = 1001;

    final ManualControl control = new ManualControl();
    private final Workers workers = new Workers(
            1,
            new WorkerSettings(
                    InetAddress.getLoopbackAddress(),
                    0,
                    Optional.empty(),
                    new Candidates(List.of("127.0.0.1"), true, true, true),
                    DtlsCertificate.generate(Instant.EPOCH, new SecureRandom()),
                    List.of(SrtpProfile.values()),
                    SrtpCiphers.JDK,
                    UdpSettings.USUAL,
                    5,
                    RoomSpread.BY_LOAD),
            control);
    private final RtpCapabilities capabilities = capabilities();
    private final SourceLimit joins;
    private final Rooms rooms;
    private int peers;

    MemorySignaling(PeerLimits limits, int joinsPerSecond) {
        this(limits, joinsPerSecond, Door.OPEN);
    }

    MemorySignaling(PeerLimits limits, int joinsPerSecond, Door door) {
        this(limits, joinsPerSecond, door, RoomStore.NONE);
    }

    MemorySignaling(PeerLimits limits, int joinsPerSecond, Door door, RoomStore store) {
        ControlTime time =
                new ControlTime(control::nanoTime, () -> Instant.EPOCH.plusNanos(control.nanoTime()), control);
        joins = new SourceLimit("joins", joinsPerSecond);
        rooms = new Rooms(workers, new MediaOptions(capabilities, limits, new Ids()), door, store, time);
        workers.start(rooms);
    }

    private static RtpCapabilities capabilities() {
        try {
            return Ortc.routerRtpCapabilities(SupportedRtpCapabilities.defaultCodecs());
        } catch (OrtcException e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody who comes from {@code address} and has not joined anything. */
    MemoryPeer peer(String address) {
        return new MemoryPeer(address, "peer-" + peers++);
    }

    /** What {@code joinRoom} says with the extensions. */
    static String joining(String room, String name, Object... fields) {
        Object[] all = new Object[fields.length + 6];
        System.arraycopy(new Object[] {"roomId", room, "displayName", name, "protocol", 2}, 0, all, 0, 6);
        System.arraycopy(fields, 0, all, 6, fields.length);
        return RawPeer.object(all);
    }

    /** Runs what the control thread has to do by now. */
    void settle() {
        control.runAll();
    }

    /** The server is told to stop. */
    CompletableFuture<Void> drain(int seconds) {
        return rooms.drain(seconds);
    }

    /** Ends the Worker. */
    void close() throws InterruptedException {
        CompletableFuture<Void> closing = workers.close();
        control.runUntil(closing::isDone);
    }

    /** A peer that says what the test wants and keeps the frames it is sent. */
    final class MemoryPeer implements WebSocketConnection {
        final String id;
        final List<String> frames = new ArrayList<>();
        private final InetSocketAddress remote;
        private final SocketListener session;
        private int requests;
        private boolean closed;

        private MemoryPeer(String address, String id) {
            this.id = id;
            try {
                this.remote = new InetSocketAddress(InetAddress.getByName(address), 1);
            } catch (UnknownHostException e) {
                throw new AssertionError(e);
            }
            this.session = new SignalingSession(this, id, rooms, capabilities, joins, control, control::nanoTime);
        }

        /** Sends a request that is answered at once; the answer. */
        JsonNode ask(String type, String payload) {
            int before = frames.size();
            session.text("{\"type\":\"" + type + "\",\"payload\":" + payload + "}");
            assertThat(frames).hasSizeGreaterThan(before);
            return RawPeer.parse(frames.getLast());
        }

        /** Sends a request that may take a while; its answer. What the server says of itself meanwhile is kept. */
        JsonNode request(String type, String payload) {
            int number = ++requests;
            int before = frames.size();
            session.text("{\"type\":\"" + type + "\",\"id\":" + number + ",\"payload\":" + payload + "}");
            try {
                control.runUntil(() -> answer(before, number).isPresent());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return answer(before, number).orElseThrow();
        }

        /** Sends a request and waits for nothing. */
        void say(String type, String payload) {
            session.text("{\"type\":\"" + type + "\",\"payload\":" + payload + "}");
        }

        private Optional<JsonNode> answer(int from, int number) {
            return frames.subList(from, frames.size()).stream()
                    .map(RawPeer::parse)
                    .filter(frame -> frame.path("id").asInt() == number)
                    .findFirst();
        }

        /** The payload of the answer to a request, which must be of {@code expected} type. */
        JsonNode answer(String type, String payload, String expected) {
            JsonNode answer = request(type, payload);
            assertThat(answer.path("type").asText()).as("%s", answer).isEqualTo(expected);
            return answer.path("payload");
        }

        /** The code with which a request is refused. */
        String refusal(String type, String payload) {
            return answer(type, payload, "error").path("code").asText();
        }

        /** Enters a room with the extensions, the fields being names and values by turns. */
        JsonNode enter(String room, String name, Object... fields) {
            return answer("joinRoom", joining(room, name, fields), "roomJoined");
        }

        /** The types of what it was told since {@code from}, a number of frames. */
        List<String> typesSince(int from) {
            return frames.subList(from, frames.size()).stream()
                    .map(frame -> RawPeer.parse(frame).path("type").asText())
                    .toList();
        }

        /** The payload of the last frame, which must be of {@code type}. */
        JsonNode last(String type) {
            JsonNode frame = RawPeer.parse(frames.getLast());
            assertThat(frame.path("type").asText()).as("%s", frame).isEqualTo(type);
            return frame.path("payload");
        }

        JsonNode join(String room) {
            return ask("joinRoom", "{\"roomId\":\"" + room + "\"}");
        }

        JsonNode joinExtended(String room) {
            return ask("joinRoom", "{\"roomId\":\"" + room + "\",\"protocol\":2,\"displayName\":\"Ada\"}");
        }

        /** The socket is closed. */
        void vanish() {
            session.closed();
        }

        /** The socket breaks without a word. */
        void cut() {
            session.broken();
        }

        @Override
        public void send(String text) {
            frames.add(text);
        }

        @Override
        public void close(int code, String reason) {
            if (code != GOING_AWAY) {
                throw new AssertionError("closed with " + code + ": " + reason);
            }
            closed = true;
        }

        /** Whether the server has closed the socket because the session goes on elsewhere. */
        boolean isClosed() {
            return closed;
        }

        @Override
        public InetSocketAddress remote() {
            return remote;
        }

        @Override
        public InetSocketAddress local() {
            return remote;
        }
    }
}

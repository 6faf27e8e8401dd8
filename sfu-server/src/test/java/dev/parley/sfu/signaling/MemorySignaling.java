package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.SupportedRtpCapabilities;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.http.SocketListener;
import dev.parley.sfu.http.SourceLimit;
import dev.parley.sfu.http.WebSocketConnection;
import dev.parley.sfu.net.Candidates;
import dev.parley.sfu.room.Door;
import dev.parley.sfu.room.Ids;
import dev.parley.sfu.room.MediaOptions;
import dev.parley.sfu.room.PeerLimits;
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
    final ManualControl control = new ManualControl();
    private final Workers workers = new Workers(
            1,
            new WorkerSettings(
                    InetAddress.getLoopbackAddress(),
                    0,
                    Optional.empty(),
                    new Candidates(List.of("127.0.0.1"), true, true, true),
                    DtlsCertificate.generate(Instant.EPOCH, new SecureRandom()),
                    List.of(SrtpProfile.values())),
            control);
    private final RtpCapabilities capabilities = capabilities();
    private final SourceLimit joins;
    private final Rooms rooms;
    private int peers;

    MemorySignaling(PeerLimits limits, int joinsPerSecond) {
        joins = new SourceLimit("joins", joinsPerSecond);
        rooms = new Rooms(workers, new MediaOptions(capabilities, limits, new Ids()), Door.OPEN);
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

        JsonNode join(String room) {
            return ask("joinRoom", "{\"roomId\":\"" + room + "\"}");
        }

        JsonNode joinExtended(String room) {
            return ask("joinRoom", "{\"roomId\":\"" + room + "\",\"protocol\":2,\"displayName\":\"Ada\"}");
        }

        /** The socket is gone. */
        void vanish() {
            session.closed();
        }

        @Override
        public void send(String text) {
            frames.add(text);
        }

        @Override
        public void close(int code, String reason) {
            throw new AssertionError("closed with " + code + ": " + reason);
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

package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.SupportedRtpCapabilities;
import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.configuration.RoomSpread;
import dev.parley.sfu.configuration.UdpSettings;
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
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long, and how many, requests are kept: a session whose control thread and clock are the test's. */
class PatienceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private final ManualControl control = new ManualControl();
    private final List<JsonNode> heard = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
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
    private final SignalingSession session = session();

    private SignalingSession session() {
        try {
            RtpCapabilities capabilities = Ortc.routerRtpCapabilities(SupportedRtpCapabilities.defaultCodecs());
            Rooms rooms = new Rooms(
                    workers,
                    new MediaOptions(capabilities, PeerLimits.STANDARD, new Ids()),
                    Door.OPEN,
                    RoomStore.NONE,
                    new ControlTime(control::nanoTime, () -> java.time.Instant.EPOCH, control));
            return new SignalingSession(
                    new Recorder(),
                    "ada",
                    rooms,
                    capabilities,
                    new SourceLimit("joins", 1),
                    control,
                    control::nanoTime);
        } catch (dev.parley.protocol.media.OrtcException e) {
            throw new AssertionError(e);
        }
    }

    private final class Recorder implements WebSocketConnection {
        @Override
        public void send(String text) {
            heard.add(RawPeer.parse(text));
        }

        @Override
        public void close(int code, String reason) {
            closed.add(code);
        }

        @Override
        public InetSocketAddress remote() {
            return LOOPBACK;
        }

        @Override
        public InetSocketAddress local() {
            return LOOPBACK;
        }
    }

    @BeforeEach
    void join() {
        workers.start(worker -> {});
        session.text("{\"type\":\"joinRoom\",\"payload\":{\"roomId\":\"tea\"}}");
        heard.clear();
    }

    @AfterEach
    void end() throws InterruptedException {
        CompletableFuture<Void> closing = workers.close();
        control.runUntil(closing::isDone);
    }

    private void consume(int id) {
        session.text("{\"type\":\"consume\",\"id\":%d,\"payload\":{\"producerId\":\"p\",\"rtpCapabilities\":{}}}"
                .formatted(id));
    }

    private JsonNode last() {
        return heard.getLast();
    }

    @Test
    void aKeptConsumeIsAnsweredWithAnErrorAfterHalfAMinute() {
        consume(1);
        control.pass(SECOND);
        consume(2);
        control.pass(29 * SECOND - 1);
        assertThat(heard).isEmpty();

        control.pass(1);

        assertThat(heard).hasSize(1);
        assertThat(last().path("id").asInt()).isEqualTo(1);
        assertThat(last().path("payload").path("code").asText()).isEqualTo("timed-out");
        assertThat(last().path("payload").path("request").asText()).isEqualTo("consume");
        control.pass(SECOND);
        assertThat(heard).hasSize(2);
        assertThat(last().path("id").asInt()).isEqualTo(2);
    }

    @Test
    void aConsumeThatWasAnsweredInTimeIsNotAnsweredAgain() throws InterruptedException {
        consume(1);
        session.text("{\"type\":\"createTransport\",\"payload\":{\"direction\":\"recv\"}}");
        control.runUntil(() -> heard.size() == 2);
        assertThat(last().path("id").asInt()).isEqualTo(1);
        assertThat(last().path("payload").path("code").asText()).isEqualTo("no-such-producer");

        control.pass(31 * SECOND);

        assertThat(heard).hasSize(2);
    }

    @Test
    void tooManyAreRefusedAtOnceAndTheOthersAreStillKept() {
        for (int i = 0; i < KeptConsumes.MAXIMUM; i++) {
            consume(i);
        }
        assertThat(heard).isEmpty();

        consume(9_999);

        assertThat(heard).hasSize(1);
        assertThat(last().path("id").asInt()).isEqualTo(9_999);
        assertThat(last().path("payload").path("code").asText()).isEqualTo("too-many");
        control.pass(30 * SECOND);
        assertThat(heard).hasSize(1 + KeptConsumes.MAXIMUM);
        assertThat(closed).isEmpty();
    }

    @Test
    void whoHasGoneIsNotAnswered() {
        consume(1);

        session.closed();
        control.pass(31 * SECOND);

        assertThat(heard).isEmpty();
    }

    @Test
    void requestsPiledUpWithoutEndCloseTheSocket() {
        session.text("{\"type\":\"createTransport\",\"payload\":{\"direction\":\"send\"}}");
        for (int i = 0; i < SignalingSession.MAXIMUM_WAITING; i++) {
            session.text("{\"type\":\"getRouterRtpCapabilities\"}");
        }
        assertThat(closed).isEmpty();

        session.text("{\"type\":\"getRouterRtpCapabilities\"}");

        assertThat(closed).containsExactly(1008);
        assertThat(heard).isEmpty();
    }
}

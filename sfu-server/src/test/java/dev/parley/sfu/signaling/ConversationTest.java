package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope of the protocol, over real sockets: frames, ids, order, and everything that is refused. */
class ConversationTest {
    private static final ParleyServer SERVER = new ParleyServer(ServerConfiguration.builder()
            .httpPort(0)
            .rtcPort(0)
            .workers(1)
            .announce(List.of("127.0.0.1"))
            .build());

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static RawPeer connected() {
        return RawPeer.connect(SERVER.httpPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws"})
    void theFirstFrameIsConnected(String path) {
        try (RawPeer peer = RawPeer.open(SERVER.httpPort(), path)) {
            JsonNode first = peer.next();

            assertThat(first.path("type").asText()).isEqualTo("connected");
            assertThat(first.path("payload").path("peerId").asText()).isNotEmpty();
            assertThat(first.has("id")).isFalse();
        }
    }

    @Test
    void theCapabilitiesAreThereBeforeAnyRoomWithTheBaseCodecsFirst() {
        try (RawPeer peer = connected()) {
            JsonNode capabilities = peer.answer("getRouterRtpCapabilities", "{}", "routerRtpCapabilities")
                    .path("rtpCapabilities");

            assertThat(capabilities.path("codecs").findValuesAsText("mimeType"))
                    .filteredOn(type -> !type.equals("video/rtx"))
                    .startsWith("audio/opus", "video/VP8", "video/H264");
        }
    }

    @Test
    void answersComeInTheOrderOfTheRequests() {
        try (RawPeer peer = RawPeer.base(SERVER.httpPort(), "order")) {
            peer.say("createTransport", "{\"direction\":\"send\"}");
            peer.say("{\"type\":\"getRouterRtpCapabilities\"}");
            peer.say("createTransport", "{\"direction\":\"sideways\"}");
            peer.say("createTransport", "{\"direction\":\"recv\"}");
            peer.say("{\"type\":\"nonsense\"}");
            peer.say("{\"type\":\"getRouterRtpCapabilities\"}");

            assertThat(peer.event("transportCreated").path("direction").asText())
                    .isEqualTo("send");
            peer.event("routerRtpCapabilities");
            peer.event("error");
            assertThat(peer.event("transportCreated").path("direction").asText())
                    .isEqualTo("recv");
            assertThat(peer.event("error").path("code").asText()).isEqualTo("unknown-type");
            peer.event("routerRtpCapabilities");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "-1", "0", "1.5", "\"seven\"", "\"\""})
    void theDirectAnswerRepeatsTheId(String id) {
        try (RawPeer peer = connected()) {
            peer.say("{\"id\":" + id + ",\"type\":\"getRouterRtpCapabilities\"}");

            assertThat(peer.next().path("id")).isEqualTo(RawPeer.parse(id));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"seven\""})
    void anErrorRepeatsTheIdToo(String id) {
        try (RawPeer peer = connected()) {
            peer.say("{\"id\":" + id + ",\"type\":\"nonsense\"}");
            peer.say("{\"id\":" + id + ",\"type\":\"createTransport\",\"payload\":{\"direction\":\"send\"}}");
            peer.say("{\"id\":" + id + ",\"type\":\"joinRoom\",\"payload\":{\"roomId\":5}}");

            for (int i = 0; i < 3; i++) {
                JsonNode error = peer.next();
                assertThat(error.path("type").asText()).isEqualTo("error");
                assertThat(error.path("id")).isEqualTo(RawPeer.parse(id));
            }
        }
    }

    @Test
    void withoutAnIdThereIsNoneInTheAnswer() {
        try (RawPeer peer = connected()) {
            peer.say("{\"type\":\"getRouterRtpCapabilities\"}");
            peer.say("{\"type\":\"nonsense\"}");

            assertThat(peer.next().has("id")).isFalse();
            assertThat(peer.next().has("id")).isFalse();
        }
    }

    @Test
    void anUnknownTypeIsAnsweredAndChangesNothing() {
        try (RawPeer peer = RawPeer.base(SERVER.httpPort(), "unknown")) {
            assertThat(peer.refusal("makeCoffee", "{}")).isEqualTo("unknown-type");

            Tracks.transport(peer, "send");
        }
    }

    @Test
    void unknownFieldsAreIgnored() {
        try (RawPeer peer = connected()) {
            peer.say("""
                    {"type": "joinRoom", "colour": "blue", "payload": {"roomId": "unknown-fields", "mood": [1, {}]}}""");

            peer.event("roomJoined");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "joinRoom; {}",
                "joinRoom; {\"roomId\": 5}",
                "joinRoom; {\"roomId\": null}",
                "joinRoom; {\"roomId\": \"\"}",
                "joinRoom; {\"roomId\": [\"a\"]}",
                "joinRoom; []",
                "joinRoom; \"tea\"",
                "joinRoom; {\"roomId\": \"a\", \"protocol\": \"two\"}",
                "joinRoom; {\"roomId\": \"a\", \"displayName\": 5}",
                "createTransport; {\"direction\": \"sideways\"}",
                "createTransport; {\"direction\": 1}",
                "createTransport; {}",
                "connectTransport; {\"transportId\": 1}",
                "produce; {\"transportId\": \"a\", \"kind\": \"smell\", \"rtpParameters\": {\"codecs\": []}}",
                "produce; {\"transportId\": \"a\", \"kind\": \"video\"}",
                "consume; {\"producerId\": \"a\"}",
                "resumeConsumer; {\"consumerId\": {}}",
            })
    void aBadPayloadIsRefusedAndChangesNothing(String type, String payload) {
        try (RawPeer peer = connected()) {
            assertThat(peer.refusal(type, payload)).isEqualTo("bad-payload");

            assertThat(peer.refusal("createTransport", "{\"direction\":\"send\"}"))
                    .isEqualTo("not-joined");
        }
    }

    @Test
    void aRoomIdHasUpToOneHundredAndTwentyEightCharacters() {
        try (RawPeer peer = connected()) {
            assertThat(peer.refusal("joinRoom", RawPeer.object("roomId", "x".repeat(129))))
                    .isEqualTo("bad-payload");
            peer.answer("joinRoom", RawPeer.object("roomId", "x".repeat(128)), "roomJoined");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "5",
                "{\"type\":\"joinRoom\",\"type\":\"leaveRoom\"}",
                "{\"type\":\"joinRoom\",\"payload\":{\"roomId\":\"a\",\"roomId\":\"b\"}}",
                "{\"type\":\"leaveRoom\"} {}",
            })
    void whatIsNoJsonObjectIsAnsweredAndTheSocketStays(String frame) {
        try (RawPeer peer = connected()) {
            peer.say(frame);

            assertThat(peer.event("error").path("code").asText()).isEqualTo("bad-json");
            peer.hearsNothing();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":5}", "{\"type\":\"leaveRoom\",\"id\":{}}"})
    void anEnvelopeOfTheWrongTypesIsABadPayload(String frame) {
        try (RawPeer peer = connected()) {
            peer.say(frame);

            assertThat(peer.event("error").path("code").asText()).isEqualTo("bad-payload");
        }
    }

    @Test
    void aFrameThatIsNestedTooDeepChangesNothing() {
        try (RawPeer peer = connected()) {
            String deep = "[".repeat(40) + "]".repeat(40);
            peer.say("joinRoom", "{\"roomId\":\"deep\",\"x\":" + deep + "}");

            assertThat(peer.event("error").path("code").asText()).isEqualTo("too-large");
            assertThat(peer.refusal("leaveRoom", "{}")).isEqualTo("not-joined");
        }
    }

    @Test
    void aBinaryFrameClosesTheSocket() {
        try (RawPeer peer = connected()) {
            peer.sayBinary(new byte[] {1, 2, 3});

            assertThat(peer.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void aFrameOverTheLimitClosesTheSocket() {
        try (RawPeer peer = connected()) {
            peer.say("joinRoom", RawPeer.object("roomId", "x".repeat(70_000)));

            assertThat(peer.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void aFrameUpToTheLimitIsRead() {
        try (RawPeer peer = connected()) {
            String padding = "x".repeat(65_536 - 100);
            peer.say("{\"type\":\"joinRoom\",\"payload\":{\"roomId\":\"big\",\"padding\":\"" + padding + "\"}}");

            peer.event("roomJoined");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "createTransport; {\"direction\": \"send\"}",
                "resumeConsumer; {\"consumerId\": \"c\"}",
                "pauseConsumer; {\"consumerId\": \"c\"}",
                "closeConsumer; {\"consumerId\": \"c\"}",
                "requestConsumerKeyFrame; {\"consumerId\": \"c\"}",
                "pauseProducer; {\"producerId\": \"p\"}",
                "resumeProducer; {\"producerId\": \"p\"}",
                "closeProducer; {\"producerId\": \"p\"}",
                "restartIce; {\"transportId\": \"t\"}",
                "closeTransport; {\"transportId\": \"t\"}",
                "consume; {\"producerId\": \"p\", \"rtpCapabilities\": {}}",
                "leaveRoom; {}",
            })
    void whatNeedsARoomIsRefusedBeforeJoining(String type, String payload) {
        try (RawPeer peer = connected()) {
            assertThat(peer.refusal(type, payload)).isEqualTo("not-joined");
        }
    }

    @Test
    void connectAndProduceNeedARoomToo() {
        try (RawPeer peer = connected()) {
            assertThat(peer.refusal(
                            "connectTransport",
                            RawPeer.object(
                                    "transportId", "t", "dtlsParameters", Tracks.dtls("sha-256", Tracks.FINGERPRINT))))
                    .isEqualTo("not-joined");
            assertThat(peer.refusal("produce", Tracks.produce("t", "video", Tracks.vp8("0", 1000))))
                    .isEqualTo("not-joined");
        }
    }
}

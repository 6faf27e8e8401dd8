package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.ParleyServer;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transports, producers and consumers as they are asked for, given and refused. */
class NegotiationTest {
    private static final ParleyServer SERVER = new ParleyServer(ServerConfiguration.builder()
            .httpPort(0)
            .rtcPort(0)
            .workers(2)
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

    private static String connect(String transportId, String algorithm, String fingerprint) {
        return RawPeer.object("transportId", transportId, "dtlsParameters", Tracks.dtls(algorithm, fingerprint));
    }

    @Test
    void aTransportComesWithAllThatAClientNeeds() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "transport")) {
            JsonNode created = ada.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated");

            assertThat(created.path("iceParameters").path("iceLite").asBoolean())
                    .isTrue();
            assertThat(created.path("iceParameters").path("usernameFragment").asText())
                    .hasSizeGreaterThanOrEqualTo(4);
            assertThat(created.path("iceParameters").path("password").asText()).hasSizeGreaterThanOrEqualTo(22);
            assertThat(created.path("iceCandidates")).isNotEmpty().allSatisfy(candidate -> {
                assertThat(candidate.path("ip").asText()).isEqualTo("127.0.0.1");
                assertThat(candidate.path("port").asInt()).isPositive();
                assertThat(candidate.path("type").asText()).isEqualTo("host");
            });
            assertThat(created.path("iceCandidates").findValuesAsText("protocol"))
                    .contains("udp", "tcp");
            assertThat(created.path("iceCandidates").findValuesAsText("tcpType"))
                    .containsExactly("passive");
            assertThat(created.path("dtlsParameters").path("role").asText()).isEqualTo("auto");
            assertThat(created.path("dtlsParameters")
                            .path("fingerprints")
                            .path(0)
                            .path("algorithm")
                            .asText())
                    .isEqualTo("sha-256");
        }
    }

    @Test
    void aSecondConnectIsRefused() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "connect")) {
            String transport = Tracks.transport(ada, "send");
            ada.answer("connectTransport", connect(transport, "sha-256", Tracks.FINGERPRINT), "transportConnected");

            assertThat(ada.refusal("connectTransport", connect(transport, "sha-256", Tracks.FINGERPRINT)))
                    .isEqualTo("already-connected");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sha-1, 82:5A:68:3D:36:C3:0A:DE:AF:E7:32:43:D2:88:83:57:AC:2D:65:E5",
        "md5, 82:5A:68:3D:36:C3:0A:DE:AF:E7:32:43:D2:88:83:57",
        "sha-256, 82:5A",
        "sha-256, not a fingerprint",
        "sha-999, " + Tracks.FINGERPRINT,
    })
    void aWeakOrMalformedFingerprintIsRefusedAndAGoodOneMayFollow(String algorithm, String value) {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "fingerprint")) {
            String transport = Tracks.transport(ada, "send");

            assertThat(ada.refusal("connectTransport", connect(transport, algorithm, value)))
                    .isEqualTo("bad-payload");

            ada.answer("connectTransport", connect(transport, "sha-256", Tracks.FINGERPRINT), "transportConnected");
        }
    }

    @Test
    void anotherPeersTransportIsNoOnesButItsOwn() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "foreign");
                RawPeer eve = RawPeer.base(SERVER.httpPort(), "foreign")) {
            String transport = Tracks.transport(ada, "send");

            assertThat(eve.refusal("connectTransport", connect(transport, "sha-256", Tracks.FINGERPRINT)))
                    .isEqualTo("no-such-transport");
            assertThat(eve.refusal("produce", Tracks.produce(transport, "video", Tracks.vp8("0", 1_000))))
                    .isEqualTo("no-such-transport");
            assertThat(eve.refusal("closeTransport", RawPeer.object("transportId", transport)))
                    .isEqualTo("no-such-transport");
            assertThat(eve.refusal("restartIce", RawPeer.object("transportId", transport)))
                    .isEqualTo("no-such-transport");
            Tracks.camera(ada, transport, "0", 1_000);
        }
    }

    @Test
    void anotherPeersProducersAndConsumersAreOutOfReach() {
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), "reach");
                RawPeer eve = RawPeer.extended(SERVER.httpPort(), "reach")) {
            String producer = Tracks.camera(ada);
            Tracks.transport(ada, "recv");
            String consumer = Tracks.consumer(ada, producer);

            for (String request : List.of("pauseProducer", "resumeProducer", "closeProducer")) {
                assertThat(eve.refusal(request, RawPeer.object("producerId", producer)))
                        .isEqualTo("no-such-producer");
            }
            for (String request :
                    List.of("resumeConsumer", "pauseConsumer", "closeConsumer", "requestConsumerKeyFrame")) {
                assertThat(eve.refusal(request, RawPeer.object("consumerId", consumer)))
                        .isEqualTo("no-such-consumer");
            }
        }
    }

    @Test
    void anIceRestartGivesNewCredentials() {
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), "restart")) {
            JsonNode created = ada.answer("createTransport", "{\"direction\":\"send\"}", "transportCreated");
            String id = created.path("transportId").asText();

            JsonNode fresh = ada.answer("restartIce", RawPeer.object("transportId", id), "iceRestarted");

            assertThat(fresh.path("transportId").asText()).isEqualTo(id);
            assertThat(fresh.path("iceParameters").path("usernameFragment").asText())
                    .isNotEmpty()
                    .isNotEqualTo(created.path("iceParameters")
                            .path("usernameFragment")
                            .asText());
        }
    }

    @Test
    void producingOnAReceiveTransportIsForbidden() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "forbidden")) {
            String transport = Tracks.transport(ada, "recv");

            assertThat(ada.refusal("produce", Tracks.produce(transport, "video", Tracks.vp8("0", 1_000))))
                    .isEqualTo("forbidden");
        }
    }

    @Test
    void anSsrcOrMidIsUsedOnceOnATransport() {
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), "twice");
                RawPeer bob = RawPeer.extended(SERVER.httpPort(), "twice")) {
            String transport = Tracks.transport(ada, "send");
            String producer = Tracks.camera(ada, transport, "0", 1_000);
            bob.event("newProducer");

            // The same SSRC, that of its retransmissions, the same MID.
            assertThat(ada.refusal("produce", Tracks.produce(transport, "video", Tracks.vp8("1", 1_000))))
                    .isEqualTo("bad-payload");
            assertThat(ada.refusal("produce", Tracks.produce(transport, "video", Tracks.vp8("1", 1_001))))
                    .isEqualTo("bad-payload");
            assertThat(ada.refusal("produce", Tracks.produce(transport, "audio", Tracks.opus("0", 2_000))))
                    .isEqualTo("bad-payload");
            bob.hearsNothing();

            // What was refused has reserved nothing, and what is closed gives back what it had.
            Tracks.camera(ada, transport, "1", 1_002);
            ada.answer("closeProducer", RawPeer.object("producerId", producer), "producerClosed");
            Tracks.camera(ada, transport, "0", 1_000);
        }
    }

    @Test
    void parametersOfTheOtherKindAreRefused() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "kind")) {
            String transport = Tracks.transport(ada, "send");

            assertThat(ada.refusal("produce", Tracks.produce(transport, "audio", Tracks.vp8("0", 1_000))))
                    .isEqualTo("bad-payload");
            Tracks.camera(ada, transport, "0", 1_000);
        }
    }

    @Test
    void aCodecThatIsNotRoutedIsRefused() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "codec")) {
            String transport = Tracks.transport(ada, "send");
            JsonNode theora = RawPeer.parse("""
                    {"mid": "0", "codecs": [{"mimeType": "video/theora", "payloadType": 96, "clockRate": 90000}],
                     "encodings": [{"ssrc": 5}]}""");

            assertThat(ada.refusal("produce", Tracks.produce(transport, "video", theora)))
                    .isEqualTo("bad-payload");
        }
    }

    @Test
    void producedTellsTheKindSoThatItCanBeMatchedWithoutAnId() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "by-kind")) {
            String transport = Tracks.transport(ada, "send");
            ada.say("produce", Tracks.produce(transport, "audio", Tracks.opus("0", 1_000)));
            ada.say("produce", Tracks.produce(transport, "video", Tracks.vp8("1", 2_000)));

            assertThat(ada.event("produced").path("kind").asText()).isEqualTo("audio");
            assertThat(ada.event("produced").path("kind").asText()).isEqualTo("video");
        }
    }

    @Test
    void aConsumerHasTheParametersThatItsSubscriberCanReceive() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "consumed");
                RawPeer bob = RawPeer.base(SERVER.httpPort(), "consumed")) {
            String producer = Tracks.camera(ada);
            Tracks.transport(bob, "recv");
            bob.event("newProducer");

            JsonNode consumed = bob.answer("consume", Tracks.consume(bob, producer), "consumed");

            assertThat(consumed.path("producerId").asText()).isEqualTo(producer);
            assertThat(consumed.path("producerPeerId").asText()).isEqualTo(ada.id());
            assertThat(consumed.path("kind").asText()).isEqualTo("video");
            JsonNode parameters = consumed.path("rtpParameters");
            assertThat(parameters.path("codecs").findValuesAsText("mimeType"))
                    .containsExactly("video/VP8", "video/rtx");
            assertThat(parameters.path("rtcp").path("cname").asText()).isEqualTo("ada");
            assertThat(parameters.path("encodings")).hasSize(1);
            assertThat(parameters.path("encodings").path(0).path("ssrc").asLong())
                    .isPositive()
                    .isNotEqualTo(1_000);
            bob.answer(
                    "resumeConsumer",
                    RawPeer.object("consumerId", consumed.path("consumerId").asText()),
                    "consumerResumed");
        }
    }

    @Test
    void consumersOfOneTransportShareNoSsrcAndNoMid() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "apart");
                RawPeer bob = RawPeer.base(SERVER.httpPort(), "apart")) {
            String producer = Tracks.camera(ada);
            Tracks.transport(bob, "recv");
            bob.event("newProducer");
            Set<String> mids = new HashSet<>();
            Set<Long> ssrcs = new HashSet<>();

            for (int i = 0; i < 4; i++) {
                JsonNode parameters = bob.answer("consume", Tracks.consume(bob, producer), "consumed")
                        .path("rtpParameters");
                JsonNode encoding = parameters.path("encodings").path(0);
                assertThat(mids.add(parameters.path("mid").asText())).isTrue();
                assertThat(ssrcs.add(encoding.path("ssrc").asLong())).isTrue();
                assertThat(ssrcs.add(encoding.path("rtx").path("ssrc").asLong()))
                        .isTrue();
            }
            assertThat(bob.refusal("consume", Tracks.consume(bob, producer))).isEqualTo("too-many");
        }
    }

    @Test
    void aProducerOfAnotherRoomCannotBeConsumed() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "room-a");
                RawPeer eve = RawPeer.base(SERVER.httpPort(), "room-b")) {
            String producer = Tracks.camera(ada);
            Tracks.transport(eve, "recv");

            assertThat(eve.refusal("consume", Tracks.consume(eve, producer))).isEqualTo("no-such-producer");
        }
    }

    @Test
    void withoutACommonCodecThereIsNoConsumer() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "no-codec");
                RawPeer bob = RawPeer.base(SERVER.httpPort(), "no-codec")) {
            String producer = Tracks.camera(ada);
            Tracks.transport(bob, "recv");

            assertThat(bob.refusal(
                            "consume", RawPeer.object("producerId", producer, "rtpCapabilities", RawPeer.parse("{}"))))
                    .isEqualTo("cannot-consume");
        }
    }

    @Test
    void aConsumeThatComesBeforeItsTransportIsAnsweredLaterAndHoldsUpNothing() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "patient");
                RawPeer bob = RawPeer.base(SERVER.httpPort(), "patient")) {
            String camera = Tracks.camera(ada);
            bob.event("newProducer");
            String consume = Tracks.consume(bob, camera);

            bob.say("consume", consume);
            bob.say("createTransport", "{\"direction\":\"send\"}");
            bob.say("{\"type\":\"getRouterRtpCapabilities\"}");
            bob.say("createTransport", "{\"direction\":\"recv\"}");
            bob.say("{\"type\":\"getRouterRtpCapabilities\"}");

            bob.event("transportCreated");
            bob.event("routerRtpCapabilities");
            assertThat(bob.event("transportCreated").path("direction").asText()).isEqualTo("recv");
            assertThat(bob.event("consumed").path("producerId").asText()).isEqualTo(camera);
            bob.event("routerRtpCapabilities");
        }
    }

    @Test
    void keptRequestsAreAnsweredInTheirOrderWithTheirIds() {
        try (RawPeer ada = RawPeer.base(SERVER.httpPort(), "kept");
                RawPeer bob = RawPeer.base(SERVER.httpPort(), "kept")) {
            String send = Tracks.transport(ada, "send");
            String first = Tracks.camera(ada, send, "0", 1_000);
            String second = Tracks.camera(ada, send, "1", 2_000);
            bob.event("newProducer");
            bob.event("newProducer");
            JsonNode one = RawPeer.parse(Tracks.consume(bob, first));
            JsonNode gone = RawPeer.parse(Tracks.consume(bob, "never-was"));
            JsonNode two = RawPeer.parse(Tracks.consume(bob, second));
            bob.say(RawPeer.object("type", "consume", "id", "one", "payload", one));
            bob.say(RawPeer.object("type", "consume", "id", "gone", "payload", gone));
            bob.say(RawPeer.object("type", "consume", "id", "two", "payload", two));

            bob.say("createTransport", "{\"direction\":\"recv\"}");

            bob.event("transportCreated");
            assertThat(bob.next().path("id").asText()).isEqualTo("one");
            JsonNode error = bob.next();
            assertThat(error.path("id").asText()).isEqualTo("gone");
            assertThat(error.path("payload").path("code").asText()).isEqualTo("no-such-producer");
            assertThat(bob.next().path("id").asText()).isEqualTo("two");
        }
    }
}

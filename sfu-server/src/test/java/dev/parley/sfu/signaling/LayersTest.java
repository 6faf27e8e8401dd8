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

/** What is asked about layers, and how streams fare. */
class LayersTest {
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

    private static String simulcast(RawPeer peer, String scalabilityMode) {
        String payload =
                Tracks.produce(Tracks.transport(peer, "send"), "video", Tracks.simulcast("0", scalabilityMode));
        return peer.answer("produce", payload, "produced").path("producerId").asText();
    }

    /** Every scalability mode that mediasoup-client offers for VP8 and H264 encodings of a simulcast. */
    @ParameterizedTest
    @ValueSource(strings = {"L1T1", "L1T2", "L1T3"})
    void simulcastIsTakenAndOfferedAsLayers(String mode) {
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), "modes " + mode);
                RawPeer bob = RawPeer.extended(SERVER.httpPort(), "modes " + mode)) {
            String producer = simulcast(ada, mode);
            Tracks.transport(bob, "recv");

            JsonNode consumed = bob.answer("consume", Tracks.consume(bob, producer), "consumed");

            JsonNode encodings = consumed.path("rtpParameters").path("encodings");
            assertThat(encodings).hasSize(1);
            assertThat(encodings.path(0).path("scalabilityMode").asText()).isEqualTo("L3" + mode.substring(2));
            assertThat(consumed.path("consumerType").asText()).isEqualTo("simulcast");
        }
    }

    /** Those in which Chromium codes VP9 and AV1, given to mediasoup-client as the mode of its one encoding. */
    @ParameterizedTest
    @CsvSource({
        "video/VP9, L1T2, svc",
        "video/VP9, L1T3, svc",
        "video/VP9, L2T1, svc",
        "video/VP9, L2T2_KEY_SHIFT, svc",
        "video/VP9, L3T3, svc",
        "video/VP9, L3T3_KEY, svc",
        "video/VP9, S3T3, svc",
        "video/AV1, L1T3, svc",
        "video/AV1, L2T2h, svc",
        "video/AV1, L3T3, svc",
        "video/AV1, L3T3_KEY, svc",
        "video/AV1, S2T1h, svc",
        "video/AV1, L1T1, simple",
        "video/VP8, L1T3, simulcast",
    })
    void layersOfOneStreamAreTakenAndOfferedAsTheyAre(String codec, String mode, String type) {
        String room = "modes " + codec.replace('/', ' ') + mode;
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), room);
                RawPeer bob = RawPeer.extended(SERVER.httpPort(), room)) {
            String payload = Tracks.produce(Tracks.transport(ada, "send"), "video", Tracks.scalable("0", codec, mode));
            String producer = ada.answer("produce", payload, "produced")
                    .path("producerId")
                    .asText();
            Tracks.transport(bob, "recv");

            JsonNode consumed = bob.answer("consume", Tracks.consume(bob, producer), "consumed");

            JsonNode encodings = consumed.path("rtpParameters").path("encodings");
            assertThat(encodings).hasSize(1);
            assertThat(encodings.path(0).path("scalabilityMode").asText()).isEqualTo(mode);
            assertThat(consumed.path("consumerType").asText()).isEqualTo(type);
        }
    }

    @Test
    void preferencesAndPrioritiesAreTaken() {
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), "preferences");
                RawPeer bob = RawPeer.extended(SERVER.httpPort(), "preferences")) {
            String producer = simulcast(ada, "L1T3");
            Tracks.transport(bob, "recv");
            String consumer = Tracks.consumer(bob, producer);

            JsonNode layers = bob.answer(
                    "setConsumerPreferredLayers",
                    RawPeer.object("consumerId", consumer, "spatialLayer", 1, "temporalLayer", 0),
                    "consumerPreferredLayersSet");
            assertThat(layers.path("spatialLayer").asInt()).isEqualTo(1);
            assertThat(layers.path("temporalLayer").asInt()).isZero();
            JsonNode all = bob.answer(
                    "setConsumerPreferredLayers",
                    RawPeer.object("consumerId", consumer, "spatialLayer", 2),
                    "consumerPreferredLayersSet");
            assertThat(all.has("temporalLayer")).isFalse();
            assertThat(bob.answer(
                                    "setConsumerPriority",
                                    RawPeer.object("consumerId", consumer, "priority", 255),
                                    "consumerPrioritySet")
                            .path("priority")
                            .asInt())
                    .isEqualTo(255);
        }
    }

    @Test
    void statisticsSpeakOfEveryEncoding() {
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), "statistics");
                RawPeer bob = RawPeer.extended(SERVER.httpPort(), "statistics")) {
            String producer = simulcast(ada, "L1T3");
            Tracks.transport(bob, "recv");
            String consumer = Tracks.consumer(bob, producer);

            JsonNode sent = ada.answer("getProducerStats", RawPeer.object("producerId", producer), "producerStats");
            assertThat(sent.path("encodings").findValuesAsText("rid")).containsExactly("r0", "r1", "r2");
            assertThat(sent.path("encodings").path(2).path("receiving").asBoolean())
                    .isFalse();
            JsonNode received = bob.answer("getConsumerStats", RawPeer.object("consumerId", consumer), "consumerStats");
            assertThat(received.path("packets").asInt()).isZero();
            assertThat(received.has("spatialLayer")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            setConsumerPreferredLayers | {"consumerId":"nobody","spatialLayer":0}           | no-such-consumer
            setConsumerPreferredLayers | {"consumerId":"nobody","spatialLayer":-1}          | bad-payload
            setConsumerPreferredLayers | {"consumerId":"nobody"}                            | bad-payload
            setConsumerPriority        | {"consumerId":"nobody","priority":0}               | bad-payload
            setConsumerPriority        | {"consumerId":"nobody","priority":1}               | no-such-consumer
            getConsumerStats           | {"consumerId":"nobody"}                            | no-such-consumer
            getProducerStats           | {"producerId":"nobody"}                            | no-such-producer
            """)
    void whatCannotBeIsRefused(String type, String payload, String code) {
        try (RawPeer ada = RawPeer.extended(SERVER.httpPort(), "refusals")) {
            assertThat(ada.refusal(type, payload)).isEqualTo(code);
        }
    }
}

package dev.parley.protocol.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.json.JsonException;
import dev.parley.protocol.json.JsonNull;
import dev.parley.protocol.json.JsonText;
import dev.parley.protocol.json.RecordReader;
import dev.parley.protocol.json.RecordWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Our negotiation against mediasoup's own: {@code src/test/ortc-oracle/README.md} tells where the vectors are from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrtcVectorsTest {
    private static final long FIRST_SSRC = 1000;
    private static final int MAX_BYTES = 1 << 24;

    /** Where we see sooner than mediasoup's library that parameters contradict themselves, as its worker would later. */
    private static final Set<String> SEEN_SOONER = Set.of("variation: RTX of RTX");

    private Map<?, ?> vectors = Map.of();

    @BeforeAll
    void read() throws IOException, JsonException {
        try (InputStream file = OrtcVectorsTest.class.getResourceAsStream("/ortc/vectors.json")) {
            assertThat(file).isNotNull();
            vectors = JsonText.readObject(new String(file.readAllBytes(), StandardCharsets.UTF_8), MAX_BYTES);
        }
    }

    @Test
    void routersHaveTheCapabilitiesThatMediasoupGivesThem() {
        forEach("routers", vector -> {
            // A wrapper reads the list as the configuration of a router.
            Map<?, ?> offered = Map.of("codecs", list(vector, "codecs"));
            compare(
                    vector,
                    () -> asInMediasoup(Ortc.routerRtpCapabilities(
                            RecordReader.read(RtpCapabilities.class, offered).codecs())),
                    object(vector, "result"));
        });
    }

    /** But for the one extension that mediasoup does not pass on. */
    private static RtpCapabilities asInMediasoup(RtpCapabilities ours) {
        return new RtpCapabilities(
                ours.codecs(),
                ours.headerExtensions().stream()
                        .map(each -> each.uri().equals(Ortc.DEPENDENCY_DESCRIPTOR)
                                ? new RtpHeaderExtensionCapability(
                                        each.kind(),
                                        each.uri(),
                                        each.preferredId(),
                                        each.preferredEncrypt(),
                                        RtpHeaderExtensionDirection.RECVONLY)
                                : each)
                        .toList());
    }

    @Test
    void producersAreMappedAndMadeConsumableAsInMediasoup() {
        forEach("producers", vector -> {
            MediaKind kind = MediaKind.ofMimeType(vector.get("kind") + "/");
            RtpCapabilities router = RecordReader.read(
                    RtpCapabilities.class,
                    object(object(vectors, "capabilities"), String.valueOf(vector.get("router"))));
            Question<RtpParameters> complete = () -> Ortc.producerRtpParameters(
                    kind, RecordReader.read(RtpParameters.class, object(vector, "rtpParameters")));
            Question<RtpMapping> mapping = () -> Ortc.producerRtpParametersMapping(complete.ask(), router, FIRST_SSRC);
            compare(vector, mapping, object(object(vector, "result"), "mapping"));
            compare(
                    vector,
                    () -> Ortc.consumableRtpParameters(kind, complete.ask(), router, mapping.ask()),
                    object(object(vector, "result"), "consumable"));
        });
    }

    @Test
    void consumersGetWhatMediasoupGivesThem() {
        Map<String, Map<?, ?>> consumables = new LinkedHashMap<>();
        entries("producers")
                .forEach(vector -> consumables.put(
                        String.valueOf(vector.get("name")), object(object(vector, "result"), "consumable")));
        forEach("consumers", vector -> {
            RtpParameters consumable = RecordReader.read(
                    RtpParameters.class,
                    vector.get("producer") instanceof String producer
                            ? consumables.getOrDefault(producer, Map.of())
                            : object(vector, "consumable"));
            Question<RtpCapabilities> remote = () -> RecordReader.read(
                    RtpCapabilities.class,
                    vector.get("device") instanceof String device
                            ? object(object(vectors, "devices"), device)
                            : object(vector, "rtpCapabilities"));
            Map<?, ?> canConsume = object(vector, "canConsume");
            if (canConsume.containsKey("error")) {
                assertThatThrownBy(remote::ask).isInstanceOf(JsonException.class);
            } else {
                assertThat(Ortc.canConsume(consumable, remote.ask())).isEqualTo(canConsume.get("result"));
            }
            boolean enableRtx = Boolean.TRUE.equals(vector.get("enableRtx"));
            compare(
                    vector,
                    () -> Ortc.consumerRtpParameters(consumable, remote.ask(), enableRtx, "", FIRST_SSRC),
                    object(vector, "result"));
        });
    }

    @Test
    void h264ProfilesAreNegotiatedAsInMediasoup() {
        forEach("h264", vector -> {
            RtpCodecParameters local = h264(object(vector, "local"));
            RtpCodecParameters remote = h264(object(vector, "remote"));
            boolean same = H264Profile.same(local.parameters(), remote.parameters());
            assertThat(same).isEqualTo(vector.get("same"));
            if (same) {
                assertThat(H264Profile.answer(local.parameters(), remote.parameters())
                                .text("profile-level-id")
                                .orElse(""))
                        .isEqualTo(vector.get("answer"));
            }
        });
    }

    private static RtpCodecParameters h264(Map<?, ?> parameters) throws JsonException {
        Map<String, Object> codec = new LinkedHashMap<>(
                JsonText.readObject("{\"mimeType\":\"video/H264\",\"payloadType\":96,\"clockRate\":90000}", MAX_BYTES));
        codec.put("parameters", parameters);
        return RecordReader.read(RtpCodecParameters.class, codec);
    }

    /** Something to ask of our negotiation. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws OrtcException, JsonException;
    }

    private static void compare(Map<?, ?> vector, Question<? extends Record> question, Map<?, ?> expected)
            throws OrtcException, JsonException {
        if (vector.get("error") instanceof String error) {
            boolean invalid = error.equals("TypeError") || SEEN_SOONER.contains(String.valueOf(vector.get("name")));
            OrtcException.Reason reason = invalid ? OrtcException.Reason.INVALID : OrtcException.Reason.UNSUPPORTED;
            assertThatThrownBy(question::ask).satisfies(thrown -> {
                if (thrown instanceof OrtcException refused) {
                    assertThat(refused.reason()).isEqualTo(reason);
                } else {
                    assertThat(thrown).isInstanceOf(JsonException.class);
                    assertThat(reason).isEqualTo(OrtcException.Reason.INVALID);
                }
            });
        } else {
            Map<String, Object> ours = JsonText.readObject(RecordWriter.write(question.ask()), MAX_BYTES);
            assertThat(comparable(ours)).isEqualTo(comparable(expected));
        }
    }

    /** The tree without what is false or empty anyway, which mediasoup writes in some places and leaves out in others. */
    private static Object comparable(Object tree) {
        return switch (tree) {
            case Map<?, ?> fields -> {
                Map<Object, Object> kept = new LinkedHashMap<>();
                fields.forEach((name, value) -> {
                    boolean unsaid = value == JsonNull.NULL
                            || (name.equals("dtx") && value.equals(false))
                            || (name.equals("ssrc") && value.toString().contains("value=0.0"))
                            || (name.equals("rid") && value.equals(""));
                    if (!unsaid) {
                        kept.put(name, comparable(value));
                    }
                });
                yield kept;
            }
            case List<?> elements ->
                elements.stream().map(OrtcVectorsTest::comparable).toList();
            default -> tree;
        };
    }

    /** What is asserted of one vector. */
    @FunctionalInterface
    private interface Claim {
        void hold(Map<?, ?> vector) throws OrtcException, JsonException;
    }

    /** All vectors of a family, so that a fault shows the whole of its extent. */
    private void forEach(String family, Claim claim) {
        List<String> failures = new ArrayList<>();
        entries(family).forEach(vector -> {
            try {
                claim.hold(vector);
            } catch (AssertionError | OrtcException | JsonException e) {
                failures.add((vector.containsKey("name") ? vector.get("name") : vector) + ": " + e.getMessage());
            }
        });
        assertThat(failures).isEmpty();
    }

    private Stream<Map<?, ?>> entries(String family) {
        List<Map<?, ?>> entries = new ArrayList<>();
        for (Object entry : list(vectors, family)) {
            entries.add((Map<?, ?>) entry);
        }
        assertThat(entries).hasSizeGreaterThan(20);
        return entries.stream();
    }

    private static List<?> list(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }

    /** An object of a vector; where the vector has something else, an object that no record can be read from. */
    private static Map<?, ?> object(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Map<?, ?> object) {
            return object;
        }
        return fields.containsKey(name) ? Map.of("codecs", "not an object") : Map.of();
    }
}

package dev.parley.protocol.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.json.JsonException;
import dev.parley.protocol.json.JsonText;
import dev.parley.protocol.json.WireWord;
import dev.parley.protocol.signaling.SignalingCodec.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The reference for people who write a client of their own says what the code does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalingDocumentationTest {
    private static final Path PAGE = Path.of("../docs/signaling.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```json (client|server)( base)?\\n(.*?)```", Pattern.DOTALL);

    /**
     * One example of the page.
     *
     * @param base whether it is what a client without the extensions gets
     */
    private record Example(boolean fromClient, boolean base, String json) {}

    private String page = "";
    private final List<Example> examples = new ArrayList<>();

    @BeforeAll
    void read() throws IOException {
        page = Files.readString(PAGE);
        Matcher matcher = EXAMPLE.matcher(page);
        while (matcher.find()) {
            examples.add(new Example(matcher.group(1).equals("client"), matcher.group(2) != null, matcher.group(3)));
        }
    }

    @Test
    void everyBlockOfJsonIsAnExample() {
        assertThat(page.split("```json", -1)).hasSize(examples.size() + 1);
    }

    @Test
    void everyMessageHasAHeadingAndAnExample() {
        List<String> types = new ArrayList<>(MessageTypes.client().keySet());
        types.addAll(MessageTypes.server().keySet());
        Set<String> shown =
                examples.stream().map(example -> messageOf(example).type()).collect(Collectors.toSet());
        assertThat(shown).containsExactlyInAnyOrderElementsOf(types);
        assertThat(page.lines().filter(line -> line.startsWith("### ")).map(line -> line.substring(4)))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void everyExampleIsReadAndWrittenAgainTheSame() throws JsonException {
        for (Example example : examples) {
            String again = example.fromClient()
                    ? SignalingCodec.write((ClientMessage) messageOf(example), idOf(example))
                    : SignalingCodec.write(
                            (ServerMessage) messageOf(example),
                            idOf(example),
                            example.base() ? Generation.BASE : Generation.EXTENDED);
            assertThat(withoutEmpty(again)).isEqualTo(withoutEmpty(example.json()));
        }
    }

    @Test
    void theExtensionsStandUnderTheirOwnHeadings() {
        int extensions = page.indexOf("\n## Extensions: what a client sends");
        for (Example example : examples) {
            boolean amongExtensions = page.indexOf(example.json()) > extensions;
            assertThat(messageOf(example).generation())
                    .as(messageOf(example).type())
                    .isEqualTo(amongExtensions ? Generation.EXTENDED : Generation.BASE);
        }
    }

    @Test
    void everyErrorCodeIsInTheTable() {
        assertThat(page.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3))))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(WireWord::of).toList());
    }

    @Test
    void theAnswerToEveryRequestIsNamedWithIt() {
        MessageTypes.client().forEach((type, record) -> {
            int start = page.indexOf("\n### " + type + "\n");
            String section =
                    page.substring(start, page.indexOf("\n```json", start)).replace('\n', ' ');
            AnsweredBy answer = record.getAnnotation(AnsweredBy.class);
            assertThat(answer).as(type).isNotNull();
            assertThat(section)
                    .as(type)
                    .containsPattern("Answered by\\s+`" + MessageTypes.typeOf(answer.value()) + "`");
        });
    }

    private static Message messageOf(Example example) {
        Read<? extends Message> read = example.fromClient()
                ? SignalingCodec.read(example.json())
                : SignalingCodec.readFromServer(example.json());
        assertThat(read).as(example.json()).isInstanceOf(Read.Received.class);
        return ((Read.Received<? extends Message>) read).message();
    }

    private static RequestId idOf(Example example) throws JsonException {
        Object id = JsonText.readObject(example.json(), SignalingCodec.MAX_SERVER_FRAME)
                .getOrDefault("id", "");
        return id.equals("") ? RequestId.NONE : RequestId.ofJson(id).orElseThrow();
    }

    /** A payload that is empty may be left out, and so may what is said by leaving it out. */
    private static Map<String, Object> withoutEmpty(String json) throws JsonException {
        Map<String, Object> message = JsonText.readObject(json, SignalingCodec.MAX_SERVER_FRAME);
        message.remove("payload", Map.of());
        return withoutFalse(message);
    }

    private static Map<String, Object> withoutFalse(Map<?, ?> fields) {
        Map<String, Object> kept = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (!value.equals(false) && !value.equals(Map.of()) && !value.equals("") && !value.equals(List.of())) {
                kept.put(String.valueOf(name), plain(value));
            }
        });
        kept.remove("reducedSize");
        return kept;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> fields -> withoutFalse(fields);
            case List<?> list ->
                list.stream().map(SignalingDocumentationTest::plain).toList();
            default -> value;
        };
    }
}

package dev.parley.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON text to a tree of plain values ({@link Map}, {@link List}, {@link String}, {@link JsonNumber}, {@link Boolean},
 * {@link JsonNull}) and from calls to text. A field that is given twice, more than {@value #MAX_DEPTH} levels, and
 * anything after the value are refused.
 */
public final class JsonText {
    /** Objects and arrays inside one another, the outermost counted. */
    public static final int MAX_DEPTH = 32;

    /** Characters of one number; the longest double that is printed by anyone has 25. */
    private static final int MAX_NUMBER_LENGTH = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Names come from strangers: kept ones would fill the table that all parsers share.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();

    private JsonText() {}

    /** What writes a value through a generator. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator generator) throws IOException;
    }

    /**
     * The object that a text holds.
     *
     * @param text the whole text
     * @param maxBytes the greatest length of the text in bytes of UTF-8
     * @throws JsonException if the text is longer, nested deeper, or no JSON object
     */
    public static Map<String, Object> readObject(String text, int maxBytes) throws JsonException {
        if (longerThan(text, maxBytes)) {
            throw new JsonException(JsonException.Reason.TOO_LARGE, "a message has at most " + maxBytes + " bytes");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonException(JsonException.Reason.MALFORMED, "a message is one JSON object");
            }
            Map<String, Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw new JsonException(JsonException.Reason.MALFORMED, "something follows the JSON object");
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw new JsonException(
                    JsonException.Reason.TOO_LARGE,
                    "a message has at most " + MAX_DEPTH + " levels, and its numbers " + MAX_NUMBER_LENGTH + " digits");
        } catch (IOException e) {
            // Jackson's own words quote the text; ours must not hand a stranger's bytes around in logs.
            throw new JsonException(JsonException.Reason.MALFORMED, "not JSON, or a field is given twice");
        }
    }

    private static boolean longerThan(String text, int maxBytes) {
        if (text.length() > maxBytes) {
            return true;
        }
        // No character takes more than three bytes (a pair of surrogates takes four).
        return text.length() > maxBytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > maxBytes;
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            fields.put(name, value(parser, parser.nextToken()));
        }
        return fields;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return elements;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                String digits = parser.getText();
                yield new JsonNumber(digits, Double.parseDouble(digits));
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> JsonNull.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("unexpected " + token);
        };
    }

    static String write(Body body) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            body.write(generator);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }
}

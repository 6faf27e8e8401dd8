package dev.parley.sfu.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JavaScript of the tests and the JSON it is talked to with. */
final class Scripts {
    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Scripts() {}

    /** The text of a resource of the tests under {@code /browser/}. */
    static String resource(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream("/browser/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource /browser/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The script that makes {@code window.instruments}; runs before any script of a page. */
    static String instruments() {
        return resource("instruments.js");
    }

    /** {@code value} as a JavaScript literal. */
    static String literal(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not fit for JSON: " + value, e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    /** An expression that gives the value of {@code expression}, awaited, as a JSON string. */
    static String asJson(String expression) {
        return "Promise.resolve(" + expression
                + ").then((value) => JSON.stringify(value === undefined ? null : value))";
    }

    /** The selector of the element with a {@code data-testid}. */
    static String byTestId(String testId) {
        return "[data-testid=\"" + testId + "\"]";
    }
}

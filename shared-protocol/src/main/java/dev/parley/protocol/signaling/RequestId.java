package dev.parley.protocol.signaling;

import dev.parley.protocol.json.JsonNumber;
import dev.parley.protocol.json.RecordWriter;
import java.util.Optional;

/** The {@code id} that a client gave its request, to be repeated in the direct answer just as it stood; or none. */
public final class RequestId {
    /** No id: of a request without one, and of everything unasked. */
    public static final RequestId NONE = new RequestId("");

    /** An id is for finding a request again; a UUID has 36 characters. */
    static final int MAX_LENGTH = 128;

    private final String json;

    private RequestId(String json) {
        this.json = json;
    }

    /** The id that a client chooses. */
    public static RequestId of(long number) {
        return new RequestId(Long.toString(number));
    }

    /** The id that a client chooses. */
    public static RequestId of(String text) {
        return new RequestId(RecordWriter.idJson(text));
    }

    /** The id of a parsed value; empty when it is neither a text nor a number, or too long. */
    static Optional<RequestId> ofJson(Object value) {
        if (value instanceof String text && text.length() <= MAX_LENGTH) {
            return Optional.of(of(text));
        } else if (value instanceof JsonNumber number) {
            return Optional.of(new RequestId(number.text()));
        }
        return Optional.empty();
    }

    /** The id as JSON, empty for none. */
    String json() {
        return json;
    }

    /** Whether there is an id. */
    public boolean isPresent() {
        return !json.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestId id && json.equals(id.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}

package dev.parley.protocol.json;

/** A text that is not the JSON it should be; the message is fit to be shown to whoever sent it. */
public final class JsonException extends Exception {
    /** What is wrong with the text. */
    public enum Reason {
        /** Not JSON, or a field given twice. */
        MALFORMED,
        /** Longer or nested deeper than is taken. */
        TOO_LARGE,
        /** JSON, but a field is missing or is not what it should be. */
        WRONG_FIELD
    }

    private final Reason reason;

    /** An exception without a stack trace, for it is an answer to a peer and no fault of ours. */
    public JsonException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static JsonException wrongField(String path, String expected) {
        return new JsonException(Reason.WRONG_FIELD, (path.isEmpty() ? "message" : path) + ": expected " + expected);
    }

    /** What is wrong with the text. */
    public Reason reason() {
        return reason;
    }

    /** The message, never absent. */
    public String text() {
        String message = getMessage();
        return message == null ? reason.name() : message;
    }
}

package dev.parley.protocol.media;

/** RTP parameters or capabilities that contradict themselves, or that no router of ours can route. */
public final class OrtcException extends Exception {
    /** Who is to blame. */
    public enum Reason {
        /** The parameters contradict themselves; the message begins with the field. */
        INVALID,
        /** The parameters are sound, but there is no codec in common. */
        UNSUPPORTED
    }

    private final Reason reason;

    private OrtcException(Reason reason, String message) {
        // No stack trace: it is an answer to a peer and no fault of ours.
        super(message, null, false, false);
        this.reason = reason;
    }

    static OrtcException invalid(String field, String problem) {
        return new OrtcException(Reason.INVALID, field + ": " + problem);
    }

    static OrtcException unsupported(String message) {
        return new OrtcException(Reason.UNSUPPORTED, message);
    }

    /** Who is to blame. */
    public Reason reason() {
        return reason;
    }

    /** The message, never absent; fit to be shown to the peer. */
    public String text() {
        String message = getMessage();
        return message == null ? reason.name() : message;
    }
}

package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ErrorCode;

/** A request that is answered with an error and changes nothing. It carries no stack trace: it is no fault of ours. */
public final class RequestRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String sentence;

    /**
     * @param code the stable word
     * @param sentence for the developer of the client
     */
    public RequestRefused(ErrorCode code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    /** The stable word. */
    public ErrorCode code() {
        return code;
    }

    /** What was wrong, for the developer of the client. */
    public String sentence() {
        return sentence;
    }
}

package dev.parley.desktop.signaling;

import dev.parley.protocol.signaling.ErrorCode;

/** The server refused a request; nothing was changed by it. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    RefusedException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** The protocol's word for it. */
    public ErrorCode code() {
        return code;
    }
}

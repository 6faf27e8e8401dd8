package dev.parley.desktop.signaling;

import dev.parley.protocol.signaling.ErrorCode;
import java.util.concurrent.CompletionException;

/** The server refused a request; nothing was changed by it. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    RefusedException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** Whether a request failed because the server refused it with this code. */
    public static boolean isFor(Throwable failure, ErrorCode code) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RefusedException refused && refused.code == code;
    }

    /** The protocol's word for it. */
    public ErrorCode code() {
        return code;
    }
}

package dev.parley.sfu.load;

import java.io.IOException;

/** The server cannot be reached, refused a request, or did not answer in time. The message is one line for a person. */
public final class LoadException extends IOException {
    /** A failure without another one behind it. */
    public LoadException(String message) {
        super(message);
    }

    /** A failure caused by another. */
    public LoadException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.parley.desktop.transport;

import java.io.IOException;

/** A transport cannot be made. */
public final class TransportException extends IOException {
    private static final long serialVersionUID = 1;

    TransportException(String message) {
        super(message);
    }

    TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}

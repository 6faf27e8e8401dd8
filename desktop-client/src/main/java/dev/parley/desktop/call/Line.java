package dev.parley.desktop.call;

import dev.parley.desktop.signaling.SignalingClient;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ServerMessage;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The conversation with the server, over one socket after the other. Thread: the call's. */
final class Line {
    private @Nullable SignalingClient present;

    /** Goes on over this socket. */
    void use(SignalingClient next) {
        present = next;
    }

    /** Whether the server knows more than the base protocol; certain after the first answer. */
    boolean isExtended() {
        return present != null && present.isExtended();
    }

    /** Asks, as {@link SignalingClient#ask} does; fails at once while there is no socket. */
    <T extends ServerMessage> CompletableFuture<T> ask(ClientMessage request, Class<T> answer) {
        SignalingClient to = present;
        return to == null
                ? CompletableFuture.failedFuture(new IOException("there is no connection to the server"))
                : to.ask(request, answer);
    }

    /** Gives the socket up without a goodbye, so that the server keeps our place. */
    void drop() {
        if (present != null) {
            present.abort();
            present = null;
        }
    }

    /** Says goodbye. */
    void close() {
        if (present != null) {
            present.close();
            present = null;
        }
    }
}

package dev.parley.sfu.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;

/**
 * The right to go on with a session over another socket.
 *
 * @param secret of the peer that has this, and no other; good for one use. Empty when the session cannot be resumed
 * @param away whether there is no socket at present
 */
record Resumption(String secret, boolean away) {
    static final Resumption NONE = new Resumption("", false);

    /** How long the place of a peer without a socket is kept. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    boolean isPossible() {
        return !secret.isEmpty();
    }

    /** Compared in a time that tells nothing. */
    boolean isFor(String given) {
        return isPossible()
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

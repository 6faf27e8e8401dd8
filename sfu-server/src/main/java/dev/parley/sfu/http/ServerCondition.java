package dev.parley.sfu.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How the server is, for {@code GET /health}, {@code GET /ready} and the admin page. Asked on the control thread. */
public interface ServerCondition {
    /** The JSON of {@code GET /health}: it lives, also while it lets nobody in. */
    String health();

    /** Whether new people should be sent here. */
    boolean ready();

    /**
     * Looks at everything as an operator would, for whoever shows a token for that; takes up to minutes.
     *
     * @return the JSON of what was found, or empty when the token does not open it; completes on any thread
     */
    CompletableFuture<Optional<String>> examination(String token);
}

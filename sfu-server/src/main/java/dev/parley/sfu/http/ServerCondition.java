package dev.parley.sfu.http;

/** How the server is, for {@code GET /health} and {@code GET /ready}. Asked on the control thread. */
public interface ServerCondition {
    /** The JSON of {@code GET /health}: it lives, also while it lets nobody in. */
    String health();

    /** Whether new people should be sent here. */
    boolean ready();
}

package dev.parley.sfu.http;

/** What one WebSocket tells its owner. All calls come on the connection's event loop, the control thread. */
public interface SocketListener {
    /**
     * A whole text message arrived: valid UTF-8, at most {@link HttpLimits#maxMessageBytes()} bytes long. An exception
     * thrown from here ends this socket (1011) and no other.
     */
    void text(String frame);

    /**
     * The socket is closed or closing, by either side. Of this and {@link #broken} one is called, exactly once, never from
     * inside {@link WebSocketConnection#close} or {@link WebSocketConnection#send}; no {@link #text} follows.
     */
    void closed();

    /**
     * The socket is gone without a word: the network or the client's process broke, nothing was heard for too long, or
     * the client took it for dead.
     */
    default void broken() {
        closed();
    }
}

package dev.parley.sfu.http;

/** Takes the WebSockets that the {@link HttpServer} accepted. */
public interface WebSocketHandler {
    /**
     * A socket is open and may be written to at once. Called on the control thread.
     *
     * @return who is told what arrives on it
     */
    SocketListener opened(WebSocketConnection connection);
}

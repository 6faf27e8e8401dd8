package dev.parley.sfu.http;

import java.net.InetSocketAddress;

/** One open WebSocket, as its owner sees it. To be used on the control thread only. */
public interface WebSocketConnection {
    /**
     * Queues a text frame. Frames leave in this order; those of one pass of the event loop leave together. A peer that
     * leaves more than {@link HttpLimits#maxQueuedBytes()} unread is closed with 1013. Ignored once closing.
     */
    void send(String text);

    /**
     * Starts the closing handshake; the connection is cut when the peer has not answered within
     * {@link HttpLimits#closeDeadline()}. Ignored once closing.
     *
     * @param code a close code of RFC 6455 section 7.4 that may be sent (1000 to 1003, 1007 to 1013, 3000 to 4999)
     * @param reason for people; cut to the 123 bytes that fit
     */
    void close(int code, String reason);

    /** The address the peer connected from; a reverse proxy's own when there is one in between. */
    InetSocketAddress remote();

    /** The address of this server that the peer reached. */
    InetSocketAddress local();

    /** Whether the peer came in over this machine's loopback interface. */
    default boolean isLoopback() {
        return remote().getAddress().isLoopbackAddress();
    }
}

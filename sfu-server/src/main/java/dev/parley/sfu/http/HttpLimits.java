package dev.parley.sfu.http;

import java.time.Duration;

/**
 * What one HTTP or WebSocket peer may cost the server.
 *
 * @param maxConnections open connections in all; further ones are closed at once
 * @param maxConnectionsPerAddress open connections from one address; loopback is exempt, a reverse proxy lives there
 * @param requestDeadline from the connection to its first complete request
 * @param responseDeadline from a request to the last byte of its response being taken
 * @param idleDeadline from a response to the next complete request
 * @param pingInterval between two WebSocket pings
 * @param silenceLimit a WebSocket that sent nothing, not even a pong, for this long is closed
 * @param closeDeadline how long the closing handshake of a WebSocket may take
 * @param maxMessageBytes bytes of one WebSocket message, all its fragments together
 * @param maxQueuedBytes bytes that wait to be read by one WebSocket's peer
 * @param framesPerSecond WebSocket frames of any kind that one peer may send in the long run
 * @param frameBurst frames that one peer may send at once
 * @param arrivalsPerSecond new WebSockets from one address in the long run, and {@link SourceLimit#BURST_SECONDS} times as
 *     many at once
 */
public record HttpLimits(
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration requestDeadline,
        Duration responseDeadline,
        Duration idleDeadline,
        Duration pingInterval,
        Duration silenceLimit,
        Duration closeDeadline,
        int maxMessageBytes,
        int maxQueuedBytes,
        int framesPerSecond,
        int frameBurst,
        int arrivalsPerSecond) {

    /** The limits of the signaling contract, and generous ones where it has none. */
    public static final HttpLimits STANDARD = new HttpLimits(
            8192,
            1024, // a company behind one address translator
            Duration.ofSeconds(10),
            Duration.ofSeconds(120), // 400 kB over a bad mobile link
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(40), // two pings unanswered and some patience
            Duration.ofSeconds(2),
            64 * 1024,
            1024 * 1024,
            100,
            300, // whoever enters a meeting of a hundred consumes and resumes all of it at once
            20); // four hundred at once: a large meeting of one company begins, or its server comes back

    /** The same with another bound on new WebSockets. */
    public HttpLimits withArrivalsPerSecond(int arrivals) {
        return new HttpLimits(
                maxConnections,
                maxConnectionsPerAddress,
                requestDeadline,
                responseDeadline,
                idleDeadline,
                pingInterval,
                silenceLimit,
                closeDeadline,
                maxMessageBytes,
                maxQueuedBytes,
                framesPerSecond,
                frameBurst,
                arrivals);
    }
}

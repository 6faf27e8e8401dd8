package dev.parley.sfu.net;

import dev.parley.sfu.transport.TransportTuple;

/** Where the ports put what they receive. Called on the Worker's thread; buffer and source are reused after
 * the call. */
interface DatagramSink {
    /** A datagram came in over UDP. */
    void udp(byte[] buffer, int length, DatagramSource from, long nowNanos);

    /** A frame came in over a TCP connection (RFC 4571). */
    void tcp(byte[] buffer, int length, TransportTuple from, long nowNanos);

    /** A TCP connection ended. */
    void tcpClosed(TransportTuple connection, long nowNanos);
}

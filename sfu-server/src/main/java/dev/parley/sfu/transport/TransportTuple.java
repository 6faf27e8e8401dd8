package dev.parley.sfu.transport;

import dev.parley.protocol.ice.IceTuple;
import dev.parley.protocol.media.TransportProtocol;
import java.net.InetSocketAddress;

/** One path to a client: its address, and over TCP the connection. Equal when packets to it go the same way. */
public interface TransportTuple extends IceTuple {
    /** The client's address as its packets show it. */
    InetSocketAddress remote();

    /** What carries the packets. */
    TransportProtocol protocol();

    /** No transport needs this path any more; a connection is closed. */
    void release();
}

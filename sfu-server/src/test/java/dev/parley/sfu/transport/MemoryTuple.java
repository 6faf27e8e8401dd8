package dev.parley.sfu.transport;

import dev.parley.protocol.media.TransportProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A client's address on a network that exists in memory only. */
record MemoryTuple(int port) implements TransportTuple {
    @Override
    public InetSocketAddress remote() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public byte[] address() {
        return new byte[] {127, 0, 0, 1};
    }

    @Override
    public TransportProtocol protocol() {
        return TransportProtocol.UDP;
    }

    @Override
    public void release() {
        // Nothing is held.
    }
}

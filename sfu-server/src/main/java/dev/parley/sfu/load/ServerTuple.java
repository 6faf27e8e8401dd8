package dev.parley.sfu.load;

import dev.parley.protocol.ice.IceTuple;
import java.net.InetSocketAddress;

/** The server's address as one transport's session knows it: there is one only, so identity is its equality. */
final class ServerTuple implements IceTuple {
    private final byte[] address;
    private final int port;

    ServerTuple(InetSocketAddress remote) {
        address = remote.getAddress().getAddress();
        port = remote.getPort();
    }

    @Override
    public byte[] address() {
        return address;
    }

    @Override
    public int port() {
        return port;
    }
}

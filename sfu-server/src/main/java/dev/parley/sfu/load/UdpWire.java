package dev.parley.sfu.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;

/** A UDP socket. */
final class UdpWire implements Wire {
    /** Asked for; the kernel grants what {@code net.core.rmem_max} allows. */
    private static final int SOCKET_BUFFER = 4 << 20;

    private final DatagramChannel channel;

    UdpWire(InetSocketAddress remote) throws IOException {
        channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
        channel.connect(remote);
    }

    /** Its own. */
    int port() {
        return channel.socket().getLocalPort();
    }

    @Override
    public void register(Selector selector, LoadTransport transport) throws IOException {
        channel.register(selector, READS, transport);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        into.clear();
        return channel.read(into);
    }

    @Override
    public boolean write(ByteBuffer datagram) throws IOException {
        return channel.write(datagram) > 0;
    }

    /** An ICMP error may pass, as when a server is started anew. */
    @Override
    public boolean endsWithAnError() {
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

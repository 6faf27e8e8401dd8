package dev.parley.sfu.net;

import dev.parley.protocol.media.TransportProtocol;
import dev.parley.sfu.transport.TransportTuple;
import java.net.InetSocketAddress;

/** A client's UDP address, with the form in which the kernel takes it. Equal by address. */
final class UdpTuple implements TransportTuple {
    private final InetSocketAddress remote;
    private final byte[] socketAddress;

    /** Of the {@link DatagramRuns} of this Worker's sender: the run that was begun last for this address. */
    int lastRun = DatagramRuns.NONE;

    /** Whether the kernel takes no several datagrams in one piece for this address. */
    boolean refusesRuns;

    UdpTuple(InetSocketAddress remote, boolean ipv6Socket) {
        this.remote = remote;
        this.socketAddress = SocketAddresses.encode(remote, ipv6Socket);
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public byte[] address() {
        return remote.getAddress().getAddress();
    }

    @Override
    public int port() {
        return remote.getPort();
    }

    @Override
    public TransportProtocol protocol() {
        return TransportProtocol.UDP;
    }

    @Override
    public void release() {
        // The port is shared by all transports: there is nothing of this path's own to free.
    }

    /** The {@code sockaddr_in} or {@code sockaddr_in6} of the address. */
    byte[] socketAddress() {
        return socketAddress;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UdpTuple tuple && remote.equals(tuple.remote);
    }

    @Override
    public int hashCode() {
        return remote.hashCode();
    }

    @Override
    public String toString() {
        return "udp " + remote.getAddress().getHostAddress() + " " + remote.getPort();
    }
}

package dev.parley.sfu.net;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Where a datagram came from, as plain numbers: IPv4 addresses as IPv6 has them ({@code ::ffff:0:0/96}), and a port. A
 * reader has one, which it sets for each datagram, so that one from a known address costs no object.
 *
 * <p>Equal by address and port, as {@link InetSocketAddress} is: the scope of a link-local address does not count.
 */
final class DatagramSource {
    private static final long MAPPED = 0xffff_0000_0000L;

    private long high;
    private long low;
    private int scope;
    private int port;

    static DatagramSource of(InetSocketAddress address) {
        DatagramSource result = new DatagramSource();
        result.set(address);
        return result;
    }

    void set(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        ByteBuffer bytes = ByteBuffer.wrap(host.getAddress());
        port = address.getPort();
        if (host instanceof Inet6Address six) {
            high = bytes.getLong();
            low = bytes.getLong();
            scope = six.getScopeId();
        } else {
            setIpv4(bytes.getInt());
        }
    }

    /** Takes it from a {@code sockaddr_in} or {@code sockaddr_in6}. */
    void set(MemorySegment memory, long at) {
        port = SocketAddresses.port(memory, at);
        if (SocketAddresses.isIpv6(memory, at)) {
            high = SocketAddresses.ipv6High(memory, at);
            low = SocketAddresses.ipv6Low(memory, at);
            scope = SocketAddresses.scope(memory, at);
        } else {
            setIpv4(SocketAddresses.ipv4(memory, at));
        }
    }

    private void setIpv4(int address) {
        high = 0;
        low = MAPPED | Integer.toUnsignedLong(address);
        scope = 0;
    }

    /** The same as an object of the JDK's, in which a mapped address is an IPv4 one. */
    InetSocketAddress address() {
        byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        try {
            InetAddress host =
                    scope == 0 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope);
            return new InetSocketAddress(host, port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatagramSource source
                && high == source.high
                && low == source.low
                && port == source.port;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + port;
    }

    @Override
    public String toString() {
        return address().toString();
    }
}

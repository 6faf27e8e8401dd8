package dev.parley.sfu.net;

import dev.parley.protocol.wire.Bytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/** The layouts of {@code struct sockaddr_in} and {@code struct sockaddr_in6} on Linux. */
final class SocketAddresses {
    static final int MAXIMUM_LENGTH = 28;

    /** What one takes in memory outside the heap, where each begins at a multiple of eight. */
    static final long ROOM = 32;

    private static final int IPV4_LENGTH = 16;
    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;

    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddresses() {}

    /**
     * @param ipv6Socket whether the socket is of the IPv6 family, which sees IPv4 addresses as mapped ones
     */
    static byte[] encode(InetSocketAddress address, boolean ipv6Socket) {
        byte[] ip = address.getAddress().getAddress();
        byte[] result = new byte[ipv6Socket ? MAXIMUM_LENGTH : IPV4_LENGTH];
        putFamily(result, ipv6Socket ? AF_INET6 : AF_INET);
        Bytes.put16(result, 2, address.getPort());
        if (!ipv6Socket) {
            if (!(address.getAddress() instanceof Inet4Address)) {
                throw new IllegalArgumentException("an IPv4 socket cannot reach " + address);
            }
            System.arraycopy(ip, 0, result, 4, ip.length);
        } else if (ip.length == 4) {
            Bytes.put16(result, 18, 0xffff);
            System.arraycopy(ip, 0, result, 20, ip.length);
        } else {
            System.arraycopy(ip, 0, result, 8, ip.length);
            int scope = ((Inet6Address) address.getAddress()).getScopeId();
            putHostOrder(result, 24, scope);
        }
        return result;
    }

    static boolean isIpv6(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_SHORT, at) == AF_INET6;
    }

    static int port(MemorySegment memory, long at) {
        return Short.toUnsignedInt(memory.get(NETWORK_SHORT, at + 2));
    }

    static int ipv4(MemorySegment memory, long at) {
        return memory.get(NETWORK_INT, at + 4);
    }

    /** The first eight bytes of an IPv6 address. */
    static long ipv6High(MemorySegment memory, long at) {
        return memory.get(NETWORK_LONG, at + 8);
    }

    /** The last eight bytes of an IPv6 address. */
    static long ipv6Low(MemorySegment memory, long at) {
        return memory.get(NETWORK_LONG, at + 16);
    }

    /** The interface of a link-local IPv6 address, else 0. */
    static int scope(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_INT, at + 24);
    }

    private static void putFamily(byte[] bytes, short family) {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        Bytes.put16(bytes, 0, little ? Short.reverseBytes(family) : family);
    }

    private static void putHostOrder(byte[] bytes, int at, int value) {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        Bytes.put32(bytes, at, little ? Integer.reverseBytes(value) : value);
    }
}

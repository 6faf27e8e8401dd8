package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The layouts of Linux on a little-endian machine: the family in its byte order, the port in the network's. */
class SocketAddressesTest {
    private static InetSocketAddress address(String ip, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(ip), port);
    }

    private static String hex(InetSocketAddress address, boolean ipv6Socket) {
        return HexFormat.of().formatHex(SocketAddresses.encode(address, ipv6Socket));
    }

    @Test
    void ipv4OnAnIpv4Socket() throws UnknownHostException {
        assertThat(hex(address("192.0.2.7", 0x1234), false)).isEqualTo("02001234c00002070000000000000000");
    }

    @Test
    void ipv4OnAnIpv6SocketIsMapped() throws UnknownHostException {
        assertThat(hex(address("192.0.2.7", 0xfffe), true))
                .isEqualTo("0a00fffe" + "00000000" + "00000000000000000000ffffc0000207" + "00000000");
    }

    @Test
    void ipv6() throws UnknownHostException {
        assertThat(hex(address("2001:db8::7", 40_000), true))
                .isEqualTo("0a009c40" + "00000000" + "20010db8000000000000000000000007" + "00000000");
    }

    @Test
    void aLinkLocalAddressNamesItsInterface() throws UnknownHostException {
        byte[] ip = InetAddress.getByName("fe80::1").getAddress();
        InetSocketAddress scoped = new InetSocketAddress(Inet6Address.getByAddress("", ip, 3), 1);

        assertThat(hex(scoped, true)).endsWith("03000000");
    }

    @Test
    void anIpv4SocketCannotReachIpv6() throws UnknownHostException {
        InetSocketAddress address = address("2001:db8::7", 1);

        assertThatThrownBy(() -> SocketAddresses.encode(address, false)).isInstanceOf(IllegalArgumentException.class);
    }
}

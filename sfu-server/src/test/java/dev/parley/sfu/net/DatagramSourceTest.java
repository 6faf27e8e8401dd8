package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An address as the kernel writes it, as the JDK has it, and as a key. */
class DatagramSourceTest {
    private static InetSocketAddress address(String ip, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(ip), port);
    }

    /** What a reader makes of an address that stands second in the kernel's memory. */
    private static DatagramSource read(InetSocketAddress address, boolean ipv6Socket) {
        byte[] name = SocketAddresses.encode(address, ipv6Socket);
        MemorySegment memory = Arena.ofAuto().allocate(2 * SocketAddresses.ROOM, 8);
        MemorySegment.copy(name, 0, memory, ValueLayout.JAVA_BYTE, SocketAddresses.ROOM, name.length);
        DatagramSource source = new DatagramSource();
        source.set(memory, SocketAddresses.ROOM);
        return source;
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 4660, false",
        "255.255.255.255, 65535, false",
        "192.0.2.7, 65534, true",
        "127.0.0.1, 1, true",
        "::1, 40000, true",
        "2001:db8:fedc:ba98:7654:3210:ffff:8000, 32768, true"
    })
    void whatTheKernelWritesIsWhatTheJdkHas(String ip, int port, boolean ipv6Socket) throws UnknownHostException {
        InetSocketAddress address = address(ip, port);

        DatagramSource source = read(address, ipv6Socket);

        assertThat(source.address()).isEqualTo(address);
        assertThat(source).isEqualTo(DatagramSource.of(address)).hasSameHashCodeAs(DatagramSource.of(address));
    }

    @Test
    void anIpv4AddressIsTheSameOnBothKindsOfSocket() throws UnknownHostException {
        InetSocketAddress address = address("192.0.2.7", 1);

        assertThat(read(address, true)).isEqualTo(read(address, false));
        assertThat(read(address, true).address().getAddress()).isInstanceOf(Inet4Address.class);
    }

    @Test
    void aLinkLocalAddressKeepsItsInterface() throws UnknownHostException {
        byte[] ip = InetAddress.getByName("fe80::1").getAddress();
        InetSocketAddress scoped = new InetSocketAddress(Inet6Address.getByAddress("", ip, 3), 1);

        Inet6Address read = (Inet6Address) read(scoped, true).address().getAddress();

        assertThat(read.getScopeId()).isEqualTo(3);
    }

    @Test
    void aSourceThatIsSetAnewKeepsNothing() throws UnknownHostException {
        byte[] ip = InetAddress.getByName("fe80::1").getAddress();
        DatagramSource source = DatagramSource.of(new InetSocketAddress(Inet6Address.getByAddress("", ip, 3), 1));

        source.set(address("192.0.2.7", 2));

        assertThat(source.address()).isEqualTo(address("192.0.2.7", 2));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 1, 192.0.2.7, 2",
        "192.0.2.7, 1, 192.0.2.8, 1",
        "192.0.2.7, 1, ::c000:207, 1",
        "2001:db8::1, 1, 2001:db8:0:1::1, 1",
        "2001:db8::1, 1, 2001:db8::1, 65535"
    })
    void differentOnesAreNotEqual(String ip, int port, String otherIp, int otherPort) throws UnknownHostException {
        assertThat(DatagramSource.of(address(ip, port))).isNotEqualTo(DatagramSource.of(address(otherIp, otherPort)));
    }
}

package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sendmmsg} on a real socket, received by a real socket. Its thread is the Worker's, so all is asked there. */
class LinuxDatagramSenderTest {
    private final NetworkLoop loop = NetworkLoop.start("test");
    private final WorkerCounters drops = new WorkerCounters();
    private final List<UdpPort> ports = new ArrayList<>();

    @BeforeEach
    void onLinuxOnly() {
        Assumptions.assumeTrue(Epoll.isAvailable());
    }

    @AfterEach
    void end() {
        ports.forEach(UdpPort::close);
        var _ = loop.group().shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static final class Deaf implements DatagramSink {
        @Override
        public void udp(byte[] buffer, int length, DatagramSource from, long nowNanos) {}

        @Override
        public void tcp(byte[] buffer, int length, dev.parley.sfu.transport.TransportTuple from, long nowNanos) {}

        @Override
        public void tcpClosed(dev.parley.sfu.transport.TransportTuple connection, long nowNanos) {}
    }

    private UdpPort port(String ip, boolean ipv6) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(ip), 0);
        UdpPort port = UdpPort.bind(loop, address, ipv6, UdpSettings.USUAL, new Deaf(), drops, cause -> {});
        ports.add(port);
        assertThat(port.sender()).isInstanceOf(LinuxDatagramSender.class);
        return port;
    }

    private static DatagramSocket receiver(String ip) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(ip), 0));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean add(DatagramSender sender, String text, UdpTuple to) {
        byte[] bytes = text("--" + text);
        return sender.add(bytes, 2, bytes.length - 2, to);
    }

    private static String receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[3000], 3000);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    private static UdpTuple to(UdpPort port, DatagramSocket socket) {
        return port.tuple((InetSocketAddress) socket.getLocalSocketAddress());
    }

    @Test
    void anIpv4SocketReachesIpv4() throws IOException {
        UdpPort port = port("127.0.0.1", false);
        try (DatagramSocket socket = receiver("127.0.0.1")) {
            assertThat(add(port.sender(), "hello", to(port, socket))).isTrue();
            assertThat(port.sender().flush()).isZero();

            assertThat(receive(socket)).isEqualTo("hello");
        }
    }

    @Test
    void anIpv6WildcardSocketReachesBothFamilies() throws IOException {
        InetSocketAddress wildcard = LocalAddresses.widened(new InetSocketAddress(0));
        Assumptions.assumeTrue(wildcard.getAddress() instanceof java.net.Inet6Address, "a machine with IPv6");
        UdpPort port = port("::", true);
        try (DatagramSocket four = receiver("127.0.0.1");
                DatagramSocket six = receiver("::1")) {
            add(port.sender(), "four", to(port, four));
            add(port.sender(), "six", to(port, six));
            assertThat(port.sender().flush()).isZero();

            assertThat(receive(four)).isEqualTo("four");
            assertThat(receive(six)).isEqualTo("six");
        }
    }

    @Test
    void datagramsForSeveralLeaveTogetherAndEachReachesItsOwn() throws IOException {
        UdpPort port = port("127.0.0.1", false);
        try (DatagramSocket ada = receiver("127.0.0.1");
                DatagramSocket bob = receiver("127.0.0.1")) {
            for (int i = 0; i < 5; i++) {
                add(port.sender(), "a" + i, to(port, ada));
                add(port.sender(), "bob" + i, to(port, bob));
            }
            assertThat(port.sender().pending()).isTrue();
            assertThat(port.sender().flush()).isZero();
            assertThat(port.sender().pending()).isFalse();

            for (int i = 0; i < 5; i++) {
                assertThat(receive(ada)).isEqualTo("a" + i);
                assertThat(receive(bob)).isEqualTo("bob" + i);
            }
        }
    }

    @Test
    void whatTheKernelRefusesIsCountedAndHoldsUpNothingBehindIt() throws IOException {
        UdpPort port = port("127.0.0.1", false);
        try (DatagramSocket socket = receiver("127.0.0.1")) {
            // Port 0 cannot be sent to, nor can the broadcast address without leave.
            UdpTuple nowhere = port.tuple(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            UdpTuple everyone = port.tuple(new InetSocketAddress(InetAddress.getByName("255.255.255.255"), 9));
            add(port.sender(), "one", to(port, socket));
            add(port.sender(), "lost", nowhere);
            add(port.sender(), "lost", everyone);
            add(port.sender(), "two", to(port, socket));

            assertThat(port.sender().flush()).isEqualTo(2);

            assertThat(receive(socket)).isEqualTo("one");
            assertThat(receive(socket)).isEqualTo("two");
        }
    }

    @Test
    void whatIsLongerThanASlotIsNotTaken() throws IOException {
        UdpPort port = port("127.0.0.1", false);
        try (DatagramSocket socket = receiver("127.0.0.1")) {
            assertThat(port.sender().add(new byte[2049], 0, 2049, to(port, socket)))
                    .isFalse();
            assertThat(port.sender().add(new byte[2048], 0, 2048, to(port, socket)))
                    .isTrue();
        }
    }

    @Test
    void moreThanOneBatchLeavesInOneLoopPass() throws IOException {
        UdpPort port = port("127.0.0.1", false);
        WorkerEgress egress = new WorkerEgress(loop.loop(), drops);
        egress.datagrams(port.sender());
        // As many as a receiver's buffer of the usual size holds.
        try (DatagramSocket socket = receiver("127.0.0.1")) {
            UdpTuple to = to(port, socket);
            loop.loop()
                    .submit(() -> {
                        for (int i = 0; i < 200; i++) {
                            byte[] bytes = text("packet " + i);
                            egress.send(bytes, 0, bytes.length, to);
                        }
                    })
                    .syncUninterruptibly();

            for (int i = 0; i < 200; i++) {
                assertThat(receive(socket)).isEqualTo("packet " + i);
            }
            assertThat(drops.of(DropReason.SEND_FAILED)).isZero();
        }
    }

    @Test
    void anEgressThatIsClosedSendsNothingMore() throws IOException {
        UdpPort port = port("127.0.0.1", false);
        WorkerEgress egress = new WorkerEgress(loop.loop(), drops);
        egress.datagrams(port.sender());
        try (DatagramSocket socket = receiver("127.0.0.1")) {
            UdpTuple to = to(port, socket);
            egress.close();
            loop.loop().submit(() -> egress.send(text("late"), 0, 4, to)).syncUninterruptibly();

            assertThat(drops.of(DropReason.SEND_FAILED)).isEqualTo(1);
            add(port.sender(), "marker", to);
            port.sender().flush();
            assertThat(receive(socket)).isEqualTo("marker");
        }
    }
}

package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.TransportTuple;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The call itself on real sockets, made on the test's thread. */
class RecvmmsgTest {
    private static final int ECONNREFUSED = 111;
    private static final int BURST = 16;
    private static final int WARM_UP = 4_000;
    private static final int ROUNDS = 500;

    private final NetworkLoop loop = NetworkLoop.start("test");
    private final Arena arena = Arena.ofAuto();
    private final ReceivedMessages messages = new ReceivedMessages(arena, 4, UdpPort.MAXIMUM_DATAGRAM);

    @BeforeEach
    void onLinuxOnly() {
        Assumptions.assumeTrue(Epoll.isAvailable());
    }

    @AfterEach
    void end() {
        var _ = loop.group().shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** A socket that nobody reads but the test. */
    private EpollDatagramChannel bound() {
        return (EpollDatagramChannel) new Bootstrap()
                .group(loop.group())
                .channel(EpollDatagramChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.SO_RCVBUF, 1024 * 1024)
                .handler(new Deaf())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    @ChannelHandler.Sharable
    private static final class Deaf extends ChannelInboundHandlerAdapter {}

    private static DatagramChannel sender() throws IOException {
        return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Test
    void whatThereIsComesAsFarAsItFits() throws IOException {
        EpollDatagramChannel socket = bound();
        Recvmmsg call = new Recvmmsg(socket.fd().intValue(), arena);
        try (DatagramChannel sender = sender()) {
            for (int i = 1; i <= 6; i++) {
                sender.send(ByteBuffer.allocate(i), socket.localAddress());
            }

            assertThat(call.receive(messages.memory(), 4)).isEqualTo(4);
            assertThat(messages.length(0)).isEqualTo(1);
            assertThat(messages.length(3)).isEqualTo(4);
            assertThat(call.receive(messages.memory(), 4)).isEqualTo(2);
            assertThat(messages.length(1)).isEqualTo(6);
            assertThat(call.receive(messages.memory(), 4)).isEqualTo(-LinuxCalls.EAGAIN);
        }
        call.close();
    }

    @Test
    void afterAnErrorOfTheSocketReadingGoesOn() throws IOException {
        EpollDatagramChannel socket = bound();
        Recvmmsg call = new Recvmmsg(socket.fd().intValue(), arena);
        ReceivedDatagrams received = new ReceivedDatagrams();
        LinuxDatagramReader reader = new LinuxDatagramReader(call, arena, 4, received, new WorkerCounters());
        DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        InetSocketAddress address = (InetSocketAddress) peer.getLocalSocketAddress();
        peer.close();
        // Only a connected socket is told that its peer is gone.
        socket.connect(address).syncUninterruptibly();
        // The channel would take the error itself.
        socket.deregister().syncUninterruptibly();
        Sendmmsg send = new Sendmmsg(socket.fd().intValue(), arena);
        MessageHeaders headers = new MessageHeaders(arena, 1, 1);
        headers.message(new UdpTuple(address, false), 1, 0);
        headers.datagram(arena.allocate(8).address(), 8);
        assertThat(send.send(headers.memory(), 1)).isEqualTo(1);
        assertThat(call.receive(messages.memory(), 4)).isEqualTo(-ECONNREFUSED);

        assertThat(send.send(headers.memory(), 1)).isEqualTo(1);
        try (DatagramChannel back = DatagramChannel.open().bind(address)) {
            back.send(ByteBuffer.wrap(new byte[] {'h', 'i'}), socket.localAddress());
            reader.read();
            reader.read();
        }

        assertThat(received.waiting()).isEqualTo(1);
        assertThat(reader.calls()).isEqualTo(2);
        call.close();
    }

    @Test
    void afterItsEndItTouchesNoOtherSocket() throws IOException {
        EpollDatagramChannel socket = bound();
        Recvmmsg former = new Recvmmsg(socket.fd().intValue(), arena);
        int number = former.descriptor().intValue();
        former.close();
        EpollDatagramChannel otherSocket = bound();
        // The system gives the lowest number that is free; other threads may take it before.
        Recvmmsg other = new Recvmmsg(otherSocket.fd().intValue(), arena);
        while (other.descriptor().intValue() < number) {
            other = new Recvmmsg(otherSocket.fd().intValue(), arena);
        }
        boolean sameNumber =
                otherSocket.fd().intValue() == number || other.descriptor().intValue() == number;
        assertThat(sameNumber).isTrue();
        try (DatagramChannel sender = sender()) {
            sender.send(ByteBuffer.allocate(3), otherSocket.localAddress());

            assertThat(former.receive(messages.memory(), 4)).isEqualTo(-LinuxCalls.EBADF);
            assertThat(other.receive(messages.memory(), 4)).isEqualTo(1);
        }
        former.close();
        assertThat(otherSocket.fd().isOpen()).isTrue();
        assertThat(other.receive(messages.memory(), 4)).isEqualTo(-LinuxCalls.EAGAIN);
    }

    @Test
    void theSocketLivesOnWhileItHasItsFirstDescriptor() throws IOException {
        EpollDatagramChannel socket = bound();
        new Recvmmsg(socket.fd().intValue(), arena).close();
        Recvmmsg call = new Recvmmsg(socket.fd().intValue(), arena);
        try (DatagramChannel sender = sender()) {
            sender.send(ByteBuffer.allocate(3), socket.localAddress());

            assertThat(call.receive(messages.memory(), 4)).isEqualTo(1);
        }
        call.close();
    }

    /** Adds up lengths; what it does with a source is what a table does. */
    private static final class Sum implements DatagramSink {
        final DatagramSource known;
        long bytes;

        Sum(InetSocketAddress known) {
            this.known = DatagramSource.of(known);
        }

        @Override
        public void udp(byte[] buffer, int length, DatagramSource from, long nowNanos) {
            if (from.equals(known) && from.hashCode() == known.hashCode()) {
                bytes += length;
            }
        }

        @Override
        public void tcp(byte[] buffer, int length, TransportTuple from, long nowNanos) {}

        @Override
        public void tcpClosed(TransportTuple connection, long nowNanos) {}
    }

    @Test
    void aDatagramAllocatesNothingAndABurstIsOneCall() throws IOException {
        EpollDatagramChannel socket = bound();
        Recvmmsg call = new Recvmmsg(socket.fd().intValue(), arena);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (DatagramChannel sender = sender()) {
            Sum sum = new Sum((InetSocketAddress) sender.getLocalAddress());
            LinuxDatagramReader reader = new LinuxDatagramReader(call, arena, BURST, sum, new WorkerCounters());
            ByteBuffer packet = ByteBuffer.allocateDirect(1_200);
            long allocated = 0;
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                for (int i = 0; i < BURST; i++) {
                    sender.send(packet.clear(), socket.localAddress());
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                reader.read();
                allocated += round < WARM_UP ? 0 : threads.getCurrentThreadAllocatedBytes() - before;
            }

            assertThat(sum.bytes).isEqualTo(1_200L * BURST * (WARM_UP + ROUNDS));
            assertThat(reader.calls()).isEqualTo(WARM_UP + ROUNDS);
            // A view for errno for each call, which the JDK makes while it has not compiled enough; not two for each.
            assertThat(allocated).isLessThan(ROUNDS * 64L);
        }
        call.close();
    }
}

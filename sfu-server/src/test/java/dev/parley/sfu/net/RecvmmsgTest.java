package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The call itself on real sockets, made on the test's thread. */
class RecvmmsgTest {
    private static final int ECONNREFUSED = 111;
    private static final int O_CLOEXEC = 0x8_0000;
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
        Recvmmsg call = new Recvmmsg(socket.fd(), arena);
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
        Recvmmsg call = new Recvmmsg(socket.fd(), arena);
        ReceivedDatagrams received = new ReceivedDatagrams();
        LinuxDatagramReader reader = new LinuxDatagramReader(call, arena, 4, received, new WorkerCounters());
        DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        InetSocketAddress address = (InetSocketAddress) peer.getLocalSocketAddress();
        peer.close();
        // Only a connected socket is told that its peer is gone.
        socket.connect(address).syncUninterruptibly();
        // The channel would take the error itself.
        socket.deregister().syncUninterruptibly();
        Sendmmsg send = new Sendmmsg(socket.fd(), arena);
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
        Recvmmsg former = new Recvmmsg(socket.fd(), arena);
        int number = former.descriptor().intValue();
        former.close();
        EpollDatagramChannel otherSocket = bound();
        // The system gives the lowest number that is free; other threads may take it before.
        Recvmmsg other = new Recvmmsg(otherSocket.fd(), arena);
        while (other.descriptor().intValue() < number) {
            other = new Recvmmsg(otherSocket.fd(), arena);
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
    void afterItsEndNothingIsSentOnItsNumber() throws IOException {
        EpollDatagramChannel socket = bound();
        Sendmmsg send = new Sendmmsg(socket.fd(), arena);
        MessageHeaders headers = new MessageHeaders(arena, 1, 1);
        headers.message(new UdpTuple(socket.localAddress(), false), 1, 0);
        headers.datagram(arena.allocate(8).address(), 8);
        assertThat(send.send(headers.memory(), 1)).isEqualTo(1);

        Binding.closeNow(socket.fd());

        assertThat(send.send(headers.memory(), 1)).isEqualTo(-LinuxCalls.EBADF);
    }

    @Test
    void whetherTheSystemLetsItBeMadeIsFoundOutWithoutReading() throws IOException {
        EpollDatagramChannel socket = bound();
        Recvmmsg call = new Recvmmsg(socket.fd(), arena);
        try (DatagramChannel sender = sender()) {
            sender.send(ByteBuffer.allocate(3), socket.localAddress());

            assertThat(call.refusal()).isZero();
            assertThat(call.receive(messages.memory(), 4)).isEqualTo(1);
        }
        call.close();
    }

    @Test
    void childProcessesDoNotInheritTheDescriptor() throws IOException {
        Recvmmsg call = new Recvmmsg(bound().fd(), arena);
        String flags = Files.readAllLines(
                        Path.of("/proc/self/fdinfo/" + call.descriptor().intValue()))
                .stream()
                .filter(line -> line.startsWith("flags:"))
                .findFirst()
                .orElseThrow();

        assertThat(Integer.parseInt(flags.substring("flags:".length()).strip(), 8) & O_CLOEXEC)
                .isEqualTo(O_CLOEXEC);
        call.close();
    }

    @Test
    void anErrorThatStaysIsToldOnceAndGivenUp() {
        List<Integer> outcomes = new ArrayList<>();
        for (int between : List.of(0, -LinuxCalls.EAGAIN)) {
            outcomes.addAll(Collections.nCopies(999, -ECONNREFUSED));
            outcomes.add(between);
        }
        outcomes.addAll(Collections.nCopies(999, -ECONNREFUSED));
        int borne = outcomes.size();
        outcomes.add(-ECONNREFUSED);
        Iterator<Integer> next = outcomes.iterator();
        LinuxDatagramReader reader = new LinuxDatagramReader(
                (memory, count) -> next.next(), arena, 4, new ReceivedDatagrams(), new WorkerCounters());
        Logger log = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(LinuxDatagramReader.class);
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        log.addAppender(told);
        try {
            for (int i = 0; i < borne; i++) {
                reader.read();
            }

            assertThatThrownBy(reader::read).hasMessageContaining("errno " + ECONNREFUSED);
        } finally {
            log.detachAppender(told);
        }
        assertThat(told.list).hasSize(1);
    }

    @Test
    void theSocketLivesOnWhileItHasItsFirstDescriptor() throws IOException {
        EpollDatagramChannel socket = bound();
        new Recvmmsg(socket.fd(), arena).close();
        Recvmmsg call = new Recvmmsg(socket.fd(), arena);
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
        Recvmmsg call = new Recvmmsg(socket.fd(), arena);
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

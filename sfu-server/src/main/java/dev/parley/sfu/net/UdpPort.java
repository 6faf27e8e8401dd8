package dev.parley.sfu.net;

import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one UDP socket of a Worker, a channel of Netty's. On Linux it is read and written past the channel, by calls for
 * many datagrams at a time ({@link LinuxDatagramReader}, {@link LinuxDatagramSender}), unless that is switched off or the
 * system refuses to read so; else by the channel. Each datagram is given to the sink as bytes of one reused buffer.
 */
final class UdpPort implements AutoCloseable {
    /** Larger datagrams are no packets of ours: DTLS, RTP and RTCP stay below an Ethernet's 1,500 bytes. */
    static final int MAXIMUM_DATAGRAM = 2048;

    /** Room for a key frame from everyone at once; the kernel may grant less. */
    private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;

    private final Channel channel;
    private final boolean ipv6;
    private final DatagramSender sender;
    private final @Nullable EpollReading reading;

    private UdpPort(Channel channel, boolean ipv6, DatagramSender sender, @Nullable EpollReading reading) {
        this.channel = channel;
        this.ipv6 = ipv6;
        this.sender = sender;
        this.reading = reading;
    }

    /**
     * Binds the socket. Waits for the event loop, so it is not to be called on it.
     *
     * @throws CompletionException with the cause when the address cannot be bound
     */
    static UdpPort bind(
            NetworkLoop loop,
            InetSocketAddress address,
            boolean ipv6,
            UdpSettings settings,
            DatagramSink sink,
            WorkerCounters counters,
            Ports.BrokenListener broken) {
        boolean inBursts = loop.epoll() && settings.readBurst() > 1;
        SocketProtocolFamily family = ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.group())
                .channelFactory(() -> loop.epoll() ? new EpollDatagramChannel(family) : new NioDatagramChannel(family))
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAXIMUM_DATAGRAM))
                .option(ChannelOption.AUTO_READ, !inBursts)
                .handler(new Receiver(sink, counters));
        Channel channel = Binding.await(bootstrap.bind(address));
        try {
            DatagramSender sender = loop.epoll() && settings.sendBatch()
                    ? new LinuxDatagramSender(descriptor(channel), settings)
                    : new NettyDatagramSender(channel);
            EpollReading reading = null;
            if (inBursts) {
                reading = EpollReading.begin(
                                loop.loop(), descriptor(channel), settings.readBurst(), sink, counters, broken)
                        .orElse(null);
                channel.config().setAutoRead(reading == null);
            }
            return new UdpPort(channel, ipv6, sender, reading);
        } catch (RuntimeException | Error e) {
            close(channel);
            throw e;
        }
    }

    private static FileDescriptor descriptor(Channel channel) {
        return ((UnixChannel) channel).fd();
    }

    UdpTuple tuple(InetSocketAddress remote) {
        return new UdpTuple(remote, ipv6);
    }

    DatagramSender sender() {
        return sender;
    }

    /** The address it is bound to. */
    InetSocketAddress local() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** System calls that read it so far; 0 where the channel does. */
    long reads() {
        return reading == null ? 0 : reading.calls();
    }

    /** Closes the socket, on whatever thread: also that of a loop that hangs. */
    @Override
    public void close() {
        try {
            close(channel);
        } finally {
            if (reading != null) {
                reading.close();
            }
        }
    }

    private static void close(Channel channel) {
        if (channel instanceof UnixChannel unix) {
            Binding.closeNow(unix.fd());
        }
        var _ = channel.close();
    }

    /** What the channel reads. */
    private static final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        private final byte[] buffer = new byte[MAXIMUM_DATAGRAM];
        private final DatagramSource source = new DatagramSource();
        private final DatagramSink sink;
        private final WorkerCounters counters;

        Receiver(DatagramSink sink, WorkerCounters counters) {
            this.sink = sink;
            this.counters = counters;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
            ByteBuf content = datagram.content();
            int length = content.readableBytes();
            if (length >= MAXIMUM_DATAGRAM) {
                counters.count(DropReason.OVERSIZED);
                return;
            }
            content.readBytes(buffer, 0, length);
            source.set(datagram.sender());
            sink.udp(buffer, length, source, System.nanoTime());
        }
    }
}

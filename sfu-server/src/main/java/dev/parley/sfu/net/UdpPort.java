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
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.UnixChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;

/**
 * The one UDP socket of a Worker. Reads in bursts ({@code recvmmsg}) where epoll is to be had, and gives each datagram
 * to the sink as bytes of one reused buffer.
 */
final class UdpPort {
    /** Larger datagrams are no packets of ours: DTLS, RTP and RTCP stay below an Ethernet's 1,500 bytes. */
    static final int MAXIMUM_DATAGRAM = 2048;

    /** Room for a key frame from everyone at once; the kernel may grant less. */
    private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;

    private final Channel channel;
    private final boolean ipv6;
    private final DatagramSender sender;

    private UdpPort(Channel channel, boolean ipv6, DatagramSender sender) {
        this.channel = channel;
        this.ipv6 = ipv6;
        this.sender = sender;
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
            WorkerCounters counters) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.group())
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                .handler(new Receiver(sink, counters));
        SocketProtocolFamily family = ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        int burst = loop.epoll() ? settings.readBurst() : 1;
        bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAXIMUM_DATAGRAM * burst));
        if (loop.epoll()) {
            bootstrap.channelFactory(() -> new EpollDatagramChannel(family));
        } else {
            bootstrap.channelFactory(() -> new NioDatagramChannel(family));
        }
        if (burst > 1) {
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAXIMUM_DATAGRAM);
        }
        Channel channel = Binding.await(bootstrap.bind(address));
        DatagramSender sender = loop.epoll() && settings.sendBatch()
                ? new LinuxDatagramSender(((UnixChannel) channel).fd().intValue(), settings)
                : new NettyDatagramSender(channel);
        return new UdpPort(channel, ipv6, sender);
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

    /** Closes the socket, on whatever thread: also that of a loop that hangs. */
    void close() {
        if (channel instanceof UnixChannel unix) {
            Binding.closeNow(unix);
        }
        var _ = channel.close();
    }

    private static final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        private final byte[] buffer = new byte[MAXIMUM_DATAGRAM];
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
            sink.udp(buffer, length, datagram.sender(), System.nanoTime());
        }
    }
}

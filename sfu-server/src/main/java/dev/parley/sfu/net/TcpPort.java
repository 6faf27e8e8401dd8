package dev.parley.sfu.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * ICE-TCP, passive side (RFC 6544): clients whose network lets no UDP through connect here and send the same packets,
 * each behind its length (RFC 4571). A connection that belongs to no transport soon is closed.
 */
final class TcpPort {
    /** Bytes of a frame's length field. */
    static final int FRAME_HEADER = 2;

    private static final int BACKLOG = 1024;

    /** Connections that may exist at once; each transport has one, and a few that did not get so far. */
    private static final int MAXIMUM_CONNECTIONS = 4096;

    /** Of those that no transport has taken over yet, so many may come from one address: a household, a small office. */
    private static final int MAXIMUM_UNCLAIMED = 64;

    /** In this time a connection must have been taken over by a transport. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    private final Channel server;
    private final ChannelGroup connections;

    private TcpPort(Channel server, ChannelGroup connections) {
        this.server = server;
        this.connections = connections;
    }

    /** Binds the socket; as {@link UdpPort#bind}. */
    static TcpPort bind(NetworkLoop loop, InetSocketAddress address, boolean ipv6, TransportTable table) {
        return bind(loop, address, ipv6, table, CLAIM);
    }

    /** As above, with another time in which a connection must have been taken over. */
    static TcpPort bind(
            NetworkLoop loop, InetSocketAddress address, boolean ipv6, TransportTable table, Duration claim) {
        ChannelGroup connections = new DefaultChannelGroup(loop.loop());
        UnclaimedConnections unclaimed = new UnclaimedConnections();
        SocketProtocolFamily family = ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop.group())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        if (connections.size() >= MAXIMUM_CONNECTIONS
                                || unclaimed.from(connection) >= MAXIMUM_UNCLAIMED) {
                            var _ = connection.close();
                            return;
                        }
                        connections.add(connection);
                        connection
                                .pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(
                                        FRAME_HEADER + UdpPort.MAXIMUM_DATAGRAM, 0, FRAME_HEADER, 0, FRAME_HEADER))
                                .addLast(new Connection(table, unclaimed, claim));
                    }
                });
        if (loop.epoll()) {
            bootstrap.channelFactory(() -> new EpollServerSocketChannel(family));
        } else {
            bootstrap.channelFactory(NioServerSocketChannel::new);
        }
        return new TcpPort(Binding.await(bootstrap.bind(address)), connections);
    }

    /** The address it is bound to. */
    InetSocketAddress local() {
        return (InetSocketAddress) server.localAddress();
    }

    /** Gives the port back at once, on whatever thread; the connections end on their loop, if it still runs. */
    void close() {
        if (server instanceof UnixChannel unix) {
            Binding.closeNow(unix);
        }
        var _ = server.close();
        var _ = connections.close();
    }

    private static final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
        private final byte[] buffer = new byte[UdpPort.MAXIMUM_DATAGRAM];
        private final TransportTable table;
        private final UnclaimedConnections unclaimed;
        private final Duration claim;
        private @Nullable TcpTuple tuple;
        private @Nullable ScheduledFuture<?> deadline;
        private boolean counted;

        Connection(TransportTable table, UnclaimedConnections unclaimed, Duration claim) {
            this.table = table;
            this.unclaimed = unclaimed;
            this.claim = claim;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (context.channel().remoteAddress() == null) {
                // The client was gone before it was let in.
                var _ = context.close();
                return;
            }
            TcpTuple opened = new TcpTuple(context.channel());
            tuple = opened;
            unclaimed.add(context.channel());
            counted = true;
            deadline = context.executor()
                    .schedule(
                            () -> {
                                if (!table.owns(opened)) {
                                    var _ = context.close();
                                }
                            },
                            claim.toNanos(),
                            TimeUnit.NANOSECONDS);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            TcpTuple from = tuple;
            int length = frame.readableBytes();
            if (from != null) {
                frame.readBytes(buffer, 0, length);
                table.tcp(buffer, length, from, System.nanoTime());
                if (counted && table.owns(from)) {
                    forgetUnclaimed(context);
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (deadline != null) {
                deadline.cancel(false);
            }
            forgetUnclaimed(context);
            if (tuple != null) {
                table.tcpClosed(tuple, System.nanoTime());
            }
        }

        private void forgetUnclaimed(ChannelHandlerContext context) {
            if (counted) {
                counted = false;
                unclaimed.remove(context.channel());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A reset connection or a frame beyond the limit: the connection is of no use any more.
            var _ = context.close();
        }
    }
}

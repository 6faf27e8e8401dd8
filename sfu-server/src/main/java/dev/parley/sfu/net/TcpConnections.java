package dev.parley.sfu.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connections of one Worker, from its own port or from the one that all share. One that belongs to no transport
 * soon is closed. Thread: the Worker's, but for {@link #close}.
 */
final class TcpConnections implements AutoCloseable {
    /** Connections that may exist at once; each transport has one, and a few that did not get so far. */
    private static final int MAXIMUM_CONNECTIONS = 4096;

    /** Of those that no transport has taken over yet, so many may come from one address: a household, a small office. */
    private static final int MAXIMUM_UNCLAIMED = 64;

    /** In this time a connection must have been taken over by a transport. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    private final ChannelGroup open;
    private final UnclaimedConnections unclaimed = new UnclaimedConnections();
    private final TransportTable table;
    private final Duration claim;

    TcpConnections(NetworkLoop loop, TransportTable table) {
        this(loop, table, CLAIM);
    }

    /** As above, with another time in which a connection must have been taken over. */
    TcpConnections(NetworkLoop loop, TransportTable table, Duration claim) {
        this.open = new DefaultChannelGroup(loop.loop());
        this.table = table;
        this.claim = claim;
    }

    /** Takes in a connection, or closes it when there are too many. */
    boolean take(Channel connection) {
        if (open.size() >= MAXIMUM_CONNECTIONS || unclaimed.from(connection) >= MAXIMUM_UNCLAIMED) {
            var _ = connection.close();
            return false;
        }
        open.add(connection);
        connection
                .pipeline()
                .addLast(new LengthFieldBasedFrameDecoder(
                        TcpPort.FRAME_HEADER + UdpPort.MAXIMUM_DATAGRAM,
                        0,
                        TcpPort.FRAME_HEADER,
                        0,
                        TcpPort.FRAME_HEADER))
                .addLast(new Connection(table, unclaimed, claim));
        return true;
    }

    /** Takes in a connection that belongs to this loop since now, of which {@code received} was read already. */
    void adopt(Channel connection, ByteBuf received) {
        if (!connection.isActive() || !take(connection)) {
            received.release();
            var _ = connection.close();
            return;
        }
        connection.pipeline().fireChannelRead(received);
        connection.pipeline().fireChannelReadComplete();
        connection.config().setAutoRead(true);
    }

    /** On whatever thread: they end on their loop, if it still runs. */
    @Override
    public void close() {
        var _ = open.close();
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
        public void handlerAdded(ChannelHandlerContext context) {
            if (context.channel().isActive()) {
                begin(context); // another loop let it in
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            begin(context);
        }

        private void begin(ChannelHandlerContext context) {
            if (tuple != null) {
                return;
            }
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

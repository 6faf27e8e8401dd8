package dev.parley.sfu.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.net.InetSocketAddress;

/**
 * ICE-TCP, passive side (RFC 6544): clients whose network lets no UDP through connect here and send the same packets,
 * each behind its length (RFC 4571). A connection that belongs to no transport soon is closed.
 */
final class TcpPort implements AutoCloseable {
    /** Bytes of a frame's length field. */
    static final int FRAME_HEADER = 2;

    private static final int BACKLOG = 1024;

    private final Channel server;
    private final TcpConnections connections;

    private TcpPort(Channel server, TcpConnections connections) {
        this.server = server;
        this.connections = connections;
    }

    /** Binds the socket; as {@link UdpPort#bind}. */
    static TcpPort bind(NetworkLoop loop, InetSocketAddress address, boolean ipv6, TcpConnections connections) {
        SocketProtocolFamily family = ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop.group())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connections.take(connection);
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
    @Override
    public void close() {
        if (server instanceof UnixChannel unix) {
            Binding.closeNow(unix.fd());
        }
        var _ = server.close();
        connections.close();
    }
}

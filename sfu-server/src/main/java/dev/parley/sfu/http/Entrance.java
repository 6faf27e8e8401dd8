package dev.parley.sfu.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Listens on one port of one or more addresses, and counts who is let in. Everything runs on the control thread;
 * {@link #open} and {@link #close} are called from any other and wait for it.
 */
final class Entrance {
    /** Adds the handlers of a new connection. */
    interface Setup {
        void prepare(SocketChannel connection);
    }

    private static final int BACKLOG = 1024;
    private static final int FREE_PORT_TRIES = 20;

    private final EventLoop loop;
    private final List<InetSocketAddress> addresses;
    private final HttpLimits limits;
    private final Setup setup;
    private final ConnectionCount count;
    private final Map<Channel, InetAddress> connections = new HashMap<>();
    private final List<Channel> listening = new ArrayList<>();

    Entrance(EventLoop loop, List<InetSocketAddress> addresses, HttpLimits limits, Setup setup) {
        this.loop = loop;
        this.addresses = addresses;
        this.limits = limits;
        this.setup = setup;
        this.count = new ConnectionCount(limits.maxConnections(), limits.maxConnectionsPerAddress());
    }

    /**
     * Listens on all addresses, with one port number.
     *
     * @return the first one, with the real port
     * @throws IOException when one cannot be bound: in use, not this machine's, or not permitted
     */
    InetSocketAddress open() throws IOException {
        // A port that is free on the first address may be taken on the next: then the system gives another.
        int more = addresses.getFirst().getPort() == 0 && addresses.size() > 1 ? FREE_PORT_TRIES : 0;
        while (true) {
            try {
                return openOnce();
            } catch (IOException e) {
                close();
                if (more-- == 0) {
                    throw e;
                }
            }
        }
    }

    private InetSocketAddress openOnce() throws IOException {
        InetSocketAddress first = bind(addresses.getFirst());
        for (InetSocketAddress further : addresses.subList(1, addresses.size())) {
            bind(new InetSocketAddress(further.getAddress(), first.getPort()));
        }
        return first;
    }

    private InetSocketAddress bind(InetSocketAddress address) throws IOException {
        boolean epoll = loop.parent() instanceof IoEventLoopGroup group && group.isIoType(EpollIoHandler.class);
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        int queued = limits.maxQueuedBytes();
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(type)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(queued / 2, queued))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        admit(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot serve pages: " + problem(address, bound.cause()), bound.cause());
        }
        listening.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private static String problem(InetSocketAddress address, Throwable cause) {
        String where = address.getAddress() != null && address.getAddress().isAnyLocalAddress()
                ? "TCP port " + address.getPort()
                : "TCP port " + address.getPort() + " of " + address.getHostString();
        // The reasons of the operating system stand behind Netty's and Java's own words, which differ.
        String reason = String.valueOf(cause.getMessage());
        if (reason.contains("Address already in use")) {
            return where + " is in use by another program";
        }
        if (reason.contains("Permission denied")) {
            return where + " needs a right that this user lacks (CAP_NET_BIND_SERVICE); take ports above 1023 with "
                    + "https-port and http-port";
        }
        return where + ": " + (cause instanceof UnresolvedAddressException ? "there is no such host" : reason);
    }

    private void admit(SocketChannel channel) {
        InetAddress from = channel.remoteAddress() == null
                ? InetAddress.getLoopbackAddress() // gone before it was let in
                : channel.remoteAddress().getAddress();
        if (channel.remoteAddress() == null || !count.add(from)) {
            var _ = channel.close();
            return;
        }
        connections.put(channel, from);
        channel.closeFuture().addListener(closed -> {
            if (loop.inEventLoop()) {
                forget(channel);
            }
        });
        setup.prepare(channel);
    }

    /** The connection is somebody else's from now on, or gone. */
    void forget(Channel channel) {
        InetAddress from = connections.remove(channel);
        if (from != null) {
            count.remove(from);
        }
    }

    /** On the control thread: everybody who is inside. */
    List<Channel> connections() {
        return List.copyOf(connections.keySet());
    }

    boolean isOpen() {
        return !listening.isEmpty();
    }

    /** Listens no more; those who are inside stay. */
    void close() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        listening.clear();
    }
}

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
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the browser client, {@code GET /health} and the signaling WebSocket on one port, over plain HTTP/1.1; TLS is a
 * reverse proxy's. Everything runs on one event loop, the control thread; {@link #start} and {@link #close} are called
 * from any other thread and wait for it.
 */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_REQUEST_LINE = 4096;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_BODY = 8 * 1024; // no request of ours has one; enough to answer 405 instead of cutting
    private static final long CLOSE_WAIT_SECONDS = 3;

    private final EventLoop loop;
    private final HttpSettings settings;
    private final Supplier<String> health;
    private final WebSocketHandler sockets;
    private final StaticFiles files;
    private final OriginPolicy origins;
    private final ConnectionCount count;
    private final SourceLimit arrivals;
    private final Set<Channel> connections = new HashSet<>();
    private @Nullable Channel listening;

    /**
     * @param group one of its event loops becomes the control thread; a group of one is meant. Linux's epoll is used
     *     when the group can, NIO otherwise
     * @param health gives the JSON of {@code GET /health}; called on the control thread
     */
    public HttpServer(
            IoEventLoopGroup group, HttpSettings settings, Supplier<String> health, WebSocketHandler sockets) {
        this(group, settings, health, sockets, new StaticFiles(HttpServer.class.getClassLoader(), "web"));
    }

    HttpServer(
            IoEventLoopGroup group,
            HttpSettings settings,
            Supplier<String> health,
            WebSocketHandler sockets,
            StaticFiles files) {
        this.loop = group.next();
        this.settings = settings;
        this.health = health;
        this.sockets = sockets;
        this.files = files;
        this.origins = new OriginPolicy(settings.allowedOrigins());
        this.count = new ConnectionCount(
                settings.limits().maxConnections(), settings.limits().maxConnectionsPerAddress());
        this.arrivals = new SourceLimit("WebSockets", settings.limits().arrivalsPerSecond());
    }

    /**
     * Listens.
     *
     * @return the bound address, with the real port
     * @throws IOException when the address cannot be bound: in use, not this machine's, or not permitted
     */
    public InetSocketAddress start() throws IOException {
        boolean epoll = loop.parent() instanceof IoEventLoopGroup group && group.isIoType(EpollIoHandler.class);
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        int queued = settings.limits().maxQueuedBytes();
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(type)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(queued / 2, queued))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(settings.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot serve pages: " + problem(bound.cause()), bound.cause());
        }
        listening = bound.channel();
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private String problem(Throwable cause) {
        InetSocketAddress address = settings.address();
        String where = address.getAddress() != null && address.getAddress().isAnyLocalAddress()
                ? "TCP port " + address.getPort()
                : "TCP port " + address.getPort() + " of " + address.getHostString();
        // The reasons of the operating system stand behind Netty's and Java's own words, which differ.
        String reason = String.valueOf(cause.getMessage());
        if (reason.contains("Address already in use")) {
            return where + " is in use by another program";
        }
        return where + ": " + (cause instanceof UnresolvedAddressException ? "there is no such host" : reason);
    }

    private void accept(SocketChannel channel) {
        InetAddress from = channel.remoteAddress().getAddress();
        if (!count.add(from)) {
            var _ = channel.close();
            return;
        }
        connections.add(channel);
        channel.closeFuture().addListener(closed -> {
            count.remove(from);
            connections.remove(channel);
        });
        WebSocketUpgrade upgrade = new WebSocketUpgrade(origins, settings.limits(), arrivals, sockets);
        channel.pipeline()
                .addLast(new HttpServerCodec(MAX_REQUEST_LINE, MAX_HEADERS, 8192))
                .addLast(new HttpObjectAggregator(MAX_BODY, true))
                .addLast(new PageHandler(files, health, upgrade, settings.limits()));
    }

    /**
     * Stops listening and closes every connection, WebSockets with 1001; returns when all are gone, after at most three
     * seconds. Not to be called on the control thread.
     */
    @Override
    public void close() {
        if (loop.inEventLoop()) {
            throw new IllegalStateException("the control thread cannot wait for itself");
        }
        Channel server = listening;
        if (server == null) {
            return;
        }
        listening = null;
        server.close().awaitUninterruptibly();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_WAIT_SECONDS);
        for (Channel connection :
                loop.submit(this::closeConnections).awaitUninterruptibly().getNow()) {
            long left = Math.max(1, deadline - System.nanoTime());
            connection.closeFuture().awaitUninterruptibly(left, TimeUnit.NANOSECONDS);
        }
    }

    private List<Channel> closeConnections() {
        List<Channel> open = List.copyOf(connections);
        for (Channel connection : open) {
            WebSocketSession session = connection.pipeline().get(WebSocketSession.class);
            if (session == null) {
                var _ = connection.close();
            } else {
                session.close(1001, "the server is closing");
            }
        }
        return open;
    }
}

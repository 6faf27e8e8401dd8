package dev.parley.sfu.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Serves the browser client, {@code GET /health}, {@code GET /ready} and the signaling WebSocket on one port, over HTTP/1.1, with TLS or
 * without, and passes on the connections on that port that bring media. Everything runs on one event loop, the control thread; {@link #start} and {@link #close} are called
 * from any other thread and wait for it.
 */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_REQUEST_LINE = 4096;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_BODY = 8 * 1024; // no request of ours has one; enough to answer 405 instead of cutting
    private static final long CLOSE_WAIT_SECONDS = 3;

    private final EventLoop loop;
    private final HttpSettings settings;
    private final ServerCondition condition;
    private final WebSocketHandler sockets;
    private final StaticFiles files;
    private final OriginPolicy origins;
    private final SourceLimit arrivals;
    private final Entrance entrance;

    /**
     * @param group one of its event loops becomes the control thread; a group of one is meant. Linux's epoll is used
     *     when the group can, NIO otherwise
     * @param condition how the server is; asked on the control thread
     */
    public HttpServer(
            IoEventLoopGroup group, HttpSettings settings, ServerCondition condition, WebSocketHandler sockets) {
        this(group, settings, condition, sockets, new StaticFiles(HttpServer.class.getClassLoader(), "web"));
    }

    HttpServer(
            IoEventLoopGroup group,
            HttpSettings settings,
            ServerCondition condition,
            WebSocketHandler sockets,
            StaticFiles files) {
        this.loop = group.next();
        this.settings = settings;
        this.condition = condition;
        this.sockets = sockets;
        this.files = files;
        this.origins = new OriginPolicy(settings.allowedOrigins(), secure());
        this.arrivals = new SourceLimit("WebSockets", settings.limits().arrivalsPerSecond());
        this.entrance = new Entrance(loop, settings.addresses(), settings.limits(), this::accept);
    }

    private boolean secure() {
        return settings.tls().isPresent();
    }

    /**
     * Listens.
     *
     * @return the bound address, with the real port
     * @throws IOException when the address cannot be bound: in use, not this machine's, or not permitted
     */
    public InetSocketAddress start() throws IOException {
        return entrance.open();
    }

    private void accept(SocketChannel channel) {
        if (settings.tls().isEmpty() && settings.media().isEmpty()) {
            addPages(channel.pipeline());
        } else {
            channel.pipeline()
                    .addLast(new ConnectionSorter(
                            settings.limits().requestDeadline(),
                            settings.media().orElse(null),
                            new Sorted()));
        }
    }

    private void addPages(ChannelPipeline pipeline) {
        WebSocketUpgrade upgrade = new WebSocketUpgrade(origins, settings.limits(), arrivals, sockets);
        pipeline.addLast(new HttpServerCodec(MAX_REQUEST_LINE, MAX_HEADERS, 8192))
                .addLast(new HttpObjectAggregator(MAX_BODY, true))
                .addLast(new PageHandler(files, condition, upgrade, settings.limits(), secure(), settings.authority()));
    }

    private final class Sorted implements ConnectionSorter.Listener {
        @Override
        public boolean speaks(Channel connection, FirstBytes.Kind kind) {
            if (kind == FirstBytes.Kind.TLS) {
                settings.tls().ifPresent(tls -> {
                    connection.pipeline().addLast(tls.open(connection.alloc()));
                    addPages(connection.pipeline());
                });
                return secure();
            }
            if (secure()) {
                // Somebody forgot the "s".
                int port = ((InetSocketAddress) connection.localAddress()).getPort();
                RedirectHandler.add(connection.pipeline(), settings.limits(), port, AcmeAnswers.NONE);
            } else {
                addPages(connection.pipeline());
            }
            return true;
        }

        @Override
        public void leaves(Channel connection) {
            entrance.forget(connection);
        }
    }

    /** How many WebSockets were refused because their address opened too many; on the control thread. */
    public long refusedArrivals() {
        return arrivals.refused();
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
        if (!entrance.isOpen()) {
            return;
        }
        entrance.close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_WAIT_SECONDS);
        for (Channel connection :
                loop.submit(this::closeConnections).awaitUninterruptibly().getNow()) {
            long left = Math.max(1, deadline - System.nanoTime());
            connection.closeFuture().awaitUninterruptibly(left, TimeUnit.NANOSECONDS);
        }
    }

    private List<Channel> closeConnections() {
        List<Channel> open = entrance.connections();
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

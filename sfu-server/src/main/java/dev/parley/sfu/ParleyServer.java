package dev.parley.sfu;

import dev.parley.sfu.cli.ServerLauncher;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.http.HttpLimits;
import dev.parley.sfu.http.HttpServer;
import dev.parley.sfu.http.HttpSettings;
import dev.parley.sfu.http.SocketListener;
import dev.parley.sfu.http.WebSocketConnection;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The whole server: serves the pages, and so far turns every signaling socket away, since it has no rooms. */
public final class ParleyServer implements ServerLauncher.Running {
    private final IoEventLoopGroup control = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HttpServer http;
    private @Nullable InetSocketAddress address;

    public ParleyServer(ServerConfiguration configuration) {
        boolean everywhere = configuration.httpHost().equals(ServerConfiguration.EVERY_ADDRESS);
        InetSocketAddress listen = everywhere
                ? new InetSocketAddress(configuration.httpPort())
                : new InetSocketAddress(configuration.httpHost(), configuration.httpPort());
        http = new HttpServer(
                control,
                new HttpSettings(listen, configuration.allowedOrigins(), HttpLimits.STANDARD),
                () -> "{\"status\":\"ok\",\"workers\":0}",
                ParleyServer::turnAway);
    }

    /** @throws IOException when a port cannot be had; its message is one line for the operator */
    public void start() throws IOException {
        address = http.start();
    }

    private static SocketListener turnAway(WebSocketConnection connection) {
        connection.close(1013, "no rooms here");
        return new SocketListener() {
            @Override
            public void text(String frame) {}

            @Override
            public void closed() {}
        };
    }

    @Override
    public int httpPort() {
        if (address == null) {
            throw new IllegalStateException("not started");
        }
        return address.getPort();
    }

    @Override
    public void close() {
        http.close();
        control.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

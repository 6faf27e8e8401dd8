package dev.parley.sfu.cli;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells systemd how far this process is, so that "started" means that it serves (sd_notify(3)). Says nothing where
 * nobody asked: then there is no {@code NOTIFY_SOCKET} in the environment.
 *
 * <p>Thread: any; each word is waited for, which takes milliseconds. Where nobody reads, it is systemd that loses
 * patience.
 */
final class ServiceManager {
    private static final String SOCKET_VARIABLE = "NOTIFY_SOCKET";

    private final Optional<String> socket;

    /** {@code environment} as {@link System#getenv()} gives it. */
    ServiceManager(Map<String, String> environment) {
        socket = Optional.ofNullable(environment.get(SOCKET_VARIABLE)).filter(path -> !path.isEmpty());
    }

    /**
     * The server serves.
     *
     * @throws IOException when the one who asked cannot be told; its message is one line for the operator
     */
    void ready() throws IOException {
        if (socket.isPresent()) {
            say(socket.get(), "READY=1");
        }
    }

    private static void say(String path, String state) throws IOException {
        if (!Epoll.isAvailable()) {
            throw new IOException(
                    "systemd waits at " + path + ", and there is no way to tell it", Epoll.unavailabilityCause());
        }
        // A leading @ stands for the NUL of an abstract name.
        DomainSocketAddress address = new DomainSocketAddress(path.startsWith("@") ? "\0" + path.substring(1) : path);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        try {
            ChannelFuture connected = new Bootstrap()
                    .group(group)
                    .channel(EpollDomainDatagramChannel.class)
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(address);
            await(path, connected);
            await(path, connected.channel().writeAndFlush(Unpooled.copiedBuffer(state, StandardCharsets.UTF_8)));
        } finally {
            var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static void await(String path, ChannelFuture done) throws IOException {
        if (!done.awaitUninterruptibly().isSuccess()) {
            throw new IOException("systemd waits at " + path + ", and cannot be told", done.cause());
        }
    }
}

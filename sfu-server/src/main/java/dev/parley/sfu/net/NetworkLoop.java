package dev.parley.sfu.net;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * One event loop with its thread, epoll where it is to be had.
 *
 * @param group of one loop
 * @param epoll whether the loop's channels are epoll's
 */
public record NetworkLoop(IoEventLoopGroup group, boolean epoll) {
    /** Starts a loop whose thread is called {@code name}. */
    public static NetworkLoop start(String name) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new NetworkLoop(new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), io), epoll);
    }

    /** The loop itself. */
    public IoEventLoop loop() {
        return group.next();
    }
}

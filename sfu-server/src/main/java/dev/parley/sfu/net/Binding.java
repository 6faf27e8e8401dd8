package dev.parley.sfu.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binding and closing sockets. */
final class Binding {
    private static final Logger LOG = LoggerFactory.getLogger(Binding.class);

    private Binding() {}

    /** The bound channel; a failure comes as the cause of a {@link CompletionException}. */
    static Channel await(ChannelFuture bound) {
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new CompletionException(bound.cause());
        }
        return bound.channel();
    }

    /**
     * Gives the port back at once, without waiting for a loop that may never run again. When this returns no {@link
     * SocketCall} is made on the descriptor any more.
     */
    static void closeNow(FileDescriptor descriptor) {
        try {
            synchronized (descriptor) {
                descriptor.close();
            }
        } catch (IOException e) {
            LOG.warn("a socket could not be closed; its port may stay in use", e);
        }
    }
}

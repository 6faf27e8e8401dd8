package dev.parley.sfu.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;

/** Binding and closing sockets. */
final class Binding {
    private Binding() {}

    /** The bound channel; a failure comes as the cause of a {@link CompletionException}. */
    static Channel await(ChannelFuture bound) {
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new CompletionException(bound.cause());
        }
        return bound.channel();
    }

    /** Gives the port back at once, without waiting for a loop that may never run again. */
    static void closeNow(UnixChannel channel) {
        try {
            channel.fd().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.parley.sfu.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first handler of a connection on a port where more than one protocol is spoken: waits for the bytes that tell, and
 * makes room for the handlers of that protocol. It keeps at most {@value FirstBytes#MAX_BYTES} bytes and what came with
 * them, until its deadline.
 */
final class ConnectionSorter extends ChannelInboundHandlerAdapter {
    /** What follows on the decision; called on the control thread. */
    interface Listener {
        /** Adds the handlers that speak TLS, or HTTP; the connection is closed if that is not spoken here. */
        boolean speaks(Channel connection, FirstBytes.Kind kind);

        /** The connection is about to leave this event loop. */
        void leaves(Channel connection);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionSorter.class);

    private final Duration limit;
    private final @Nullable IceTcpDoor media;
    private final Listener listener;
    private @Nullable ByteBuf gathered;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean leaving;

    ConnectionSorter(Duration limit, @Nullable IceTcpDoor media, Listener listener) {
        this.limit = limit;
        this.media = media;
        this.listener = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        gathered = ctx.alloc().buffer();
        deadline = ctx.executor().schedule(() -> close(ctx), limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (gathered != null && message instanceof ByteBuf bytes) {
                gathered.writeBytes(bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        if (gathered != null && !leaving) {
            decide(ctx, gathered);
        }
    }

    private void decide(ChannelHandlerContext ctx, ByteBuf bytes) {
        FirstBytes.Kind kind = FirstBytes.of(bytes);
        switch (kind) {
            case UNDECIDED -> {}
            case STRANGE -> close(ctx);
            case TLS, HTTP -> {
                if (listener.speaks(ctx.channel(), kind)) {
                    gathered = null;
                    ctx.fireChannelRead(bytes);
                    ctx.pipeline().remove(this);
                } else {
                    close(ctx);
                }
            }
            case ICE_CHECK -> {
                IceTcpDoor.Destination destination = media == null
                        ? null
                        : FirstBytes.usernameFragment(bytes)
                                .flatMap(media::destination)
                                .orElse(null);
                if (destination == null) {
                    close(ctx);
                } else {
                    leave(ctx, destination);
                }
            }
        }
    }

    /** What still arrives before the connection has left its loop is gathered too. */
    private void leave(ChannelHandlerContext ctx, IceTcpDoor.Destination destination) {
        leaving = true;
        Channel connection = ctx.channel();
        connection.config().setAutoRead(false);
        listener.leaves(connection);
        connection.deregister().addListener((ChannelFutureListener) left -> {
            ByteBuf bytes = gathered;
            gathered = null;
            if (!left.isSuccess() || bytes == null || !connection.isActive()) {
                if (bytes != null) {
                    bytes.release();
                }
                connection.unsafe().closeForcibly();
                return;
            }
            connection.pipeline().remove(this);
            destination.adopt(connection, bytes);
        });
    }

    private static void close(ChannelHandlerContext ctx) {
        var _ = ctx.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug(
                "connection from {} broke before it said anything",
                ctx.channel().remoteAddress(),
                cause);
        close(ctx);
    }
}

package dev.parley.sfu.http;

import dev.parley.sfu.limit.TokenBucket;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket: messages in and out, pings, limits and the closing handshake (RFC 6455). */
final class WebSocketSession extends SimpleChannelInboundHandler<Object> implements WebSocketConnection {
    /** With this code a client closes a socket that seems dead to it: no goodbye. */
    private static final int GIVEN_UP = 4000;

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketSession.class);
    private static final int PROTOCOL_ERROR = 1002;
    private static final int NOT_TEXT = 1003;
    private static final int NOT_UTF8 = 1007;
    private static final int POLICY = 1008;
    private static final int TOO_BIG = 1009;
    private static final int INTERNAL_ERROR = 1011;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int MAX_REASON_BYTES = 123; // a control frame holds 125, the code takes 2

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final Channel channel;
    private final EventLoop loop;
    private final HttpLimits limits;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final TokenBucket frames;
    private final MessageAssembler message;
    private @Nullable SocketListener listener;
    private State state = State.OPEN;
    private long heardNanos;
    private boolean flushing;
    private @Nullable ScheduledFuture<?> pings;
    private @Nullable ScheduledFuture<?> silence;
    private @Nullable ScheduledFuture<?> cutting;

    WebSocketSession(Channel channel, HttpLimits limits) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.limits = limits;
        this.remote = (InetSocketAddress) channel.remoteAddress();
        this.local = (InetSocketAddress) channel.localAddress();
        this.heardNanos = System.nanoTime();
        this.frames = new TokenBucket(limits.framesPerSecond(), limits.frameBurst(), heardNanos);
        this.message = new MessageAssembler(limits.maxMessageBytes());
    }

    /** Introduces this socket to its owner and starts to read. */
    void open(WebSocketHandler handler) {
        try {
            listener = handler.opened(this);
        } catch (RuntimeException e) {
            LOG.error("WebSocket from {} was not taken over", remote, e);
            close(INTERNAL_ERROR, "internal error");
        }
        channel.config().setAutoRead(true);
        if (state != State.OPEN) {
            return;
        }
        long interval = limits.pingInterval().toNanos();
        pings = loop.scheduleAtFixedRate(this::ping, interval, interval, TimeUnit.NANOSECONDS);
        silence = after(limits.silenceLimit(), this::checkSilence);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object received) {
        if (state != State.OPEN) {
            if (received instanceof CloseWebSocketFrame) {
                var _ = channel.close();
            }
            return;
        }
        heardNanos = System.nanoTime();
        if (!frames.take(heardNanos)) {
            close(POLICY, "too many messages");
            return;
        }
        switch (received) {
            case TextWebSocketFrame text -> fragment(text);
            case ContinuationWebSocketFrame more -> fragment(more);
            case PingWebSocketFrame ping ->
                write(new PongWebSocketFrame(ping.content().retain()));
            case PongWebSocketFrame pong -> LOG.trace("pong from {}", remote);
            case CloseWebSocketFrame close -> answerClose(close.statusCode() == GIVEN_UP);
            case BinaryWebSocketFrame binary -> close(NOT_TEXT, "text messages only");
            default -> close(PROTOCOL_ERROR, "data before the handshake was over");
        }
    }

    private void fragment(WebSocketFrame frame) {
        if (!message.add(frame.content())) {
            close(TOO_BIG, "a message may have " + limits.maxMessageBytes() + " bytes");
            return;
        }
        if (!frame.isFinalFragment()) {
            return;
        }
        String text;
        try {
            text = message.finish();
        } catch (CharacterCodingException e) {
            close(NOT_UTF8, "not UTF-8");
            return;
        }
        SocketListener owner = listener;
        if (owner == null) {
            return;
        }
        try {
            owner.text(text);
        } catch (RuntimeException e) {
            LOG.error("A message from {} could not be handled", remote, e);
            close(INTERNAL_ERROR, "internal error");
        }
    }

    @Override
    public void send(String text) {
        if (state == State.OPEN) {
            // Not TextWebSocketFrame(String): it copies by way of a byte array.
            write(new TextWebSocketFrame(ByteBufUtil.writeUtf8(channel.alloc(), text)));
        }
    }

    private void write(WebSocketFrame frame) {
        requireControlThread();
        var _ = channel.write(frame, channel.voidPromise());
        if (!channel.isWritable()) {
            channel.flush(); // one pass of the loop may rightly write a lot: only what the network refuses counts
        }
        if (!channel.isWritable()) {
            close(TRY_AGAIN_LATER, "reads too slowly", true);
            return;
        }
        if (!flushing) {
            flushing = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        channel.flush();
    }

    private void ping() {
        if (state == State.OPEN) {
            write(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
        }
    }

    private void checkSilence() {
        long left = heardNanos + limits.silenceLimit().toNanos() - System.nanoTime();
        if (left <= 0) {
            close(POLICY, "silent for too long", true);
        } else {
            silence = after(Duration.ofNanos(left), this::checkSilence);
        }
    }

    @Override
    public void close(int code, String reason) {
        close(code, reason, false);
    }

    private void close(int code, String reason, boolean broken) {
        requireControlThread();
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        stopTimers();
        LOG.debug("WebSocket to {} is closed: {} {}", remote, code, reason);
        var _ = channel.writeAndFlush(new CloseWebSocketFrame(code, fitting(reason)));
        // Reads on meanwhile: closing a socket with unread bytes sends a reset, which may overtake the close frame.
        cutting = after(limits.closeDeadline(), this::cut);
        loop.execute(() -> tellEnd(broken));
    }

    private void answerClose(boolean givenUp) {
        state = State.CLOSING;
        stopTimers();
        cutting = after(limits.closeDeadline(), this::cut);
        var _ = channel.writeAndFlush(new CloseWebSocketFrame(1000, "")).addListener(ChannelFutureListener.CLOSE);
        tellEnd(givenUp);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        state = State.CLOSED;
        stopTimers();
        if (cutting != null) {
            cutting.cancel(false);
        }
        tellEnd(true);
    }

    private void tellEnd(boolean broken) {
        SocketListener told = listener;
        listener = null;
        if (told != null) {
            try {
                if (broken) {
                    told.broken();
                } else {
                    told.closed();
                }
            } catch (RuntimeException e) {
                LOG.error("The end of the WebSocket from {} could not be handled", remote, e);
            }
        }
    }

    private void cut() {
        var _ = channel.close();
    }

    private void stopTimers() {
        if (pings != null) {
            pings.cancel(false);
        }
        if (silence != null) {
            silence.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case CorruptedWebSocketFrameException e -> close(e.closeStatus().code(), "against the protocol");
            case IOException e -> {
                LOG.debug("WebSocket from {} broke", remote, e);
                var _ = channel.close();
            }
            default -> {
                LOG.warn("WebSocket from {} failed", remote, cause);
                close(INTERNAL_ERROR, "internal error");
            }
        }
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    private ScheduledFuture<?> after(Duration delay, Runnable task) {
        return loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void requireControlThread() {
        if (!loop.inEventLoop()) {
            throw new IllegalStateException("a WebSocket belongs to the control thread");
        }
    }

    private static String fitting(String reason) {
        String cut = reason;
        while (cut.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}

package dev.parley.sfu.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.net.InetAddress;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The opening handshake of a WebSocket (RFC 6455 section 4.2), without subprotocols and without extensions. */
final class WebSocketUpgrade {
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final OriginPolicy origins;
    private final HttpLimits limits;
    private final SourceLimit arrivals;
    private final WebSocketHandler sockets;

    WebSocketUpgrade(OriginPolicy origins, HttpLimits limits, SourceLimit arrivals, WebSocketHandler sockets) {
        this.origins = origins;
        this.limits = limits;
        this.arrivals = arrivals;
        this.sockets = sockets;
    }

    /** Why this request may not become a WebSocket, or null when it may; then it counts as one more from its address. */
    @Nullable
    FullHttpResponse refusal(FullHttpRequest request, Authority host, InetAddress from, long nowNanos) {
        HttpHeaders headers = request.headers();
        if (!request.method().equals(HttpMethod.GET)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""))) {
            return PageHandler.text(HttpResponseStatus.BAD_REQUEST, "This is not a WebSocket handshake.");
        }
        if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            FullHttpResponse response =
                    PageHandler.text(HttpResponseStatus.UPGRADE_REQUIRED, "Only WebSocket version 13 is spoken here.");
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
            return response;
        }
        if (!origins.admits(headers.getAll(HttpHeaderNames.ORIGIN), host)) {
            return PageHandler.text(
                    HttpResponseStatus.FORBIDDEN, "Pages of this origin may not connect: see allowed-origins.");
        }
        if (!arrivals.take(from, nowNanos)) {
            FullHttpResponse response = PageHandler.text(
                    HttpResponseStatus.TOO_MANY_REQUESTS, "Too many connections from your address at once.");
            response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
            return response;
        }
        return null;
    }

    /** Answers 101 and puts a {@link WebSocketSession} in the place of the HTTP handlers. */
    void perform(ChannelHandlerContext ctx, FullHttpRequest request) {
        WebSocketDecoderConfig decoding = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.maxMessageBytes())
                .expectMaskedFrames(true)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                // The session closes by itself: it must read on for a while, or a reset overtakes the close frame.
                .closeOnProtocolViolation(false)
                // The session checks whole messages: a character may be split between fragments.
                .withUTF8Validator(false)
                .build();
        Channel channel = ctx.channel();
        new WebSocketServerHandshaker13("", null, decoding)
                .handshake(channel, request, null, channel.newPromise())
                .addListener((ChannelFutureListener) done -> {
                    if (done.isSuccess()) {
                        open(channel);
                    } else {
                        var _ = channel.close();
                    }
                });
    }

    private void open(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        WebSocketSession session = new WebSocketSession(channel, limits);
        pipeline.addLast(session);
        pipeline.remove(PageHandler.class);
        session.open(sockets);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

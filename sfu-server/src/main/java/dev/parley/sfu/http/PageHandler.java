package dev.parley.sfu.http;

import static io.netty.handler.codec.http.HttpHeaderNames.ALLOW;
import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.ETAG;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.IF_NONE_MATCH;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP connection: takes a request, answers it, asks for the next; each within its deadline. */
final class PageHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);
    private static final Pattern ROOM_PATH = Pattern.compile("/r/[^/]+/?");
    private static final String EXAMINATION = "/admin/examination";
    private static final String BEARER = "Bearer ";

    /** Each way in that is closed takes seconds, and there are two for each worker and address. */
    private static final Duration EXAMINATION_DEADLINE = Duration.ofMinutes(5);

    private static final int MAX_PIPELINED = 16;
    private static final String HTML = "text/html; charset=utf-8";
    private static final String AUTHORITY = "application/x-x509-ca-cert";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private final StaticFiles files;
    private final ServerCondition condition;
    private final WebSocketUpgrade upgrade;
    private final HttpLimits limits;
    private final boolean secure;
    private final Optional<String> authority;
    private final Queue<FullHttpRequest> pipelined = new ArrayDeque<>();
    private boolean answering;
    private @Nullable ScheduledFuture<?> deadline;

    /**
     * @param secure whether TLS ends here
     * @param authority what is to be had at {@code /ca.crt}, in PEM
     */
    PageHandler(
            StaticFiles files,
            ServerCondition condition,
            WebSocketUpgrade upgrade,
            HttpLimits limits,
            boolean secure,
            Optional<String> authority) {
        this.files = files;
        this.condition = condition;
        this.upgrade = upgrade;
        this.limits = limits;
        this.secure = secure;
        this.authority = authority;
    }

    /** Also on a port where the first bytes were waited for: then the connection is active already. */
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            closeAfter(ctx, limits.requestDeadline());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        closeAfter(ctx, limits.requestDeadline());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!answering) {
            handle(ctx, request);
        } else if (pipelined.size() < MAX_PIPELINED) {
            pipelined.add(request.retain());
        } else {
            cut(ctx);
        }
    }

    private void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        answering = true;
        ctx.channel().config().setAutoRead(false);
        closeAfter(ctx, limits.responseDeadline());
        if (request.decoderResult().isFailure()) {
            refuseUnreadable(ctx, request);
            return;
        }
        Optional<Authority> host = onlyHost(request);
        if (host.isEmpty()) {
            respond(ctx, request, null, text(HttpResponseStatus.BAD_REQUEST, "A request needs one valid Host header."));
        } else if (path(request).equals(EXAMINATION) && request.method().equals(HttpMethod.GET)) {
            examine(ctx, request, host.get());
        } else if (asksForWebSocket(request)) {
            upgrade(ctx, request, host.get());
        } else {
            respond(ctx, request, host.get(), answer(request));
        }
    }

    private FullHttpResponse answer(FullHttpRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            FullHttpResponse refused =
                    text(HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET and HEAD are served here.");
            refused.headers().set(ALLOW, "GET, HEAD");
            return refused;
        }
        String path = path(request);
        if (path.equals("/health")) {
            return content(HttpResponseStatus.OK, "application/json", condition.health());
        }
        if (path.equals("/ready")) {
            return condition.ready()
                    ? text(HttpResponseStatus.OK, "ready")
                    : text(HttpResponseStatus.SERVICE_UNAVAILABLE, "Nobody is let in at this time.");
        }
        if (path.equals("/ws")) {
            FullHttpResponse hint = text(HttpResponseStatus.UPGRADE_REQUIRED, "This address speaks WebSocket only.");
            hint.headers().set(UPGRADE, HttpHeaderValues.WEBSOCKET);
            return hint;
        }
        if (path.equals("/ca.crt") && authority.isPresent()) {
            FullHttpResponse certificate = content(HttpResponseStatus.OK, AUTHORITY, authority.get());
            certificate.headers().set(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"parley-ca.crt\"");
            return certificate;
        }
        boolean page = path.equals("/")
                || path.equals("/admin")
                || ROOM_PATH.matcher(path).matches();
        return files.find(page ? "/index.html" : path)
                .map(file -> answer(request, file))
                .orElseGet(PageHandler::notFound);
    }

    private static FullHttpResponse answer(FullHttpRequest request, StaticFile file) {
        boolean known = request.headers().getAllAsString(IF_NONE_MATCH).stream()
                .anyMatch(
                        tags -> tags.contains(file.entityTag()) || tags.strip().equals("*"));
        FullHttpResponse response = known
                ? response(HttpResponseStatus.NOT_MODIFIED, Unpooled.EMPTY_BUFFER)
                : response(HttpResponseStatus.OK, file.content().duplicate());
        response.headers()
                .set(ETAG, file.entityTag())
                .set(CACHE_CONTROL, file.immutable() ? IMMUTABLE : HttpHeaderValues.NO_CACHE);
        if (!known) {
            response.headers().set(CONTENT_TYPE, file.contentType());
        }
        return response;
    }

    /** Only for who has a token: what is found is nobody else's business. */
    private void examine(ChannelHandlerContext ctx, FullHttpRequest request, Authority host) {
        closeAfter(ctx, EXAMINATION_DEADLINE);
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        String token = authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
        var _ = condition
                .examination(token)
                .thenApply(PageHandler::examined)
                .exceptionally(failure -> {
                    LOG.error("the server could not be examined", failure);
                    return text(
                            HttpResponseStatus.INTERNAL_SERVER_ERROR,
                            "The server could not be examined; its log says why.");
                })
                .thenAcceptAsync(response -> respond(ctx, request, host, response), ctx.executor());
    }

    private static FullHttpResponse examined(Optional<String> found) {
        return found.map(json -> content(HttpResponseStatus.OK, "application/json", json))
                .orElseGet(
                        () -> text(HttpResponseStatus.UNAUTHORIZED, "A token of \"parley token --admin\" is needed."));
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, Authority host) {
        String path = path(request);
        FullHttpResponse refusal = path.equals("/") || path.equals("/ws")
                ? upgrade.refusal(request, host, remote(ctx), System.nanoTime())
                : text(HttpResponseStatus.NOT_FOUND, "The WebSocket is at / and at /ws.");
        if (refusal != null) {
            respond(ctx, request, host, refusal);
            return;
        }
        upgrade.perform(ctx, request);
    }

    private static InetAddress remote(ChannelHandlerContext ctx) {
        return ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress();
    }

    private void refuseUnreadable(ChannelHandlerContext ctx, FullHttpRequest request) {
        Throwable cause = request.decoderResult().cause();
        HttpResponseStatus status = switch (cause) {
            case TooLongHttpLineException e -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException e -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            default -> HttpResponseStatus.BAD_REQUEST;
        };
        respond(ctx, request, null, text(status, "This request cannot be read."));
    }

    /** Sends; a request without a usable host is the last of its connection. */
    private void respond(
            ChannelHandlerContext ctx, FullHttpRequest request, @Nullable Authority host, FullHttpResponse response) {
        SecurityHeaders.apply(response.headers(), host == null ? Authority.UNKNOWN : host, secure);
        boolean last = host == null || !HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, !last);
        ctx.writeAndFlush(response).addListener((ChannelFutureListener) sent -> {
            if (last || !sent.isSuccess()) {
                cut(ctx);
                return;
            }
            answering = false;
            next(ctx);
        });
    }

    private void next(ChannelHandlerContext ctx) {
        FullHttpRequest request = pipelined.poll();
        if (request == null) {
            closeAfter(ctx, limits.idleDeadline());
            ctx.channel().config().setAutoRead(true);
            return;
        }
        try {
            handle(ctx, request);
        } finally {
            request.release();
        }
    }

    private static FullHttpResponse notFound() {
        return content(HttpResponseStatus.NOT_FOUND, HTML, """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Not found - Parley</title>
                <p>There is nothing at this address. <a href="/">Start or join a meeting</a>.</p>
                </html>
                """);
    }

    /** A response of one plain sentence that is not to be stored. */
    static FullHttpResponse text(HttpResponseStatus status, String sentence) {
        return content(status, TEXT, sentence + "\n");
    }

    private static FullHttpResponse content(HttpResponseStatus status, String contentType, String content) {
        FullHttpResponse response = response(status, Unpooled.copiedBuffer(content, StandardCharsets.UTF_8));
        response.headers().set(CONTENT_TYPE, contentType).set(CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        return response;
    }

    private static FullHttpResponse response(HttpResponseStatus status, ByteBuf content) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        HttpUtil.setContentLength(response, content.readableBytes());
        return response;
    }

    private static Optional<Authority> onlyHost(FullHttpRequest request) {
        List<String> hosts = request.headers().getAll(HOST);
        return hosts.size() == 1 ? Authority.parse(hosts.getFirst()) : Optional.empty();
    }

    private static boolean asksForWebSocket(FullHttpRequest request) {
        return request.headers().contains(UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private static String path(FullHttpRequest request) {
        String target = request.uri();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private void closeAfter(ChannelHandlerContext ctx, Duration delay) {
        cancelDeadline();
        deadline = ctx.executor().schedule(() -> cut(ctx), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void cut(ChannelHandlerContext ctx) {
        var _ = ctx.close();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** Also when the connection became a WebSocket, which has deadlines of its own. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancelDeadline();
        pipelined.forEach(FullHttpRequest::release);
        pipelined.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // What goes wrong in TLS comes wrapped; it is the peer's doing, a browser that does not know the authority for
        // one.
        if (cause instanceof IOException
                || (cause instanceof DecoderException && cause.getCause() instanceof IOException)) {
            LOG.debug("HTTP connection from {} broke", ctx.channel().remoteAddress(), cause);
        } else {
            LOG.warn("HTTP connection from {} failed", ctx.channel().remoteAddress(), cause);
        }
        cut(ctx);
    }
}

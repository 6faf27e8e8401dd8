package dev.parley.sfu.http;

import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.LOCATION;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a plain request where TLS is wanted with the same address under https, or an authority that asks for a proof.
 * One request, then the connection is closed.
 */
final class RedirectHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RedirectHandler.class);
    private static final int STANDARD_PORT = 443;
    private static final int MAX_REQUEST_LINE = 4096;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_BODY = 1024;

    private final HttpLimits limits;
    private final int httpsPort;
    private final AcmeAnswers answers;
    private @Nullable ScheduledFuture<?> deadline;

    private RedirectHandler(HttpLimits limits, int httpsPort, AcmeAnswers answers) {
        this.limits = limits;
        this.httpsPort = httpsPort;
        this.answers = answers;
    }

    static void add(ChannelPipeline pipeline, HttpLimits limits, int httpsPort, AcmeAnswers answers) {
        pipeline.addLast(new HttpServerCodec(MAX_REQUEST_LINE, MAX_HEADERS, 8192))
                .addLast(new HttpObjectAggregator(MAX_BODY, true))
                .addLast(new RedirectHandler(limits, httpsPort, answers));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        // One deadline for everything: there is one short request and one short answer.
        deadline = ctx.executor()
                .schedule(() -> close(ctx), limits.requestDeadline().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        ctx.channel().config().setAutoRead(false);
        FullHttpResponse response = answer(request);
        HttpUtil.setKeepAlive(response, false);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private FullHttpResponse answer(FullHttpRequest request) {
        List<String> hosts = request.headers().getAll(HOST);
        Optional<Authority> host = hosts.size() == 1 ? Authority.parse(hosts.getFirst()) : Optional.empty();
        String target = request.uri();
        if (request.decoderResult().isFailure() || host.isEmpty() || !target.startsWith("/")) {
            return PageHandler.text(HttpResponseStatus.BAD_REQUEST, "This request cannot be read.");
        }
        if (target.startsWith(AcmeAnswers.PATH)) {
            return answers.to(target.substring(AcmeAnswers.PATH.length()))
                    .map(answer -> PageHandler.text(HttpResponseStatus.OK, answer))
                    .orElseGet(() -> PageHandler.text(HttpResponseStatus.NOT_FOUND, "No proof is due here."));
        }
        String port = httpsPort == STANDARD_PORT ? "" : ":" + httpsPort;
        FullHttpResponse response =
                PageHandler.text(HttpResponseStatus.PERMANENT_REDIRECT, "Only https is spoken here.");
        // A target has no control characters: the decoder refuses them.
        response.headers().set(LOCATION, "https://" + host.get().host() + port + target);
        return response;
    }

    private static void close(ChannelHandlerContext ctx) {
        var _ = ctx.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("plain connection from {} broke", ctx.channel().remoteAddress(), cause);
        close(ctx);
    }
}

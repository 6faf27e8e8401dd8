package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes our server look like one that knows the base protocol only: requests lose their ids and all that is not base,
 * other requests are refused without a code, and the server then speaks base by itself.
 */
final class BaseOnlyServer implements AutoCloseable {
    private static final int MAX_HTTP = 65_536;
    private static final Set<String> BASE = Set.of(
            "getRouterRtpCapabilities",
            "joinRoom",
            "createTransport",
            "connectTransport",
            "produce",
            "consume",
            "resumeConsumer");
    private static final List<String> EXTENSIONS = List.of("protocol", "displayName", "source", "paused");

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI behind;
    private final Channel listening;

    /** In front of a server whose signaling is at {@code behind}. */
    BaseOnlyServer(URI behind) {
        this.behind = behind;
        listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(MAX_HTTP),
                                        new WebSocketServerProtocolHandler("/", null, false, 1 << 20),
                                        new Front());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    String root() {
        return "http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + "/";
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        group.shutdownGracefully().awaitUninterruptibly();
        http.shutdownNow();
    }

    /** One client's socket, with one of its own to the server behind. */
    private final class Front extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private @Nullable WebSocket server;

        @Override
        public void userEventTriggered(ChannelHandlerContext client, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
                server = http.newWebSocketBuilder()
                        .buildAsync(behind, new Back(client.channel()))
                        .join();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext client, TextWebSocketFrame frame) {
            try {
                ObjectNode message = (ObjectNode) Scripts.JSON.readTree(frame.text());
                if (!BASE.contains(message.get("type").asText())) {
                    var _ = client.writeAndFlush(new TextWebSocketFrame(
                            "{\"type\":\"error\",\"payload\":{\"message\":\"Unknown message type\"}}"));
                    return;
                }
                message.remove("id");
                JsonNode payload = message.get("payload");
                if (payload instanceof ObjectNode fields) {
                    fields.remove(EXTENSIONS);
                }
                WebSocket to = server;
                if (to == null) {
                    throw new IllegalStateException("a message before the handshake");
                }
                to.sendText(message.toString(), true).join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext client) {
            if (server != null) {
                server.abort();
            }
        }
    }

    /** What the server behind says goes to the client as it is. */
    private record Back(Channel client, StringBuilder text) implements WebSocket.Listener {
        Back(Channel client) {
            this(client, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var _ = client.writeAndFlush(new TextWebSocketFrame(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            var _ = client.close();
            return null;
        }
    }
}

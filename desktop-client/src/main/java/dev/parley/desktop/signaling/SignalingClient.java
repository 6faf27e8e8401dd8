package dev.parley.desktop.signaling;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.SignalingCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket to a server. Requests carry ids; a server of the base protocol does not repeat them, so answers are also
 * known by what they say.
 *
 * <p>Thread: the executor given, for all methods and events.
 */
public final class SignalingClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalingClient.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final long ANSWER_SECONDS = 10;

    /** A server keeps a consume for thirty seconds. */
    private static final long KEPT_ANSWER_SECONDS = 35;

    private static final int MAX_FRAME_CHARS = SignalingCodec.MAX_SERVER_FRAME;

    /** What a socket tells. */
    public interface Listener {
        /** Something that answers no request. */
        void notice(ServerMessage message);

        /** The socket is gone, whoever ended it. Once; nothing follows. */
        void closed();
    }

    private final ScheduledExecutorService executor;
    private final Listener listener;
    private final PendingRequests pending = new PendingRequests();
    private final CompletableFuture<String> peerId = new CompletableFuture<>();
    private @Nullable WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private long nextId = 1;
    private boolean over;
    private boolean extended;

    private SignalingClient(ScheduledExecutorService executor, Listener listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /** Connects; fails when there is no server that answers. */
    public static CompletableFuture<SignalingClient> connect(
            HttpClient http, URI server, ScheduledExecutorService executor, Listener listener) {
        SignalingClient client = new SignalingClient(executor, listener);
        return http.newWebSocketBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .buildAsync(socketOf(server), client.new Incoming())
                .thenApplyAsync(
                        socket -> {
                            client.socket = socket;
                            return client;
                        },
                        executor);
    }

    /** At the root, as base clients reach it, and as safe as the pages. */
    private static URI socketOf(URI server) {
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + server.getRawAuthority() + "/");
    }

    /** The server's name for us, from its first message. */
    public CompletableFuture<String> peerId() {
        return peerId;
    }

    /**
     * Whether the server knows more than the base protocol; certain after the first answer. A base server's refusals
     * cannot be told apart, so nothing is to be asked of it that it does not know.
     */
    public boolean isExtended() {
        return extended;
    }

    /**
     * Asks. Fails with {@link RefusedException}, or {@link IOException} when the socket is gone or no answer comes in
     * time.
     */
    public <T extends ServerMessage> CompletableFuture<T> ask(ClientMessage request, Class<T> answer) {
        if (over || socket == null) {
            return CompletableFuture.failedFuture(new IOException("the connection to the server is gone"));
        }
        long id = nextId++;
        CompletableFuture<ServerMessage> answered = pending.add(id, request);
        long limit = request instanceof ClientMessage.Consume ? KEPT_ANSWER_SECONDS : ANSWER_SECONDS;
        var timer = executor.schedule(
                () -> pending.fail(id, new IOException("the server did not answer " + request.type() + " in time")),
                limit,
                TimeUnit.SECONDS);
        send(SignalingCodec.write(request, RequestId.of(id)));
        return answered.thenApply(message -> {
            timer.cancel(false);
            return answer.cast(message);
        });
    }

    private void send(String frame) {
        WebSocket to = socket;
        if (to != null) {
            // One after the other: a WebSocket takes no second message before the first is out.
            sending = sending.thenCompose(before -> to.sendText(frame, true)).exceptionally(failure -> {
                executor.execute(this::ended);
                return to;
            });
        }
    }

    private void received(String frame) {
        switch (SignalingCodec.readFromServer(frame)) {
            case SignalingCodec.Read.Received<ServerMessage>(RequestId id, ServerMessage message) ->
                received(id, message);
            case SignalingCodec.Read.Refused<ServerMessage> refused
            when isError(refused) ->
                // A server of the base protocol gives no code.
                pending.refuse(
                        refused.id(), Optional.empty(), new RefusedException(ErrorCode.INTERNAL, "the server refused"));
            case SignalingCodec.Read.Refused<ServerMessage> refused -> {
                LOG.warn("a message of the server that is not understood: {}", refused.message());
                if (refused.id().isPresent()) {
                    // To wait for another answer would be in vain.
                    pending.refuse(
                            refused.id(),
                            Optional.empty(),
                            new RefusedException(ErrorCode.INTERNAL, "the server's answer is not understood"));
                }
            }
        }
    }

    private static boolean isError(SignalingCodec.Read.Refused<ServerMessage> refused) {
        return refused.request().filter("error"::equals).isPresent();
    }

    private void received(RequestId id, ServerMessage message) {
        if (over) {
            return;
        }
        extended |= id.isPresent();
        switch (message) {
            case ServerMessage.Connected connected -> peerId.complete(connected.peerId());
            case ServerMessage.ErrorMessage error -> {
                LOG.debug("refused: {} ({})", error.message(), error.code().word());
                pending.refuse(id, error.request(), new RefusedException(error.code(), error.message()));
            }
            default -> {
                if (!pending.answer(id, message)) {
                    listener.notice(message);
                }
            }
        }
    }

    private void ended() {
        if (!over) {
            over = true;
            IOException gone = new IOException("the connection to the server is gone");
            pending.failAll(gone);
            peerId.completeExceptionally(gone);
            listener.closed();
        }
    }

    /** Says goodbye; the listener hears nothing more. */
    @Override
    public void close() {
        over = true;
        pending.failAll(new IOException("the connection was closed"));
        WebSocket open = socket;
        if (open != null) {
            sending = sending.thenCompose(before -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                    .orTimeout(1, TimeUnit.SECONDS)
                    .handle((sent, failure) -> {
                        open.abort();
                        return null;
                    });
        }
    }

    /** Gives up without a goodbye, as when the network is gone; the listener hears nothing more. */
    public void abort() {
        over = true;
        pending.failAll(new IOException("the connection was given up"));
        if (socket != null) {
            socket.abort();
        }
    }

    /** What the socket brings, on a thread of the HTTP client's. */
    private final class Incoming implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            if (text.length() + data.length() > MAX_FRAME_CHARS) {
                LOG.warn("the server sent a message of more than {} characters", MAX_FRAME_CHARS);
                webSocket.abort();
                executor.execute(SignalingClient.this::ended);
                return null;
            }
            text.append(data);
            if (last) {
                String frame = text.toString();
                text.setLength(0);
                executor.execute(() -> received(frame));
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            LOG.debug("the server closed the socket: {} {}", statusCode, reason);
            executor.execute(SignalingClient.this::ended);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            LOG.debug("the socket failed: {}", error.toString());
            executor.execute(SignalingClient.this::ended);
        }
    }
}

package dev.parley.sfu.load;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.LayerNews;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.SignalingCodec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A socket of the base generation: no ids and no extensions, so that any server that speaks the contract will do. One
 * request at a time; of what the server tells unasked nothing is heard but what a camera must know.
 *
 * <p>Thread: {@link #ask} and {@link #close} on one thread at a time.
 */
final class SignalingSocket implements AutoCloseable {
    private static final String LAYERS_WANTED = "\"producerLayersWanted\"";

    private final Duration limit;
    private final Incoming incoming = new Incoming();
    private final WebSocket socket;
    private final String peerId;

    /** What the server tells unasked. On a thread of the HTTP client. */
    interface News {
        void layersWanted(LayerNews.ProducerLayersWanted wanted);
    }

    /** Connects, and waits for the first frame. */
    SignalingSocket(HttpClient http, URI server, Duration limit) throws LoadException {
        this.limit = limit;
        CompletableFuture<ServerMessage> first = incoming.expect(ServerMessage.Connected.class, any -> true);
        socket = Answers.await(
                http.newWebSocketBuilder().connectTimeout(limit).buildAsync(server, incoming),
                limit,
                "connection to " + server);
        ServerMessage connected;
        try {
            connected = Answers.await(first, limit, "greeting from " + server);
        } catch (LoadException e) {
            socket.abort();
            throw e;
        }
        peerId = ((ServerMessage.Connected) connected).peerId();
    }

    String peerId() {
        return peerId;
    }

    /** From now on somebody hears what the server tells unasked. */
    void tell(News listener) {
        incoming.tell(listener);
    }

    /** Asks, and waits for the answer. */
    <T extends ServerMessage> T ask(ClientMessage request, Class<T> answer) throws LoadException {
        return ask(request, answer, any -> true);
    }

    /**
     * Asks, and waits for the first message of that type which matches.
     *
     * @throws LoadException when the server refuses, does not answer in time, or is gone
     */
    <T extends ServerMessage> T ask(ClientMessage request, Class<T> answer, Predicate<T> matches) throws LoadException {
        CompletableFuture<ServerMessage> answered =
                incoming.expect(answer, message -> matches.test(answer.cast(message)));
        Answers.await(
                socket.sendText(SignalingCodec.write(request, RequestId.NONE), true), limit, "room for a request");
        ServerMessage message = Answers.await(answered, limit, "answer to " + request.type());
        if (message instanceof ServerMessage.ErrorMessage error) {
            throw new LoadException(request.type() + " was refused: " + error.message() + " ("
                    + error.code().word() + ")");
        }
        return answer.cast(message);
    }

    /** Ends the socket at once; the server frees all that the peer had. */
    @Override
    public void close() {
        socket.abort();
    }

    /** What the socket brings, on a thread of the HTTP client. */
    private static final class Incoming implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private @Nullable CompletableFuture<ServerMessage> waiting;
        private Predicate<ServerMessage> isAnswer = any -> false;
        private @Nullable Throwable ended;
        private @Nullable News news;

        synchronized void tell(News listener) {
            news = listener;
        }

        synchronized CompletableFuture<ServerMessage> expect(
                Class<? extends ServerMessage> type, Predicate<ServerMessage> matches) {
            CompletableFuture<ServerMessage> answer = new CompletableFuture<>();
            if (ended != null) {
                answer.completeExceptionally(ended);
            }
            isAnswer = message -> message instanceof ServerMessage.ErrorMessage
                    || (type.isInstance(message) && matches.test(message));
            waiting = answer;
            return answer;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String frame = text.toString();
                text.setLength(0);
                received(frame);
            }
            webSocket.request(1);
            return null;
        }

        private synchronized void received(String frame) {
            CompletableFuture<ServerMessage> answer = waiting;
            News listener = news;
            // Nothing else is worth reading that nobody waits for: a big room tells a lot.
            if (listener != null
                    && frame.contains(LAYERS_WANTED)
                    && SignalingCodec.readFromServer(frame)
                            instanceof
                            SignalingCodec.Read.Received<ServerMessage>(
                                    RequestId id,
                                    LayerNews.ProducerLayersWanted wanted)) {
                listener.layersWanted(wanted);
            } else if (answer != null
                    && SignalingCodec.readFromServer(frame)
                            instanceof SignalingCodec.Read.Received<ServerMessage>(RequestId id, ServerMessage message)
                    && isAnswer.test(message)) {
                waiting = null;
                answer.complete(message);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            end(new LoadException("the server closed the socket: " + statusCode + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end(error);
        }

        private synchronized void end(Throwable reason) {
            ended = reason;
            if (waiting != null) {
                waiting.completeExceptionally(reason);
            }
        }
    }
}

package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The wire of WebDriver BiDi: numbered commands and their answers, and events, as JSON over one WebSocket
 * (https://w3c.github.io/webdriver-bidi/).
 */
final class Bidi implements AutoCloseable {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> unanswered = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    Bidi(URI endpoint) {
        socket = http.newWebSocketBuilder()
                .connectTimeout(ANSWER_LIMIT)
                .buildAsync(endpoint, new Listener())
                .join();
    }

    /** Sends a command and gives its result; throws when the browser answers with an error or not at all. */
    JsonNode command(String method, Map<String, ?> parameters) {
        long id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        unanswered.put(id, answer);
        ObjectNode message = Scripts.JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", Scripts.JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        try {
            JsonNode frame = answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!frame.path("type").asText().equals("success")) {
                throw new IllegalStateException(
                        method + ": " + frame.path("message").asText(frame.toString()));
            }
            return frame.path("result");
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer to " + method, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + method, e);
        }
    }

    /** The events received so far, oldest first. */
    List<JsonNode> events() {
        return events;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder frame = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                received(Scripts.parse(frame.toString()));
                frame.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            fail(new IllegalStateException("the browser closed the session: " + statusCode + " " + reason));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            fail(error);
        }

        private void fail(Throwable error) {
            unanswered.values().forEach(answer -> answer.completeExceptionally(error));
        }

        private void received(JsonNode message) {
            if (message.path("type").asText().equals("event")) {
                events.add(message);
                return;
            }
            CompletableFuture<JsonNode> answer =
                    unanswered.remove(message.path("id").asLong());
            if (answer != null) {
                answer.complete(message);
            }
        }
    }
}

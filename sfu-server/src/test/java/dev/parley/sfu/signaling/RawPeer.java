package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that is nothing but a WebSocket: it says what the test wants and keeps what it hears, in order. */
public final class RawPeer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final Deque<JsonNode> overtaken = new ArrayDeque<>();
    private final WebSocket socket;
    private String id = "";
    private int requests;

    private RawPeer(URI uri) {
        socket = CLIENT.newWebSocketBuilder().buildAsync(uri, new Ear()).join();
    }

    /** A peer that has not read its first frame yet. */
    public static RawPeer open(int httpPort, String path) {
        return new RawPeer(URI.create("ws://127.0.0.1:" + httpPort + path));
    }

    /** A peer that knows its id. */
    public static RawPeer connect(int httpPort) {
        RawPeer peer = open(httpPort, "/");
        peer.id = peer.event("connected").path("peerId").asText();
        return peer;
    }

    /** A peer of the base protocol that is in a room. */
    public static RawPeer base(int httpPort, String room) {
        RawPeer peer = connect(httpPort);
        peer.answer("joinRoom", "{\"roomId\":\"" + room + "\"}", "roomJoined");
        return peer;
    }

    /** A peer that opted in to the extensions and is in a room. */
    public static RawPeer extended(int httpPort, String room) {
        RawPeer peer = connect(httpPort);
        peer.answer("joinRoom", "{\"roomId\":\"" + room + "\",\"protocol\":2,\"displayName\":\"Ada\"}", "roomJoined");
        return peer;
    }

    public String id() {
        return id;
    }

    /** Sends a frame as it is. */
    public void say(String frame) {
        socket.sendText(frame, true).join();
    }

    /** Sends a request without an id. */
    public void say(String type, String payload) {
        say("{\"type\":\"" + type + "\",\"payload\":" + payload + "}");
    }

    void sayBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** Waits until the server has read everything sent so far: it answers a ping in its turn. */
    public void awaitRead() {
        socket.sendPing(ByteBuffer.allocate(0)).join();
        assertThat(within(pongs)).isNotNull();
    }

    /** Sends a request with an id and gives back the whole direct answer; what came before it is kept for later. */
    public JsonNode ask(String type, String payload) {
        int number = ++requests;
        say("{\"type\":\"" + type + "\",\"id\":" + number + ",\"payload\":" + payload + "}");
        while (true) {
            JsonNode frame = read();
            if (frame.path("id").asInt() == number) {
                return frame;
            }
            overtaken.add(frame);
        }
    }

    /** Sends a request and gives back the payload of its answer, which must be of {@code expected} type. */
    public JsonNode answer(String type, String payload, String expected) {
        JsonNode answer = ask(type, payload);
        assertThat(answer.path("type").asText()).as("%s", answer).isEqualTo(expected);
        return answer.path("payload");
    }

    /** Sends a request that must be refused, and gives back the code. */
    public String refusal(String type, String payload) {
        JsonNode refused = answer(type, payload, "error");
        assertThat(refused.path("request").asText()).isEqualTo(type);
        assertThat(refused.path("message").asText()).isNotEmpty();
        return refused.path("code").asText();
    }

    /** The next frame, whatever it is. */
    public JsonNode next() {
        JsonNode earlier = overtaken.poll();
        return earlier == null ? read() : earlier;
    }

    /** The payload of the next frame, which must be of {@code type}. */
    public JsonNode event(String type) {
        JsonNode frame = next();
        assertThat(frame.path("type").asText()).as("%s", frame).isEqualTo(type);
        return frame.path("payload");
    }

    /** Nothing was said to this peer that the test has not read. */
    public void hearsNothing() {
        answer("getRouterRtpCapabilities", "{}", "routerRtpCapabilities");
        assertThat(overtaken).isEmpty();
    }

    /** The close code with which the server ended the socket. */
    public int closeCode() {
        return closeCode.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private JsonNode read() {
        return parse(within(frames));
    }

    private static <T> T within(BlockingQueue<T> queue) {
        try {
            T taken = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (taken == null) {
                throw new AssertionError("the server said nothing for " + PATIENCE_SECONDS + " s");
            }
            return taken;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** JSON as Jackson reads it. */
    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object of the given fields: names and values by turns, values being texts or JSON. */
    public static String object(Object... fields) {
        ObjectNode node = JSON.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            node.set(String.valueOf(fields[i]), JSON.valueToTree(fields[i + 1]));
        }
        return node.toString();
    }

    /** Cuts the connection without a word. */
    public void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pongs.add(true);
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closeCode.completeExceptionally(error);
        }
    }
}

package dev.parley.sfu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest {
    private ServerUnderTest server;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = new ServerUnderTest(HttpLimits.STANDARD, "https://other.example");
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws"})
    void messagesGoBothWaysAtTheRootAndAtWs(String path) throws Exception {
        Messages received = new Messages();
        WebSocket socket = connect(path, received);
        assertThat(received.next()).isEqualTo("welcome");
        socket.sendText("echo: Grüße 👋", true).join();
        assertThat(server.owner.next()).isEqualTo("echo: Grüße 👋");
        assertThat(received.next()).isEqualTo("echo: Grüße 👋");
    }

    @Test
    void theOwnerLearnsWhereThePeerIs() throws Exception {
        connect("/", new Messages());
        WebSocketConnection connection = server.owner.first.get(20, TimeUnit.SECONDS);
        assertThat(connection.isLoopback()).isTrue();
        assertThat(connection.local()).isEqualTo(server.address);
        assertThat(connection.remote().getPort()).isNotEqualTo(server.address.getPort());
    }

    @Test
    void aFragmentedMessageArrivesWhole() throws Exception {
        WebSocket socket = connect("/", new Messages());
        socket.sendText("one ", false).join();
        socket.sendText("two ", false).join();
        socket.sendText("three", true).join();
        assertThat(server.owner.next()).isEqualTo("one two three");
    }

    @Test
    void aMessageOfExactly64KiBIsTakenAndOneByteMoreIsNot() throws Exception {
        Messages received = new Messages();
        WebSocket socket = connect("/", received);
        socket.sendText("a".repeat(65_536), true).join();
        assertThat(server.owner.next()).hasSize(65_536);
        socket.sendText("a".repeat(65_537), true)
                .exceptionally(broken -> socket)
                .join();
        assertThat(received.closeCode()).isEqualTo(1009);
        assertThat(server.owner.next()).isEqualTo("<closed>");
    }

    @Test
    void aClientThatClosesIsAnsweredAndTheOwnerIsToldOnce() throws Exception {
        Messages received = new Messages();
        WebSocket socket = connect("/", received);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
        assertThat(received.closeCode()).isEqualTo(1000);
        assertThat(server.owner.next()).isEqualTo("<closed>");
        server.close(); // whatever else would come has come
        assertThat(server.owner.events).isEmpty();
        assertThat(server.owner.broken).hasValue(0);
    }

    @Test
    void aClientThatTakesItsSocketForDeadHasNotSaidGoodbye() throws Exception {
        Messages received = new Messages();
        connect("/", received).sendClose(4000, "").join();
        assertThat(received.closeCode()).isEqualTo(1000);
        assertThat(server.owner.next()).isEqualTo("<closed>");
        assertThat(server.owner.broken).hasValue(1);
    }

    @Test
    void aBrokenConnectionIsToldToTheOwner() throws Exception {
        WebSocket socket = connect("/", new Messages());
        server.owner.first.get(20, TimeUnit.SECONDS);
        socket.abort();
        assertThat(server.owner.next()).isEqualTo("<closed>");
        assertThat(server.owner.broken).hasValue(1);
    }

    @Test
    void theOwnerCanCloseWithACodeAndALongReasonIsShortened() throws Exception {
        Messages received = new Messages();
        connect("/", received);
        WebSocketConnection connection = server.owner.first.get(20, TimeUnit.SECONDS);
        server.onControlThread(() -> {
            connection.close(4001, "ä".repeat(100));
            connection.send("not sent any more");
        });
        assertThat(received.closeCode()).isEqualTo(4001);
        assertThat(received.reason).isEqualTo("ä".repeat(61));
        assertThat(received.texts).containsExactly("welcome");
        assertThat(server.owner.next()).isEqualTo("<closed>");
    }

    @Test
    void anotherThreadMayNotTouchASocket() throws Exception {
        connect("/", new Messages());
        WebSocketConnection connection = server.owner.first.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> connection.send("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> connection.close(1000, "")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMessageThatBreaksItsOwnerEndsThatSocketOnly() throws Exception {
        Messages received = new Messages();
        Messages other = new Messages();
        WebSocket socket = connect("/", received);
        WebSocket untouched = connect("/", other);
        socket.sendText("boom", true).join();
        assertThat(received.closeCode()).isEqualTo(1011);
        untouched.sendText("echo:still here", true).join();
        assertThat(other.next()).isEqualTo("welcome");
        assertThat(other.next()).isEqualTo("echo:still here");
    }

    @Test
    void stoppingTheServerClosesEverySocketWith1001() throws Exception {
        Messages received = new Messages();
        connect("/", received);
        server.close();
        assertThat(received.closeCode()).isEqualTo(1001);
        assertThat(server.owner.next()).isEqualTo("<closed>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://%s", "https://other.example", "HTTPS://Other.Example"})
    void pagesOfThisHostAndOfAllowedOriginsMayConnect(String origin) throws Exception {
        Messages received = new Messages();
        client.newWebSocketBuilder()
                .header("Origin", origin.formatted(server.host()))
                .buildAsync(server.socket("/"), received)
                .join();
        assertThat(received.next()).isEqualTo("welcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1", "file://"})
    void pagesOfOtherOriginsMayNot(String origin) {
        CompletableFuture<WebSocket> attempt =
                client.newWebSocketBuilder().header("Origin", origin).buildAsync(server.socket("/"), new Messages());
        assertThatThrownBy(attempt::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    @Test
    void aSocketThatAnswersPingsStaysAndASilentOneIsClosed() throws Exception {
        Duration later = Duration.ofSeconds(60);
        HttpLimits quick = ServerUnderTest.deadlines(later, Duration.ofMillis(50), Duration.ofMillis(400), later);
        try (ServerUnderTest watchful = new ServerUnderTest(quick);
                RawSocket silent = watchful.raw()) {
            Messages alive = new Messages();
            client.newWebSocketBuilder().buildAsync(watchful.socket("/"), alive).join();
            silent.upgrade("/", watchful.host());
            assertThat(silent.readCloseCode()).isEqualTo(1008);
            assertThat(watchful.owner.next()).isEqualTo("<closed>");
            assertThat(watchful.owner.events).isEmpty();
            assertThat(alive.close).isNotDone();
        }
    }

    private WebSocket connect(String path, Messages received) {
        return client.newWebSocketBuilder()
                .buildAsync(server.socket(path), received)
                .join();
    }

    private static final class Messages implements WebSocket.Listener {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> close = new CompletableFuture<>();
        volatile String reason = "";
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                texts.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String why) {
            reason = why;
            close.complete(code);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            close.completeExceptionally(error);
        }

        String next() throws InterruptedException {
            String text = texts.poll(20, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("no message came");
            }
            return text;
        }

        int closeCode() throws Exception {
            return close.get(20, TimeUnit.SECONDS);
        }
    }
}

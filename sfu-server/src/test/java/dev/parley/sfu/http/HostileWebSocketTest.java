package dev.parley.sfu.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostileWebSocketTest {
    private ServerUnderTest server;
    private RawSocket raw;

    @BeforeEach
    void start() throws IOException {
        server = new ServerUnderTest();
        raw = server.raw();
    }

    @AfterEach
    void stop() throws IOException {
        raw.close();
        server.close();
    }

    @Test
    void binaryIsClosedWith1003() throws Exception {
        open();
        raw.send(RawSocket.BINARY, true, new byte[] {1});
        assertClosed(1003);
    }

    @Test
    void anEndlessMessageOfFragmentsIsClosedWith1009() throws Exception {
        open();
        byte[] part = "a".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        raw.send(RawSocket.TEXT, false, part);
        raw.send(RawSocket.CONTINUATION, false, part);
        raw.send(RawSocket.CONTINUATION, false, part);
        assertClosed(1009);
    }

    @Test
    void brokenUtf8IsClosedWith1007() throws Exception {
        open();
        raw.send(RawSocket.TEXT, true, new byte[] {'{', (byte) 0xC0, (byte) 0x80, '}'});
        assertClosed(1007);
    }

    @Test
    void aCharacterSplitBetweenFragmentsIsWhole() throws Exception {
        open();
        byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
        raw.send(RawSocket.TEXT, false, new byte[] {euro[0]});
        raw.send(RawSocket.CONTINUATION, true, new byte[] {euro[1], euro[2]});
        assertThat(server.owner.next()).isEqualTo("€");
    }

    @Test
    void framesAgainstTheProtocolAreClosedWith1002() throws Exception {
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        byte[][] wrong = {
            RawSocket.frame(0x81, text, false), // not masked
            RawSocket.frame(0xC1, text, true), // says compressed, which was not negotiated
            RawSocket.frame(0x80, text, true), // continues nothing
            RawSocket.frame(0x83, text, true), // opcode 3 is reserved
            RawSocket.frame(0x09, text, true), // a ping in fragments
            RawSocket.frame(0x89, new byte[126], true) // a ping over 125 bytes
        };
        for (byte[] frame : wrong) {
            try (RawSocket one = server.raw()) {
                one.upgrade("/", server.host());
                one.write(frame);
                assertThat(one.readCloseCode()).isEqualTo(1002);
                assertThat(server.owner.next()).isEqualTo("<closed>");
            }
        }
    }

    @Test
    void aFloodIsClosedWith1008AndItsOwnerHearsNoMoreThanTheBurst() throws Exception {
        open();
        byte[] message = RawSocket.frame(0x81, "x".getBytes(StandardCharsets.UTF_8), true);
        byte[] flood = new byte[message.length * 5000];
        for (int i = 0; i < 5000; i++) {
            System.arraycopy(message, 0, flood, i * message.length, message.length);
        }
        raw.write(flood);
        assertThat(raw.readCloseCode()).isEqualTo(1008);
        int heard = 0;
        while (!server.owner.next().equals("<closed>")) {
            heard++;
        }
        assertThat(heard).isBetween(300, 4999);
    }

    @Test
    void aPingIsAnsweredWithItsPayload() throws Exception {
        open();
        raw.send(RawSocket.PING, "are you there");
        RawSocket.Frame pong = raw.read();
        assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
        assertThat(pong.text()).isEqualTo("are you there");
    }

    @Test
    void whoDoesNotReadIsClosedWith1013AfterTheQueueIsFull() throws Exception {
        open();
        WebSocketConnection connection = server.owner.first.get(20, TimeUnit.SECONDS);
        String message = "m".repeat(60_000);
        // More than the kernel's buffers and the queue hold together; once closing, what is sent is ignored.
        server.onControlThread(() -> {
            for (int i = 0; i < 1000; i++) {
                connection.send(message);
            }
        });
        assertThat(server.owner.next()).isEqualTo("<closed>");
        assertThat(raw.readCloseCode()).isEqualTo(1013);
    }

    @Test
    void aPeerThatDoesNotFinishTheClosingHandshakeIsCutOff() throws Exception {
        Duration later = Duration.ofSeconds(60);
        try (ServerUnderTest strict =
                        new ServerUnderTest(ServerUnderTest.deadlines(later, later, later, Duration.ofMillis(50)));
                RawSocket stubborn = strict.raw()) {
            stubborn.upgrade("/", strict.host());
            stubborn.send(RawSocket.BINARY, true, new byte[] {1});
            assertThat(stubborn.readCloseCode()).isEqualTo(1003);
            assertThat(stubborn.isEnded()).isTrue();
        }
    }

    @Test
    void nothingIsHeardFromASocketThatIsBeingClosed() throws Exception {
        open();
        raw.send(RawSocket.BINARY, true, new byte[] {1});
        raw.send(RawSocket.TEXT, "too late");
        raw.send(RawSocket.CLOSE, true, new byte[] {3, (byte) 0xE8});
        assertThat(raw.readCloseCode()).isEqualTo(1003);
        assertThat(raw.isEnded()).isTrue();
        assertThat(server.owner.next()).isEqualTo("<closed>");
        assertThat(server.owner.events).isEmpty();
    }

    @Test
    void handshakesThatAreNoneAreRefused() throws Exception {
        String ask = "GET /ws HTTP/1.1\r\nHost: " + server.host() + "\r\n";
        String upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        String version = "Sec-WebSocket-Version: 13\r\n";
        assertThat(answer(ask)).startsWith("HTTP/1.1 426 ");
        assertThat(answer(ask + upgrade + version)).startsWith("HTTP/1.1 400 ");
        assertThat(answer(ask + upgrade + version + "Sec-WebSocket-Key: short\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(answer(ask + "Upgrade: websocket\r\n" + key + version)).startsWith("HTTP/1.1 400 ");
        assertThat(answer(ask + upgrade + key + "Sec-WebSocket-Version: 8\r\n"))
                .startsWith("HTTP/1.1 426 ")
                .contains("sec-websocket-version: 13");
        assertThat(answer(ask.replace("GET", "POST") + upgrade + key + version)).startsWith("HTTP/1.1 400 ");
        assertThat(answer(ask.replace("/ws", "/r/daily") + upgrade + key + version))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void compressionIsNotNegotiated() throws Exception {
        String head = raw.upgrade("/", server.host(), "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        assertThat(head).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("deflate");
    }

    private String answer(String request) throws IOException {
        try (RawSocket one = server.raw()) {
            one.write(request + "\r\n");
            return one.readHead();
        }
    }

    private void open() throws IOException {
        assertThat(raw.upgrade("/", server.host())).startsWith("HTTP/1.1 101 ");
        assertThat(raw.read().text()).isEqualTo("welcome");
    }

    private void assertClosed(int code) throws Exception {
        assertThat(raw.readCloseCode()).isEqualTo(code);
        assertThat(server.owner.next()).isEqualTo("<closed>");
    }
}

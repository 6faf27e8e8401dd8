package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket connection written by hand, so that frames can break every rule of RFC 6455. */
final class HostileSocket implements AutoCloseable {
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final Socket socket;
    private final OutputStream out;
    private volatile boolean ended;

    private HostileSocket(Socket socket) throws IOException {
        this.socket = socket;
        out = socket.getOutputStream();
    }

    /** Opens a connection and asks for the upgrade; what the server says is read and forgotten. */
    static HostileSocket open(URI server) {
        try {
            var hostile = new HostileSocket(new Socket(InetAddress.getLoopbackAddress(), server.getPort()));
            hostile.out.write(("GET / HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: cGFybGV5IGlzIGhvc3RpbGU=\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().name("hostile socket").start(hostile::drain);
            return hostile;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain() {
        try (InputStream in = socket.getInputStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the server may well reset a connection like this one
        } finally {
            ended = true;
        }
    }

    /** Whether the server has ended the connection. */
    boolean hasEnded() {
        return ended;
    }

    void text(String text) {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole, masked frame (RFC 6455, section 5.2) with any opcode. */
    void frame(int opcode, byte[] payload) {
        byte[] mask = {1, 2, 3, 4};
        int lengthBytes = payload.length < LENGTH_16 ? 0 : payload.length <= 0xFFFF ? 2 : 8;
        byte[] frame = new byte[2 + lengthBytes + mask.length + payload.length];
        frame[0] = (byte) (FINAL | opcode);
        frame[1] = (byte) (MASKED | (lengthBytes == 0 ? payload.length : lengthBytes == 2 ? LENGTH_16 : LENGTH_64));
        for (int i = 0; i < lengthBytes; i++) {
            frame[2 + i] = (byte) ((long) payload.length >> (8 * (lengthBytes - 1 - i)));
        }
        System.arraycopy(mask, 0, frame, 2 + lengthBytes, mask.length);
        int start = 2 + lengthBytes + mask.length;
        for (int i = 0; i < payload.length; i++) {
            frame[start + i] = (byte) (payload[i] ^ mask[i % mask.length]);
        }
        raw(frame);
    }

    /** Bytes that need not be a frame. A connection that the server has ended swallows them. */
    void raw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            ended = true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to the server's pages and signaling that can be cut and mended, while media goes straight to the server. */
final class TcpRelay implements AutoCloseable {
    private final InetAddress at;
    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;

    private TcpRelay(InetAddress at, int wanted, int target) throws IOException {
        this.at = at;
        this.target = target;
        listening = listenOn(wanted);
        port = listening.getLocalPort();
    }

    /** A relay to {@code target}, a port of this machine. */
    static TcpRelay to(int target) {
        try {
            return new TcpRelay(InetAddress.getLoopbackAddress(), 0, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A relay at the same port of another address of this machine. */
    static TcpRelay at(String address, int port) {
        try {
            return new TcpRelay(InetAddress.getByName(address), port, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the relay stands: {@code http://localhost:PORT/}. */
    URI root() {
        return URI.create("http://localhost:" + port + "/");
    }

    /** Ends every connection; new ones are refused. */
    void cut() {
        close();
    }

    /** Takes connections again. */
    void mend() {
        try {
            listening = listenOn(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerSocket listenOn(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(at, port));
        Thread.ofVirtual().name("relay").start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket near = from.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                Thread.ofVirtual().name("relay to server").start(() -> pump(near, far));
                Thread.ofVirtual().name("relay to client").start(() -> pump(far, near));
            } catch (IOException e) {
                // the way is cut, or the server is gone: the loop's condition tells which
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end is gone; both are closed
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

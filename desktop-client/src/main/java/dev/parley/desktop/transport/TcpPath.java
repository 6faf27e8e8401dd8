package dev.parley.desktop.transport;

import dev.parley.protocol.ice.IceAgent;
import dev.parley.protocol.ice.IceControlling;
import dev.parley.protocol.ice.IceCredentials;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An active TCP candidate (RFC 6544) towards a passive one of the server: each datagram behind its length in two bytes
 * (RFC 4571), checks and consent by the small controlling agent. For networks that let no UDP through.
 */
final class TcpPath extends MediaPath {
    private static final Logger LOG = LoggerFactory.getLogger(TcpPath.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final long POLL_MILLIS = 50;
    private static final int FRAME_HEAD = 2;
    private static final int MAX_FRAME = 65_535;

    /** About a third of a second of video: what does not leave by then is late, and dropped rather than queued. */
    private static final int MAX_WAITING = 128;

    private final InetSocketAddress remote;
    private final MediaThread media;
    private final Listener listener;
    private final Socket socket = new Socket();
    private final IceControlling<TcpPath> ice;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private @Nullable Future<?> polling;
    private boolean over;

    /** A path that is not begun. */
    TcpPath(
            InetSocketAddress remote,
            IceCredentials local,
            IceCredentials server,
            RandomGenerator random,
            MediaThread media,
            Listener listener) {
        this.remote = remote;
        this.media = media;
        this.listener = listener;
        this.ice = new IceControlling<>(local, server, random, new Checks());
    }

    /** Connects and checks; tells whether it works. */
    void open() {
        Thread.ofVirtual().name("media-tcp-read").start(this::read);
    }

    private void read() {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(remote, CONNECT_MILLIS);
            media.execute(this::connected);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), MAX_FRAME));
            while (true) {
                byte[] datagram = new byte[in.readUnsignedShort()];
                in.readFully(datagram);
                media.execute(() -> received(datagram));
            }
        } catch (IOException e) {
            LOG.debug("TCP to {} ended: {}", remote, e.toString());
            media.execute(this::fail);
        }
    }

    private void connected() {
        if (over) {
            return;
        }
        Thread.ofVirtual().name("media-tcp-write").start(this::write);
        ice.addRemote(this, 1, System.nanoTime());
        ice.poll(System.nanoTime());
        polling = media.every(POLL_MILLIS, () -> ice.poll(System.nanoTime()));
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            while (!socket.isClosed()) {
                out.write(waiting.take());
            }
        } catch (IOException e) {
            LOG.debug("TCP to {} takes no more: {}", remote, e.toString());
            media.execute(this::fail);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void received(byte[] datagram) {
        if (over || datagram.length == 0) {
            return;
        }
        if ((datagram[0] & 0xff) <= 3) { // STUN (RFC 7983, section 7)
            ice.handle(datagram, 0, datagram.length, System.nanoTime(), this);
        } else {
            listener.datagram(this, datagram, datagram.length);
        }
    }

    @Override
    boolean send(byte[] buffer, int offset, int length) {
        if (over) {
            return false;
        }
        byte[] frame = new byte[FRAME_HEAD + length];
        frame[0] = (byte) (length >>> 8);
        frame[1] = (byte) length;
        System.arraycopy(buffer, offset, frame, FRAME_HEAD, length);
        return waiting.offer(frame);
    }

    @Override
    String protocol() {
        return "TCP";
    }

    @Override
    public byte[] address() {
        return remote.getAddress().getAddress();
    }

    @Override
    public int port() {
        return remote.getPort();
    }

    private void fail() {
        if (!over) {
            close();
            listener.lost(this);
        }
    }

    @Override
    void close() {
        over = true;
        if (polling != null) {
            polling.cancel(false);
        }
        // The writer waits for something to write: an empty frame lets it see that the socket is closed.
        closeSocket();
        var _ = waiting.offer(new byte[0]);
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a socket that does not even close", e);
        }
    }

    private final class Checks implements IceAgent.Listener<TcpPath> {
        @Override
        public void send(byte[] buffer, int offset, int length, TcpPath tuple) {
            var _ = tuple.send(buffer, offset, length);
        }

        @Override
        public void tupleAdded(TcpPath tuple) {
            // There is one only.
        }

        @Override
        public void tupleRemoved(TcpPath tuple) {
            // There is one only.
        }

        @Override
        public void tupleSelected(TcpPath tuple) {
            listener.opened(tuple);
        }

        @Override
        public void usernameFragmentRetired(String usernameFragment) {
            // The socket tells the transports apart.
        }

        @Override
        public void failed() {
            fail();
        }
    }
}

package dev.parley.sfu.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A TCP connection, each datagram behind its length (RFC 4571). What does not fit into the socket at once is dropped. */
final class TcpWire implements Wire {
    private static final int LENGTH_BYTES = 2;
    private static final int FRAME_BYTES = LENGTH_BYTES + 0xffff;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(2 * FRAME_BYTES).flip();
    private final ByteBuffer sending = ByteBuffer.allocate(FRAME_BYTES).flip();
    private @Nullable SelectionKey key;

    /** Begins to connect; nothing can be sent before that is done. */
    TcpWire(InetSocketAddress remote) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(remote);
    }

    @Override
    public void register(Selector selector, LoadTransport transport) throws IOException {
        key = channel.register(selector, channel.isConnected() ? READS : SelectionKey.OP_CONNECT, transport);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (channel.isConnectionPending()) {
            if (!channel.finishConnect()) {
                return 0;
            }
            if (key != null) {
                key.interestOps(READS);
            }
        }
        int length = frame(into);
        if (length > 0) {
            return length;
        }
        received.compact();
        int more = channel.read(received);
        received.flip();
        if (more < 0) {
            throw new EOFException("the server closed the connection");
        }
        return frame(into);
    }

    private int frame(ByteBuffer into) {
        if (received.remaining() < LENGTH_BYTES) {
            return 0;
        }
        int length = Short.toUnsignedInt(received.getShort(received.position()));
        if (received.remaining() < LENGTH_BYTES + length) {
            return 0;
        }
        received.position(received.position() + LENGTH_BYTES);
        int taken = Math.min(length, into.capacity());
        into.clear();
        into.put(0, received, received.position(), taken);
        received.position(received.position() + length);
        return taken;
    }

    @Override
    public boolean write(ByteBuffer datagram) throws IOException {
        if (!channel.isConnected()) {
            return false;
        }
        if (sending.hasRemaining()) {
            channel.write(sending);
            if (sending.hasRemaining()) {
                return false;
            }
        }
        sending.clear();
        sending.putShort((short) datagram.remaining()).put(datagram).flip();
        channel.write(sending);
        return true;
    }

    @Override
    public boolean endsWithAnError() {
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

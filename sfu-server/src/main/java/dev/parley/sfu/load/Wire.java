package dev.parley.sfu.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** The socket of one transport, which brings and takes whole datagrams. Thread: the media loop. */
sealed interface Wire permits UdpWire, TcpWire, NarrowWire {
    /** Registers for what it wants to hear of; {@code transport} is attached. */
    void register(Selector selector, LoadTransport transport) throws IOException;

    /**
     * The next datagram, from the beginning of {@code into}.
     *
     * @return its length; 0 or less when there is none at this time
     */
    int read(ByteBuffer into) throws IOException;

    /** When to {@link #read} although the socket has nothing, in ns of the monotonic clock. */
    default long nextNanos() {
        return BadLine.IDLE;
    }

    /** Sends a datagram; false when it was dropped. */
    boolean write(ByteBuffer datagram) throws IOException;

    /** Whether what goes wrong is the end. */
    boolean endsWithAnError();

    void close() throws IOException;

    /** What a socket asks to be told of. */
    int READS = SelectionKey.OP_READ;
}

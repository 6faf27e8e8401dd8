package dev.parley.protocol.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/** The datagrams of one endpoint, between the owner's thread, which never waits, and the handshake's, which does. */
final class DatagramQueue implements DatagramTransport {
    /** Bytes of a datagram sent: fits any path a call could run over (RFC 8261 and libwebrtc agree on about this). */
    static final int SEND_LIMIT = 1200;
    /** Bytes of a datagram taken: more than any path carries in one. */
    static final int RECEIVE_LIMIT = 2048;
    /** Two flights with all their fragments and retransmissions are far below; bounds a half-open peer to 128 KB. */
    private static final int CAPACITY = 64;
    /** Wakes the waiting thread after {@link #close}. */
    private static final byte[] CLOSED = new byte[0];

    private final BlockingQueue<byte[]> received = new ArrayBlockingQueue<>(CAPACITY);
    private final DtlsEndpoint.Output output;
    private volatile boolean closed;

    DatagramQueue(DtlsEndpoint.Output output) {
        this.output = output;
    }

    /** Takes a copy; false when it is too long, or too many are waiting. */
    boolean offer(byte[] buffer, int offset, int length) {
        return length > 0
                && length <= RECEIVE_LIMIT
                && !closed
                && received.offer(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        byte[] datagram = take(waitMillis);
        if (closed) {
            throw new IOException("closed");
        }
        if (datagram == null || datagram.length > length) {
            return -1;
        }
        System.arraycopy(datagram, 0, buffer, offset, datagram.length);
        return datagram.length;
    }

    /** The next datagram, or null when none came in time; zero waits for ever. */
    private byte @Nullable [] take(int waitMillis) throws IOException {
        if (closed) {
            return null;
        }
        try {
            return waitMillis == 0 ? received.take() : received.poll(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (!closed) {
            output.send(buffer, offset, length);
        }
    }

    @Override
    public void close() {
        closed = true;
        received.clear();
        // The queue was just emptied and takes nothing more, but for datagrams offered this very moment: either wakes.
        boolean woken = received.offer(CLOSED);
        assert woken || !received.isEmpty();
    }
}

package dev.parley.protocol.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams of one endpoint, between the owner's thread, which never waits, and the handshake's, which does.
 *
 * <p>BouncyCastle sends every record by itself. They are gathered here until it waits for an answer, so that a flight is
 * one or two datagrams: under loss a flight of five gets through far less often. BouncyCastle also doubles its wait with
 * every repetition, its own and the peer's; so while a handshake waits long, its last flight is repeated from here as it
 * was. A peer that had it already drops the copy as any network's duplicate.
 */
final class DatagramQueue implements DatagramTransport {
    /** Bytes of a datagram sent: fits any path a call could run over (RFC 8261 and libwebrtc agree on about this). */
    static final int SEND_LIMIT = 1200;
    /** Bytes of a datagram taken: more than any path carries in one. */
    static final int RECEIVE_LIMIT = 2048;
    /** Two flights with all their fragments and retransmissions are far below; bounds a half-open peer to 128 KB. */
    private static final int CAPACITY = 64;
    /** How long a handshake waits before its last flight is repeated. */
    private static final int REPEAT_MILLIS = 400;
    /** Wakes the waiting thread after {@link #close}. */
    private static final byte[] CLOSED = new byte[0];

    private final BlockingQueue<byte[]> received = new ArrayBlockingQueue<>(CAPACITY);
    private final DtlsEndpoint.Output output;
    /** Records that wait to be sent together; guarded by this. */
    private final byte[] gathered = new byte[SEND_LIMIT];

    private int gatheredLength;
    /** What was sent since the last wait; guarded by this. */
    private final List<byte[]> lastFlight = new ArrayList<>();

    private boolean flightEnded;
    private boolean established;
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
        flush();
        endFlight();
        byte[] datagram = await(waitMillis);
        if (closed) {
            throw new IOException("closed");
        }
        if (datagram == null || datagram.length > length) {
            return -1;
        }
        System.arraycopy(datagram, 0, buffer, offset, datagram.length);
        return datagram.length;
    }

    /** As {@link #take}; repeats the last flight meanwhile. A handshake always waits for a limited time. */
    private byte @Nullable [] await(int waitMillis) throws IOException {
        int left = waitMillis;
        while (left > REPEAT_MILLIS && repeats()) {
            byte[] datagram = take(REPEAT_MILLIS);
            if (datagram != null || closed) {
                return datagram;
            }
            left -= REPEAT_MILLIS;
            repeatFlight();
        }
        return take(left);
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
    public synchronized void send(byte[] buffer, int offset, int length) {
        if (gatheredLength + length > SEND_LIMIT) {
            flush();
        }
        if (length > SEND_LIMIT) {
            throw new IllegalArgumentException("a record of " + length + " bytes");
        }
        System.arraycopy(buffer, offset, gathered, gatheredLength, length);
        gatheredLength += length;
    }

    /** Sends what was gathered, unless the endpoint is closed. */
    synchronized void flush() {
        int length = gatheredLength;
        gatheredLength = 0;
        if (length > 0 && !closed) {
            if (flightEnded) {
                lastFlight.clear();
                flightEnded = false;
            }
            if (!established) {
                lastFlight.add(Arrays.copyOf(gathered, length));
            }
            output.send(gathered, 0, length);
        }
    }

    private synchronized void endFlight() {
        flightEnded = true;
    }

    private synchronized boolean repeats() {
        return !established;
    }

    private synchronized void repeatFlight() {
        if (!closed) {
            for (byte[] datagram : lastFlight) {
                output.send(datagram, 0, datagram.length);
            }
        }
    }

    /** The handshake is done: sends what is left of it, and repeats nothing more unasked. */
    synchronized void establish() {
        flush();
        established = true;
        lastFlight.clear();
    }

    @Override
    public void close() {
        flush();
        closed = true;
        received.clear();
        // The queue was just emptied and takes nothing more, but for datagrams offered this very moment: either wakes.
        boolean woken = received.offer(CLOSED);
        assert woken || !received.isEmpty();
    }
}

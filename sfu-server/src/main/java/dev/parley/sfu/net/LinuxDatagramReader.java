package dev.parley.sfu.net;

import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import java.lang.foreign.Arena;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code recvmmsg(2)} on the Worker's UDP socket: one system call for all datagrams that are there, and no object for any
 * of them.
 */
final class LinuxDatagramReader {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxDatagramReader.class);

    private static final long TELLING_INTERVAL_NANOS = 60_000_000_000L;

    /** An error of the socket is gone once it was told; one that comes as often is there to stay, and the loop would spin. */
    private static final int MAXIMUM_FAILURES = 1_000;

    private final ReceiveCall call;
    private final ReceivedMessages messages;
    private final byte[] buffer = new byte[UdpPort.MAXIMUM_DATAGRAM];
    private final DatagramSource source = new DatagramSource();
    private final DatagramSink sink;
    private final WorkerCounters counters;
    private long calls;
    private int failuresInARow;
    private int failuresToTell;
    private long toldNanos = System.nanoTime() - TELLING_INTERVAL_NANOS;

    /**
     * @param arena for the memory that the kernel writes to
     * @param burst the most datagrams of one system call
     */
    LinuxDatagramReader(ReceiveCall call, Arena arena, int burst, DatagramSink sink, WorkerCounters counters) {
        this.call = call;
        this.messages = new ReceivedMessages(arena, burst, UdpPort.MAXIMUM_DATAGRAM);
        this.sink = sink;
        this.counters = counters;
    }

    /**
     * Reads what there is, by one call. Where there is more than that reads, it is for the next pass of the loop, so that
     * what was read leaves first.
     *
     * @throws IllegalStateException when it has failed a thousand times in a row
     */
    void read() {
        calls++;
        int read = call.receive(messages.memory(), messages.capacity());
        if (read >= 0 || read == -LinuxCalls.EAGAIN) {
            failuresInARow = 0;
        } else {
            failed(-read);
        }
        for (int i = 0; i < read; i++) {
            int length = messages.length(i);
            messages.takeSource(i, source);
            if (length >= UdpPort.MAXIMUM_DATAGRAM) {
                counters.count(DropReason.OVERSIZED);
            } else {
                messages.copy(i, buffer, length);
                sink.udp(buffer, length, source, System.nanoTime());
            }
        }
    }

    /** Reading goes on: an error that the socket has is told, and hides nothing that can be read. */
    private void failed(int errno) {
        if (errno == LinuxCalls.EBADF || errno == LinuxCalls.EINTR) {
            return; // closed, or interrupted before there was anything
        }
        failuresToTell++;
        long nowNanos = System.nanoTime();
        if (nowNanos - toldNanos >= TELLING_INTERVAL_NANOS) {
            LOG.warn("reading UDP failed, {} times since this was last told (errno {})", failuresToTell, errno);
            toldNanos = nowNanos;
            failuresToTell = 0;
        }
        if (++failuresInARow == MAXIMUM_FAILURES) {
            throw new IllegalStateException("UDP cannot be read: errno " + errno);
        }
    }

    /** System calls so far. */
    long calls() {
        return calls;
    }
}

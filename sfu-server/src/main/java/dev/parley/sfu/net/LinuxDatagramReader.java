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

    private final ReceiveCall call;
    private final ReceivedMessages messages;
    private final byte[] buffer = new byte[UdpPort.MAXIMUM_DATAGRAM];
    private final DatagramSource source = new DatagramSource();
    private final DatagramSink sink;
    private final WorkerCounters counters;
    private long calls;
    private int lastError;

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
     */
    void read() {
        calls++;
        int read = call.receive(messages.memory(), messages.capacity());
        if (read < 0) {
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

    /** Reading goes on: an error that the socket has is told once, and hides nothing that can be read. */
    private void failed(int errno) {
        boolean closed = errno == LinuxCalls.EBADF;
        boolean nothingThere = errno == LinuxCalls.EAGAIN || errno == LinuxCalls.EINTR;
        if (!closed && !nothingThere && errno != lastError) {
            lastError = errno;
            LOG.warn("reading UDP failed (errno {})", errno);
        }
    }

    /** System calls so far. */
    long calls() {
        return calls;
    }
}

package dev.parley.sfu.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The array of {@code struct mmsghdr} for one system call, with what its entries point to: addresses, vectors of
 * datagrams, and control messages that ask for segmentation.
 */
final class MessageHeaders {
    /** struct cmsghdr {length, level, type}, then the size of a segment in 16 bits, and what alignment adds. */
    private static final long CONTROL_BYTES = 24;

    private static final long CONTROL_USED = 18;
    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;

    private final int mostMessages;
    private final int mostVectors;
    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment controls;
    private final MemorySegment addresses;
    private int messages;
    private int used;

    MessageHeaders(Arena arena, int mostMessages, int mostVectors) {
        this.mostMessages = mostMessages;
        this.mostVectors = mostVectors;
        headers = arena.allocate(mostMessages * Mmsghdr.BYTES, 8);
        vectors = arena.allocate(mostVectors * Mmsghdr.IOVEC_BYTES, 8);
        controls = arena.allocate(mostMessages * CONTROL_BYTES, 8);
        addresses = arena.allocate(mostMessages * SocketAddresses.ROOM, 8);
        for (int i = 0; i < mostMessages; i++) {
            headers.set(
                    ValueLayout.JAVA_LONG,
                    i * Mmsghdr.BYTES + Mmsghdr.NAME,
                    addresses.address() + i * SocketAddresses.ROOM);
            controls.set(ValueLayout.JAVA_LONG, i * CONTROL_BYTES, CONTROL_USED);
            controls.set(ValueLayout.JAVA_INT, i * CONTROL_BYTES + 8, SOL_UDP);
            controls.set(ValueLayout.JAVA_INT, i * CONTROL_BYTES + 12, UDP_SEGMENT);
        }
    }

    void clear() {
        messages = 0;
        used = 0;
    }

    int count() {
        return messages;
    }

    /** The array, for the system call. */
    MemorySegment memory() {
        return headers;
    }

    /** Whether a message of so many datagrams fits. */
    boolean fits(int datagrams) {
        return messages < mostMessages && used + datagrams <= mostVectors;
    }

    /**
     * Begins a message; as many {@link #datagram} follow as are said here.
     *
     * @param segment the length of each of several datagrams but the last, or 0 for one alone
     */
    void message(UdpTuple to, int datagrams, int segment) {
        int message = messages++;
        long header = message * Mmsghdr.BYTES;
        byte[] name = to.socketAddress();
        MemorySegment.copy(name, 0, addresses, ValueLayout.JAVA_BYTE, message * SocketAddresses.ROOM, name.length);
        headers.set(ValueLayout.JAVA_INT, header + Mmsghdr.NAME_LENGTH, name.length);
        headers.set(ValueLayout.JAVA_LONG, header + Mmsghdr.VECTOR, vectors.address() + used * Mmsghdr.IOVEC_BYTES);
        headers.set(ValueLayout.JAVA_LONG, header + Mmsghdr.VECTOR_COUNT, datagrams);
        if (segment == 0) {
            headers.set(ValueLayout.JAVA_LONG, header + Mmsghdr.CONTROL, 0);
            headers.set(ValueLayout.JAVA_LONG, header + Mmsghdr.CONTROL_LENGTH, 0);
        } else {
            long control = message * CONTROL_BYTES;
            controls.set(ValueLayout.JAVA_SHORT, control + 16, (short) segment);
            headers.set(ValueLayout.JAVA_LONG, header + Mmsghdr.CONTROL, controls.address() + control);
            headers.set(ValueLayout.JAVA_LONG, header + Mmsghdr.CONTROL_LENGTH, CONTROL_BYTES);
        }
    }

    /** One datagram of the message begun last. */
    void datagram(long address, int length) {
        long vector = used++ * Mmsghdr.IOVEC_BYTES;
        vectors.set(ValueLayout.JAVA_LONG, vector, address);
        vectors.set(ValueLayout.JAVA_LONG, vector + Mmsghdr.IOVEC_LENGTH, length);
    }
}

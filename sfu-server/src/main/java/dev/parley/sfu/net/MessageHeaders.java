package dev.parley.sfu.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The array of {@code struct mmsghdr} for one system call, with what its entries point to: addresses, vectors of
 * datagrams, and control messages that ask for segmentation. The layouts are those of 64-bit Linux.
 */
final class MessageHeaders {
    /** struct mmsghdr: msghdr {name, namelen, iov, iovlen, control, controllen, flags}, then the length sent. */
    private static final long HEADER_BYTES = 64;

    private static final long NAME = 0;
    private static final long NAME_LENGTH = 8;
    private static final long VECTOR = 16;
    private static final long VECTOR_COUNT = 24;
    private static final long CONTROL = 32;
    private static final long CONTROL_LENGTH = 40;

    /** struct iovec: base, length. */
    private static final long VECTOR_BYTES = 16;

    /** struct cmsghdr {length, level, type}, then the size of a segment in 16 bits, and what alignment adds. */
    private static final long CONTROL_BYTES = 24;

    private static final long CONTROL_USED = 18;
    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;

    /** Room for {@code struct sockaddr_in6}. */
    private static final long ADDRESS_BYTES = 32;

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
        headers = arena.allocate(mostMessages * HEADER_BYTES, 8);
        vectors = arena.allocate(mostVectors * VECTOR_BYTES, 8);
        controls = arena.allocate(mostMessages * CONTROL_BYTES, 8);
        addresses = arena.allocate(mostMessages * ADDRESS_BYTES, 8);
        for (int i = 0; i < mostMessages; i++) {
            headers.set(ValueLayout.JAVA_LONG, i * HEADER_BYTES + NAME, addresses.address() + i * ADDRESS_BYTES);
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
        long header = message * HEADER_BYTES;
        byte[] name = to.socketAddress();
        MemorySegment.copy(name, 0, addresses, ValueLayout.JAVA_BYTE, message * ADDRESS_BYTES, name.length);
        headers.set(ValueLayout.JAVA_INT, header + NAME_LENGTH, name.length);
        headers.set(ValueLayout.JAVA_LONG, header + VECTOR, vectors.address() + used * VECTOR_BYTES);
        headers.set(ValueLayout.JAVA_LONG, header + VECTOR_COUNT, datagrams);
        if (segment == 0) {
            headers.set(ValueLayout.JAVA_LONG, header + CONTROL, 0);
            headers.set(ValueLayout.JAVA_LONG, header + CONTROL_LENGTH, 0);
        } else {
            long control = message * CONTROL_BYTES;
            controls.set(ValueLayout.JAVA_SHORT, control + 16, (short) segment);
            headers.set(ValueLayout.JAVA_LONG, header + CONTROL, controls.address() + control);
            headers.set(ValueLayout.JAVA_LONG, header + CONTROL_LENGTH, CONTROL_BYTES);
        }
    }

    /** One datagram of the message begun last. */
    void datagram(long address, int length) {
        long vector = used++ * VECTOR_BYTES;
        vectors.set(ValueLayout.JAVA_LONG, vector, address);
        vectors.set(ValueLayout.JAVA_LONG, vector + 8, length);
    }
}

package dev.parley.sfu.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The array of {@code struct mmsghdr} that one system call fills, with the memory for datagrams and their addresses. */
final class ReceivedMessages {
    private final int capacity;
    private final int datagramBytes;
    private final MemorySegment headers;
    private final MemorySegment addresses;
    private final MemorySegment datagrams;

    /**
     * @param capacity messages
     * @param datagramBytes what is kept of each, the rest is cut off
     */
    ReceivedMessages(Arena arena, int capacity, int datagramBytes) {
        this.capacity = capacity;
        this.datagramBytes = datagramBytes;
        headers = arena.allocate(capacity * Mmsghdr.BYTES, 8);
        addresses = arena.allocate(capacity * SocketAddresses.ROOM, 8);
        datagrams = arena.allocate((long) capacity * datagramBytes, 8);
        MemorySegment vectors = arena.allocate(capacity * Mmsghdr.IOVEC_BYTES, 8);
        for (int i = 0; i < capacity; i++) {
            long header = i * Mmsghdr.BYTES;
            long vector = i * Mmsghdr.IOVEC_BYTES;
            headers.set(ValueLayout.JAVA_LONG, header + Mmsghdr.NAME, addresses.address() + address(i));
            headers.set(ValueLayout.JAVA_LONG, header + Mmsghdr.VECTOR, vectors.address() + vector);
            headers.set(ValueLayout.JAVA_LONG, header + Mmsghdr.VECTOR_COUNT, 1);
            vectors.set(ValueLayout.JAVA_LONG, vector, datagrams.address() + datagram(i));
            vectors.set(ValueLayout.JAVA_LONG, vector + Mmsghdr.IOVEC_LENGTH, datagramBytes);
            allowAddress(i);
        }
    }

    int capacity() {
        return capacity;
    }

    /** The array, for the system call. */
    MemorySegment memory() {
        return headers;
    }

    /** What there is of a message's datagram. */
    int length(int message) {
        return headers.get(ValueLayout.JAVA_INT, message * Mmsghdr.BYTES + Mmsghdr.LENGTH);
    }

    /** Copies a message's datagram. */
    void copy(int message, byte[] into, int length) {
        MemorySegment.copy(datagrams, ValueLayout.JAVA_BYTE, datagram(message), into, 0, length);
    }

    /** Sets the address that a message came from, and makes its place good for the next one. */
    void takeSource(int message, DatagramSource into) {
        into.set(addresses, address(message));
        allowAddress(message);
    }

    /** Says how long an address may be; the kernel writes there how long it was. */
    private void allowAddress(int message) {
        headers.set(ValueLayout.JAVA_INT, message * Mmsghdr.BYTES + Mmsghdr.NAME_LENGTH, (int) SocketAddresses.ROOM);
    }

    private static long address(int message) {
        return message * SocketAddresses.ROOM;
    }

    private long datagram(int message) {
        return (long) message * datagramBytes;
    }
}

package dev.parley.sfu.net;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * {@code sendmmsg(2)} on the descriptor of the Worker's UDP socket: one system call for all datagrams of a loop pass.
 * The messages and their addresses stand in memory outside the heap that is made once.
 */
final class LinuxDatagramSender implements DatagramSender {
    /** Datagrams in one call. More gain nothing: the call's own cost is spread thin by then. */
    private static final int CAPACITY = 128;

    /** The largest datagram: what an Ethernet carries, and some. */
    private static final int SLOT_BYTES = 2048;

    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    /** struct mmsghdr: msghdr {name, namelen, iov, iovlen, control, controllen, flags}, then the length sent. */
    private static final long HEADER_BYTES = 64;

    private static final long NAME = 0;
    private static final long NAME_LENGTH = 8;
    private static final long VECTOR = 16;
    private static final long VECTOR_COUNT = 24;

    private static final long VECTOR_BYTES = 16;
    private static final long VECTOR_LENGTH = 8;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SENDMMSG = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("sendmmsg"),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT),
            Linker.Option.captureCallState("errno"));

    private final int descriptor;
    /** Freed with this object: a Worker that hangs may still be using it when its port is closed. */
    private final Arena arena = Arena.ofAuto();

    private final MemorySegment captured = arena.allocate(CAPTURED);
    private final MemorySegment headers = arena.allocate(CAPACITY * HEADER_BYTES, 8);
    private final MemorySegment vectors = arena.allocate(CAPACITY * VECTOR_BYTES, 8);
    private final MemorySegment addresses = arena.allocate(CAPACITY * 32L, 8);
    private final MemorySegment slots = arena.allocate((long) CAPACITY * SLOT_BYTES, 64);
    private int first;
    private int end;

    /**
     * @param descriptor of an unconnected, non-blocking UDP socket
     */
    LinuxDatagramSender(int descriptor) {
        this.descriptor = descriptor;
        for (int i = 0; i < CAPACITY; i++) {
            MemorySegment vector = vectors.asSlice(i * VECTOR_BYTES, VECTOR_BYTES);
            vector.set(ValueLayout.ADDRESS, 0, slots.asSlice((long) i * SLOT_BYTES, SLOT_BYTES));
            long header = i * HEADER_BYTES;
            headers.set(ValueLayout.ADDRESS, header + NAME, addresses.asSlice(i * 32L, 32));
            headers.set(ValueLayout.ADDRESS, header + VECTOR, vector);
            headers.set(ValueLayout.JAVA_LONG, header + VECTOR_COUNT, 1);
        }
    }

    @Override
    public boolean add(byte[] buffer, int offset, int length, UdpTuple to) {
        if (end == CAPACITY || length > SLOT_BYTES) {
            return false;
        }
        int slot = end++;
        MemorySegment.copy(buffer, offset, slots, ValueLayout.JAVA_BYTE, (long) slot * SLOT_BYTES, length);
        vectors.set(ValueLayout.JAVA_LONG, slot * VECTOR_BYTES + VECTOR_LENGTH, length);
        byte[] name = to.socketAddress();
        MemorySegment.copy(name, 0, addresses, ValueLayout.JAVA_BYTE, slot * 32L, name.length);
        headers.set(ValueLayout.JAVA_INT, slot * HEADER_BYTES + NAME_LENGTH, name.length);
        return true;
    }

    @Override
    public int flush() {
        int refused = 0;
        while (first < end) {
            int sent = sendmmsg(first, end - first);
            if (sent > 0) {
                first += sent;
                continue;
            }
            int errno = (int) ERRNO.get(captured, 0L);
            if (errno == EAGAIN) {
                moveToFront();
                return refused;
            }
            if (errno != EINTR) {
                // The call stops at a datagram the kernel refuses, such as one to a network it has no route to.
                first++;
                refused++;
            }
        }
        first = 0;
        end = 0;
        return refused;
    }

    /** Makes room behind what could not be sent yet; seldom, so it may copy. */
    private void moveToFront() {
        for (int from = first, to = 0; from > to && from < end; from++, to++) {
            MemorySegment.copy(slots, (long) from * SLOT_BYTES, slots, (long) to * SLOT_BYTES, SLOT_BYTES);
            MemorySegment.copy(addresses, from * 32L, addresses, to * 32L, 32);
            long length = vectors.get(ValueLayout.JAVA_LONG, from * VECTOR_BYTES + VECTOR_LENGTH);
            vectors.set(ValueLayout.JAVA_LONG, to * VECTOR_BYTES + VECTOR_LENGTH, length);
            int nameLength = headers.get(ValueLayout.JAVA_INT, from * HEADER_BYTES + NAME_LENGTH);
            headers.set(ValueLayout.JAVA_INT, to * HEADER_BYTES + NAME_LENGTH, nameLength);
        }
        end -= first;
        first = 0;
    }

    private int sendmmsg(int from, int count) {
        try {
            return (int) SENDMMSG.invokeExact(captured, descriptor, headers.asSlice(from * HEADER_BYTES), count, 0);
        } catch (Throwable impossible) {
            throw new LinkageError("sendmmsg cannot be called", impossible);
        }
    }

    @Override
    public boolean pending() {
        return first < end;
    }
}

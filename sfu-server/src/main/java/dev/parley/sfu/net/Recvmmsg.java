package dev.parley.sfu.net;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * {@code recvmmsg(2)} on a second descriptor of a socket: one that an event loop can wait for besides the first.
 *
 * <p>May be closed on any thread. The lock keeps a read from a number that is another socket's by then; nobody holds it
 * for longer than one system call takes, so that closing does not wait for a loop that hangs.
 */
final class Recvmmsg implements ReceiveCall {
    static final String NAME = "recvmmsg";

    private static final int MSG_DONTWAIT = 0x40;

    private static final MethodHandle DUP =
            LinuxCalls.handle("dup", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle RECVMMSG = LinuxCalls.handle(
            NAME,
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS));

    private final FileDescriptor descriptor;
    private final MemorySegment captured;

    /**
     * @param socket the first descriptor of a UDP socket
     * @param arena for a few bytes
     * @throws IOException when the process has no descriptors left
     */
    Recvmmsg(int socket, Arena arena) throws IOException {
        this.captured = arena.allocate(LinuxCalls.CAPTURED);
        this.descriptor = new FileDescriptor(duplicate(socket));
    }

    private int duplicate(int socket) throws IOException {
        int second;
        try {
            second = (int) DUP.invokeExact(captured, socket);
        } catch (Throwable impossible) {
            throw new LinkageError("dup cannot be called", impossible);
        }
        if (second < 0) {
            throw new IOException("no second descriptor for a socket: errno " + LinuxCalls.errno(captured));
        }
        return second;
    }

    FileDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public synchronized int receive(MemorySegment messages, int count) {
        if (!descriptor.isOpen()) {
            return -LinuxCalls.EBADF;
        }
        try {
            int read = (int) RECVMMSG.invokeExact(
                    captured, descriptor.intValue(), messages, count, MSG_DONTWAIT, MemorySegment.NULL);
            return read >= 0 ? read : -LinuxCalls.errno(captured);
        } catch (Throwable impossible) {
            throw new LinkageError("recvmmsg cannot be called", impossible);
        }
    }

    /** Closes this descriptor; the socket lives on while it has the first. */
    synchronized void close() {
        Binding.closeNow(descriptor);
    }
}

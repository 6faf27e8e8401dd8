package dev.parley.sfu.net;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** {@code recvmmsg(2)} on a second descriptor of a socket: one that an event loop can wait for besides the first. */
final class Recvmmsg extends SocketCall implements ReceiveCall {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int F_DUPFD_CLOEXEC = 1030;

    private static final MethodHandle FCNTL = LinuxCalls.handle(
            "fcntl",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle RECVMMSG = LinuxCalls.handle(
            "recvmmsg",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS));

    /**
     * @param socket the first descriptor of a UDP socket
     * @param arena for a few bytes
     * @throws IOException when the process has no descriptors left
     */
    Recvmmsg(FileDescriptor socket, Arena arena) throws IOException {
        super(new FileDescriptor(duplicate(socket.intValue(), arena)), arena);
    }

    private static int duplicate(int socket, Arena arena) throws IOException {
        MemorySegment captured = arena.allocate(LinuxCalls.CAPTURED);
        int second;
        try {
            second = (int) FCNTL.invokeExact(captured, socket, F_DUPFD_CLOEXEC, 0);
        } catch (Throwable impossible) {
            throw new LinkageError("fcntl cannot be called", impossible);
        }
        if (second < 0) {
            throw new IOException("no second descriptor for a socket: errno " + LinuxCalls.errno(captured));
        }
        return second;
    }

    /**
     * Why the system does not let this call be made, as a container's filter may not: an {@code errno}; 0 when it does.
     * Reads nothing.
     */
    int refusal() {
        return -call(MemorySegment.NULL, 0);
    }

    @Override
    public int receive(MemorySegment messages, int count) {
        return call(messages, count);
    }

    @Override
    int invoke(MemorySegment captured, int descriptor, MemorySegment messages, int count) throws Throwable {
        return (int) RECVMMSG.invokeExact(captured, descriptor, messages, count, MSG_DONTWAIT, MemorySegment.NULL);
    }

    /** Closes this descriptor; the socket lives on while it has the first. */
    void close() {
        Binding.closeNow(descriptor());
    }
}

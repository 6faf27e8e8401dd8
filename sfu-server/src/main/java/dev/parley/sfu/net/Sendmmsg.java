package dev.parley.sfu.net;

import io.netty.channel.unix.FileDescriptor;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** {@code sendmmsg(2)} on one descriptor. */
final class Sendmmsg extends SocketCall implements SendCall {
    private static final MethodHandle SENDMMSG = LinuxCalls.handle(
            "sendmmsg",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT));

    /**
     * @param descriptor of an unconnected, non-blocking UDP socket
     * @param arena for a few bytes
     */
    Sendmmsg(FileDescriptor descriptor, Arena arena) {
        super(descriptor, arena);
    }

    @Override
    public int send(MemorySegment messages, int count) {
        return call(messages, count);
    }

    @Override
    int invoke(MemorySegment captured, int descriptor, MemorySegment messages, int count) throws Throwable {
        return (int) SENDMMSG.invokeExact(captured, descriptor, messages, count, 0);
    }
}

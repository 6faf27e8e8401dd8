package dev.parley.sfu.net;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** {@code sendmmsg(2)} on one descriptor. */
final class Sendmmsg implements SendCall {
    private static final MethodHandle SENDMMSG = LinuxCalls.handle(
            "sendmmsg",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT));

    private final int descriptor;
    private final MemorySegment captured;

    /**
     * @param descriptor of an unconnected, non-blocking UDP socket
     * @param arena for a few bytes
     */
    Sendmmsg(int descriptor, Arena arena) {
        this.descriptor = descriptor;
        this.captured = arena.allocate(LinuxCalls.CAPTURED);
    }

    @Override
    public int send(MemorySegment messages, int count) {
        try {
            int sent = (int) SENDMMSG.invokeExact(captured, descriptor, messages, count, 0);
            return sent > 0 ? sent : -LinuxCalls.errno(captured);
        } catch (Throwable impossible) {
            throw new LinkageError("sendmmsg cannot be called", impossible);
        }
    }
}

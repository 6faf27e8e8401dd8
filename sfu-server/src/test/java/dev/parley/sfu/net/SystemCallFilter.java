package dev.parley.sfu.net;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What containers do to programs ({@code seccomp(2)}), to one thread and to those that it starts. */
final class SystemCallFilter {
    private static final int ENOSYS = 38;
    private static final int PR_SET_SECCOMP = 22;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final long SECCOMP_MODE_FILTER = 2;
    private static final int SECCOMP_RET_ERRNO = 0x0005_0000;
    private static final int SECCOMP_RET_ALLOW = 0x7fff_0000;

    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;

    private static final MethodHandle PRCTL = LinuxCalls.handle(
            "prctl",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

    private SystemCallFilter() {}

    /** The number of {@code recvmmsg} on this machine's processor. */
    static int recvmmsg() {
        return "amd64".equals(System.getProperty("os.arch")) ? 299 : 243;
    }

    /** From now on the system says to this thread that it knows no such call; false where there are no filters. */
    static boolean refuse(int call) {
        ByteBuffer filter = ByteBuffer.allocate(4 * Long.BYTES).order(ByteOrder.nativeOrder());
        add(filter, LOAD_WORD, 0, 0);
        add(filter, JUMP_IF_EQUAL, 1, call);
        add(filter, RETURN, 0, SECCOMP_RET_ERRNO | ENOSYS);
        add(filter, RETURN, 0, SECCOMP_RET_ALLOW);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment steps = arena.allocate(filter.capacity(), Long.BYTES);
            steps.copyFrom(MemorySegment.ofArray(filter.array()));
            MemorySegment program = arena.allocate(2 * Long.BYTES, Long.BYTES);
            program.set(ValueLayout.JAVA_SHORT, 0, (short) 4);
            program.set(ValueLayout.JAVA_LONG, Long.BYTES, steps.address());
            return prctl(arena, PR_SET_NO_NEW_PRIVS, 1, 0)
                    && prctl(arena, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program.address());
        }
    }

    private static void add(ByteBuffer filter, short code, int stepsIfNot, int operand) {
        filter.putShort(code).put((byte) 0).put((byte) stepsIfNot).putInt(operand);
    }

    private static boolean prctl(Arena arena, int option, long first, long second) {
        try {
            return (int) PRCTL.invokeExact(arena.allocate(LinuxCalls.CAPTURED), option, first, second, 0L, 0L) == 0;
        } catch (Throwable impossible) {
            throw new LinkageError("prctl cannot be called", impossible);
        }
    }
}

package dev.parley.sfu.net;

import io.netty.channel.unix.FileDescriptor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A system call for many messages on one descriptor, which any thread may close by {@link Binding#closeNow}. The
 * descriptor's lock keeps the call from a number that is another socket's by then; nobody holds it for longer than one
 * system call takes, so that closing does not wait for a loop that hangs.
 */
abstract class SocketCall {
    private final FileDescriptor descriptor;
    private final MemorySegment captured;

    /**
     * @param arena for a few bytes
     */
    SocketCall(FileDescriptor descriptor, Arena arena) {
        this.descriptor = descriptor;
        this.captured = arena.allocate(LinuxCalls.CAPTURED);
    }

    final FileDescriptor descriptor() {
        return descriptor;
    }

    /**
     * Makes the call.
     *
     * @param messages an array of {@code struct mmsghdr}
     * @param count how many it has
     * @return how many it was made for, or the negative {@code errno}
     */
    final int call(MemorySegment messages, int count) {
        synchronized (descriptor) {
            if (!descriptor.isOpen()) {
                return -LinuxCalls.EBADF;
            }
            try {
                int done = invoke(captured, descriptor.intValue(), messages, count);
                return done >= 0 ? done : -LinuxCalls.errno(captured);
            } catch (Throwable impossible) {
                throw new LinkageError("a system call cannot be made", impossible);
            }
        }
    }

    /** The system's function, with what it returns. */
    abstract int invoke(MemorySegment captured, int descriptor, MemorySegment messages, int count) throws Throwable;
}

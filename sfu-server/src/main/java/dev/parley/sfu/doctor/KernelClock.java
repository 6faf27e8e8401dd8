package dev.parley.sfu.doctor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Whether somebody keeps the kernel's clock right, by {@code adjtimex(2)}, which needs no right to ask. */
final class KernelClock {
    enum State {
        SYNCHRONISED,
        FREE,
        UNKNOWN
    }

    /** Larger than {@code struct timex} on every machine. All zero: nothing is to be changed. */
    private static final long BYTES = 256;

    private static final int TIME_ERROR = 5;

    private KernelClock() {}

    static State state() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("adjtimex")
                .map(function -> ask(linker, function))
                .orElse(State.UNKNOWN);
    }

    private static State ask(Linker linker, MemorySegment function) {
        try (Arena arena = Arena.ofConfined()) {
            int answer = (int)
                    linker.downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                            .invokeExact(arena.allocate(BYTES, Long.BYTES));
            return answer < 0 ? State.UNKNOWN : answer == TIME_ERROR ? State.FREE : State.SYNCHRONISED;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // what invokeExact declares
            throw new IllegalStateException("adjtimex cannot be called", e);
        }
    }
}

package dev.parley.sfu.net;

import dev.parley.sfu.transport.OutgoingSlot;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** Datagrams that leave together, and where they stand meanwhile. */
final class SendBatch {
    /** Datagrams in one batch: a picture of eight packets to 500 clients. */
    private static final int CAPACITY = 4_096;

    /** As many of the usual length. */
    private static final int CAPACITY_BYTES = 5 * 1024 * 1024;

    /** What a picture must not take, so that sound and requests have room when the kernel takes nothing: of either. */
    private static final int FOR_SHORT_ONES = CAPACITY / 8;

    private static final int FOR_SHORT_BYTES = SendMemory.CHUNK_BYTES;

    /** Sound, also where it is repeated (RED), reports and checks are not longer than this. */
    private static final int SHORT = 700;

    private final DatagramRuns runs = new DatagramRuns(CAPACITY);
    private final SendMemory memory;
    private int first;

    SendBatch(Arena arena) {
        this.memory = new SendMemory(arena, CAPACITY_BYTES);
    }

    /** The runs, of which those before {@link #first} are done with. */
    DatagramRuns runs() {
        return runs;
    }

    /** The run that leaves next. */
    int first() {
        return first;
    }

    /** The run that leaves next is done with. */
    void step() {
        first++;
    }

    boolean isEmpty() {
        return first == runs.size();
    }

    /** The run that a datagram of this length to this address can join, or {@link DatagramRuns#NONE}. */
    int joinable(UdpTuple to, int length, int mostSegments) {
        return runs.joinable(to, length, first, mostSegments);
    }

    /** Takes a copy; false when there is no room. */
    boolean add(byte[] buffer, int offset, int length, UdpTuple to, int mostSegments) {
        OutgoingSlot free = slot(length);
        if (free == null) {
            return false;
        }
        MemorySegment.copy(buffer, offset, free.memory(), ValueLayout.JAVA_BYTE, free.offset(), length);
        addSlot(length, to, mostSegments);
        return true;
    }

    /** Where the next datagram stands; null when there is no room. */
    @Nullable
    OutgoingSlot slot(int length) {
        boolean isShort = length <= SHORT;
        return runs.left() <= (isShort ? 0 : FOR_SHORT_ONES)
                ? null
                : memory.slot(length, isShort ? 0 : FOR_SHORT_BYTES);
    }

    /** Whether there is so much in it that what comes next leaves the processor's caches no place. */
    boolean isAmple() {
        return memory.chunks() > 1;
    }

    /** Adds what was written into the last {@link #slot}. */
    void addSlot(int length, UdpTuple to, int mostSegments) {
        long address = memory.take(length);
        int run = mostSegments > 1 ? joinable(to, length, mostSegments) : DatagramRuns.NONE;
        if (run == DatagramRuns.NONE) {
            runs.begin(to, address, length);
        } else {
            runs.join(run, address, length);
        }
    }

    /** All is done with. */
    void clear() {
        first = 0;
        runs.clear();
        memory.clear();
    }
}

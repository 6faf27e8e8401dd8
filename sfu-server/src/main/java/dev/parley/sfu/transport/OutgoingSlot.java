package dev.parley.sfu.transport;

import java.lang.foreign.MemorySegment;

/** Memory outside the heap from which a datagram leaves. One object is used for slot after slot. */
public final class OutgoingSlot {
    private MemorySegment memory = MemorySegment.NULL;
    private long offset;

    /** Is the slot that begins here from now on. */
    public OutgoingSlot at(MemorySegment newMemory, long newOffset) {
        memory = newMemory;
        offset = newOffset;
        return this;
    }

    /** What it is a part of. */
    public MemorySegment memory() {
        return memory;
    }

    /** Where in {@link #memory} it begins. */
    public long offset() {
        return offset;
    }
}

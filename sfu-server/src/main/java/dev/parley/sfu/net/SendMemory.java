package dev.parley.sfu.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory outside the heap in which datagrams stand one behind the other until the kernel has them. Grows in chunks to
 * what one batch needed once, up to its bound.
 */
final class SendMemory {
    /** Half of a processor's second cache. */
    private static final int CHUNK_BYTES = 256 * 1024;

    /** Each datagram begins where copying into it is fast. */
    private static final int ALIGNMENT = 16;

    private final MemorySegment[] chunks;
    private final Arena arena;
    private int chunk;
    private int used;

    /**
     * @param arena in which the chunks are made
     * @param bytes the bound, rounded up to whole chunks
     */
    SendMemory(Arena arena, int bytes) {
        this.arena = arena;
        this.chunks = new MemorySegment[(bytes + CHUNK_BYTES - 1) / CHUNK_BYTES];
        this.chunks[0] = arena.allocate(CHUNK_BYTES, ALIGNMENT);
    }

    /** Copies the bytes in; their address, or 0 when there is no room left. */
    long store(byte[] buffer, int offset, int length) {
        if (used + length > CHUNK_BYTES && !nextChunk()) {
            return 0;
        }
        MemorySegment memory = chunks[chunk];
        MemorySegment.copy(buffer, offset, memory, ValueLayout.JAVA_BYTE, used, length);
        long address = memory.address() + used;
        used += (length + ALIGNMENT - 1) & -ALIGNMENT;
        return address;
    }

    private boolean nextChunk() {
        if (chunk + 1 == chunks.length) {
            return false;
        }
        chunk++;
        used = 0;
        if (chunks[chunk] == null) {
            chunks[chunk] = arena.allocate(CHUNK_BYTES, ALIGNMENT);
        }
        return true;
    }

    /** Nobody needs what was stored any more. */
    void clear() {
        chunk = 0;
        used = 0;
    }
}

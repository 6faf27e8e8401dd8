package dev.parley.sfu.net;

import dev.parley.sfu.transport.OutgoingSlot;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap in which datagrams stand one behind the other until the kernel has them. Grows in chunks to
 * what one batch needed once, up to its bound.
 */
final class SendMemory {
    /** Half of a processor's second cache. */
    static final int CHUNK_BYTES = 256 * 1024;

    /** Each datagram begins where copying into it is fast. */
    private static final int ALIGNMENT = 16;

    private final MemorySegment[] chunks;
    private final Arena arena;
    private final OutgoingSlot slot = new OutgoingSlot();
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

    /**
     * Where the next datagram is to stand, or null when there is no room left.
     *
     * @param spared bytes, whole chunks, that are left for others
     */
    @Nullable
    OutgoingSlot slot(int length, int spared) {
        int bound = chunks.length - spared / CHUNK_BYTES;
        boolean fits = used + length <= CHUNK_BYTES ? chunk < bound : nextChunk(bound);
        return fits ? slot.at(chunks[chunk], used) : null;
    }

    /** Keeps what stands in the last {@link #slot}; its address. */
    long take(int length) {
        long address = chunks[chunk].address() + used;
        used += (length + ALIGNMENT - 1) & -ALIGNMENT;
        return address;
    }

    private boolean nextChunk(int bound) {
        if (chunk + 1 >= bound) {
            return false;
        }
        chunk++;
        used = 0;
        if (chunks[chunk] == null) {
            chunks[chunk] = arena.allocate(CHUNK_BYTES, ALIGNMENT);
        }
        return true;
    }

    /** How many chunks are in use. */
    int chunks() {
        return chunk + 1;
    }

    /** Nobody needs what was stored any more. */
    void clear() {
        chunk = 0;
        used = 0;
    }
}

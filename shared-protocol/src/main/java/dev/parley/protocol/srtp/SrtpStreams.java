package dev.parley.protocol.srtp;

import org.jspecify.annotations.Nullable;

/** The streams of one context by SSRC: an open-addressing table, because the packet path must not box the SSRC. */
final class SrtpStreams {
    private static final int INITIAL_SLOTS = 16;
    /** 2^32 divided by the golden ratio: spreads SSRCs that differ in few bits. */
    private static final int GOLDEN = 0x9e3779b9;

    private final int limit;
    private @Nullable SrtpStream[] slots = new SrtpStream[INITIAL_SLOTS];
    private int count;
    private @Nullable SrtpStream last;

    /**
     * An empty table.
     *
     * @param limit streams kept at most: bounds the memory an authenticated peer can claim
     */
    SrtpStreams(int limit) {
        this.limit = limit;
    }

    @Nullable
    SrtpStream find(int ssrc) {
        SrtpStream recent = last;
        if (recent != null && recent.ssrc == ssrc) {
            return recent;
        }
        SrtpStream found = slots[slotOf(slots, ssrc)];
        if (found != null) {
            last = found;
        }
        return found;
    }

    /** Keeps a stream that {@link #find} does not know; false when the table is full. */
    boolean add(SrtpStream stream) {
        if (count == limit) {
            return false;
        }
        if (count * 2 >= slots.length) {
            grow();
        }
        slots[slotOf(slots, stream.ssrc)] = stream;
        last = stream;
        count++;
        return true;
    }

    private void grow() {
        @Nullable SrtpStream[] larger = new SrtpStream[slots.length * 2];
        for (SrtpStream stream : slots) {
            if (stream != null) {
                larger[slotOf(larger, stream.ssrc)] = stream;
            }
        }
        slots = larger;
    }

    /** The slot that holds {@code ssrc}, or the free one where it belongs. Never full, so the search ends. */
    private static int slotOf(@Nullable SrtpStream[] slots, int ssrc) {
        int mask = slots.length - 1;
        int slot = (ssrc * GOLDEN) >>> 16 & mask;
        while (true) {
            SrtpStream stream = slots[slot];
            if (stream == null || stream.ssrc == ssrc) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }
}

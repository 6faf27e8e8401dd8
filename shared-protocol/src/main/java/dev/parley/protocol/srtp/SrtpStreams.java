package dev.parley.protocol.srtp;

import org.jspecify.annotations.Nullable;

/** The streams of one context by SSRC: an open-addressing table, because the packet path must not box the SSRC. */
final class SrtpStreams {
    /** With the array's header 48 bytes, since ZGC's references take eight: within a line of the processor's cache. */
    private static final int INITIAL_SLOTS = 4;
    /** 2^32 divided by the golden ratio: spreads SSRCs that differ in few bits. */
    private static final int GOLDEN = 0x9e3779b9;

    private @Nullable SrtpStream[] slots = new SrtpStream[INITIAL_SLOTS];
    private int count;

    @Nullable
    SrtpStream find(int ssrc) {
        return slots[slotOf(slots, ssrc)];
    }

    int count() {
        return count;
    }

    /** Keeps a stream that {@link #find} does not know. */
    void add(SrtpStream stream) {
        if (count * 2 >= slots.length) {
            grow();
        }
        slots[slotOf(slots, stream.ssrc)] = stream;
        count++;
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

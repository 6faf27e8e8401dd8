package dev.parley.sfu.load;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The streams of one transport by SSRC: an open-addressing table, because finding one must not box the SSRC. */
final class IncomingStreams {
    private static final int INITIAL_SLOTS = 16;
    /** 2^32 divided by the golden ratio: spreads SSRCs that differ in few bits. */
    private static final int GOLDEN = 0x9e3779b9;

    private @Nullable IncomingStream[] slots = new IncomingStream[INITIAL_SLOTS];
    private IncomingStream[] all = new IncomingStream[0];

    /** The stream, or null. */
    @Nullable
    IncomingStream find(int ssrc) {
        return slots[slotOf(slots, ssrc)];
    }

    /** Adds a stream; nothing happens when its SSRC is there already. */
    void add(IncomingStream stream) {
        if (find(stream.ssrc) != null) {
            return;
        }
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = stream;
        if (all.length * 2 > slots.length) {
            slots = new IncomingStream[slots.length * 2];
            for (IncomingStream each : all) {
                slots[slotOf(slots, each.ssrc)] = each;
            }
        } else {
            slots[slotOf(slots, stream.ssrc)] = stream;
        }
    }

    /** All streams; not to be written to. */
    IncomingStream[] all() {
        return all;
    }

    /** The slot that holds {@code ssrc}, or the free one where it belongs; the table is never full. */
    private static int slotOf(@Nullable IncomingStream[] slots, int ssrc) {
        int mask = slots.length - 1;
        int slot = (ssrc * GOLDEN) >>> 16 & mask;
        while (true) {
            IncomingStream stream = slots[slot];
            if (stream == null || stream.ssrc == ssrc) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }
}

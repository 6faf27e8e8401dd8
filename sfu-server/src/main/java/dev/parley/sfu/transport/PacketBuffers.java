package dev.parley.sfu.transport;

import dev.parley.sfu.consumer.PacketDraft;
import dev.parley.sfu.consumer.PacketSource;
import dev.parley.sfu.consumer.Stamps;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The memory in which a Worker's transports build packets and have them wait: one draft for the packet being built, and
 * copies of those that wait, which are used again and again.
 */
public final class PacketBuffers {
    /** The longest packet built, with what encryption adds. */
    private static final int PACKET_BUFFER = 2048;

    /** {@link SecureOutlet#MAXIMUM_PACKET} and what encryption adds. */
    private static final int WAITING_BUFFER = 1_500;

    /** Kept for the next peak: 3 MB. */
    private static final int MAXIMUM_FREE = 2_048;

    private final PacketDraft draft = new PacketDraft(PACKET_BUFFER);
    private final ArrayDeque<Waiting> free = new ArrayDeque<>();

    /** A packet that is complete but for its stamps, and waits for its turn. */
    static final class Waiting {
        final byte[] bytes = new byte[WAITING_BUFFER];
        final Stamps stamps = new Stamps();

        @Nullable
        PacketSource from;

        int length;
    }

    /** The next packet. */
    PacketDraft draft() {
        return draft;
    }

    /** A copy of the first {@code length} bytes of the {@link #draft}. */
    Waiting waiting(PacketSource from, int length) {
        Waiting waiting = free.isEmpty() ? new Waiting() : free.pop();
        System.arraycopy(draft.bytes(), 0, waiting.bytes, 0, length);
        waiting.stamps.copyForLater(draft.stamps());
        waiting.from = from;
        waiting.length = length;
        return waiting;
    }

    /** Nobody looks at it any more. */
    void release(Waiting waiting) {
        waiting.from = null;
        if (free.size() < MAXIMUM_FREE) {
            free.push(waiting);
        }
    }
}

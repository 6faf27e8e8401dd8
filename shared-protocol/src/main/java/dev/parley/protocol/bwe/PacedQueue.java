package dev.parley.protocol.bwe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Packets waiting in order, in a ring that grows to what was needed once. */
final class PacedQueue<P> {
    private static final int INITIAL = 64;

    private @Nullable Object[] packets = new @Nullable Object[INITIAL];
    private int[] sizes = new int[INITIAL];
    private long[] since = new long[INITIAL];
    private int head;
    private int count;
    private long bytes;

    void add(P packet, int size, long nowNanos) {
        if (count == packets.length) {
            grow();
        }
        int slot = head + count & packets.length - 1;
        packets[slot] = packet;
        sizes[slot] = size;
        since[slot] = nowNanos;
        count++;
        bytes += size;
    }

    /** The oldest; there must be one. */
    @SuppressWarnings("unchecked")
    P remove() {
        Object packet = packets[head];
        if (count == 0 || packet == null) {
            throw new IllegalStateException("nothing waits");
        }
        packets[head] = null;
        bytes -= sizes[head];
        head = head + 1 & packets.length - 1;
        count--;
        return (P) packet;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** Bytes of the oldest. */
    int headSize() {
        return sizes[head];
    }

    /** How long the oldest has waited; 0 when nothing waits. */
    long waitNanos(long nowNanos) {
        return count == 0 ? 0 : nowNanos - since[head];
    }

    private void grow() {
        int old = packets.length;
        @Nullable Object[] larger = Arrays.copyOf(packets, 2 * old);
        int[] largerSizes = Arrays.copyOf(sizes, 2 * old);
        long[] largerSince = Arrays.copyOf(since, 2 * old);
        // What stood in front of the head comes behind the old end.
        System.arraycopy(packets, 0, larger, old, head);
        System.arraycopy(sizes, 0, largerSizes, old, head);
        System.arraycopy(since, 0, largerSince, old, head);
        Arrays.fill(larger, 0, head, null);
        packets = larger;
        sizes = largerSizes;
        since = largerSince;
    }
}

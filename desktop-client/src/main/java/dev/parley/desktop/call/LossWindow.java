package dev.parley.desktop.call;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What share of the packets was lost in the last seconds, from counters that only grow.
 *
 * <p>Thread: any, one at a time.
 */
final class LossWindow {
    /** As long as a person still calls it now, and long enough that one packet is not much. */
    private static final long LENGTH_NANOS = 5_000_000_000L;

    private record Look(long nanos, long packets, long lost) {}

    private final Deque<Look> looks = new ArrayDeque<>();

    /**
     * The share since the first look of the last seconds, 0 to 1; since the beginning at the first one.
     *
     * @param packets that came, since the beginning
     * @param lost that did not, since the beginning
     */
    double share(long packets, long lost, long nowNanos) {
        Look last = looks.peekLast();
        if (last != null && (packets < last.packets() || lost < last.lost())) {
            looks.clear(); // one of the streams ended, and its counters with it
        }
        Look now = new Look(nowNanos, packets, lost);
        looks.add(now);
        while (nowNanos - looks.getFirst().nanos() > LENGTH_NANOS && looks.size() > 2) {
            looks.removeFirst();
        }
        Look first = looks.getFirst().equals(now) ? new Look(nowNanos, 0, 0) : looks.getFirst();
        long gone = lost - first.lost();
        long all = packets - first.packets() + gone;
        return all == 0 ? 0 : (double) gone / all;
    }
}

package dev.parley.sfu.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The transports of a Worker, and when there is something to do for each. Those times stand side by side, apart from the
 * transports: one for which nothing is due is not touched, since it has left the processor's caches with all that hangs on
 * it.
 *
 * <p>Thread: the Worker's.
 */
public final class TransportTicks {
    private final List<WebRtcTransport> transports = new ArrayList<>();
    private final Map<WebRtcTransport, Integer> places = new HashMap<>();
    private long[] dueNanos = new long[16];

    /** A transport, for which there is something to do from now on. */
    public void add(WebRtcTransport transport, long nowNanos) {
        int place = transports.size();
        if (place == dueNanos.length) {
            dueNanos = Arrays.copyOf(dueNanos, 2 * place);
        }
        dueNanos[place] = nowNanos;
        transports.add(transport);
        places.put(transport, place);
    }

    /** A transport is no more. */
    public void remove(WebRtcTransport transport) {
        Integer place = places.remove(transport);
        if (place != null) {
            int last = transports.size() - 1;
            WebRtcTransport moved = transports.removeLast();
            if (place != last) {
                transports.set(place, moved);
                dueNanos[place] = dueNanos[last];
                places.put(moved, place);
            }
        }
    }

    /** There is something to do for the transport at {@code nanos}, if not before. */
    public void due(WebRtcTransport transport, long nanos) {
        Integer place = places.get(transport);
        if (place != null) {
            due(place, nanos);
        }
    }

    private void due(int place, long nanos) {
        if (nanos - dueNanos[place] < 0) {
            dueNanos[place] = nanos;
        }
    }

    /**
     * Time passes; to be called every {@value WebRtcTransport#TICK_MILLIS} ms or so.
     *
     * @return for how many transports there was something to do
     */
    public int tick(long nowNanos) {
        int looked = 0;
        for (int place = 0; place < transports.size(); place++) {
            if (nowNanos - dueNanos[place] >= 0) {
                looked++;
                // Whoever says meanwhile that there is more to do says a time before this.
                dueNanos[place] = nowNanos + WebRtcTransport.LONGEST_WAIT_NANOS;
                due(place, transports.get(place).tick(nowNanos));
            }
        }
        return looked;
    }

    /** Whether there are no transports. */
    public boolean isEmpty() {
        return transports.isEmpty();
    }
}

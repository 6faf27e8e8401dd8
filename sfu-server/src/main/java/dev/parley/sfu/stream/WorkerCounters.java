package dev.parley.sfu.stream;

import java.util.Map;
import java.util.TreeMap;

/** How many packets were dropped for each reason. Written by the Worker's thread only. */
public final class DropCounters {
    private final long[] counts = new long[DropReason.values().length];
    private final long[] bySession = new long[dev.parley.protocol.session.DropReason.values().length];

    /** Counts one dropped packet. */
    public void count(DropReason reason) {
        counts[reason.ordinal()]++;
    }

    /** Counts one packet that its session refused. */
    public void count(dev.parley.protocol.session.DropReason reason) {
        bySession[reason.ordinal()]++;
    }

    /** The number of packets dropped for {@code reason}. */
    public long of(DropReason reason) {
        return counts[reason.ordinal()];
    }

    /** A copy of all counts that are not zero, by the names of their reasons. */
    public Map<String, Long> snapshot() {
        Map<String, Long> result = new TreeMap<>();
        for (DropReason reason : DropReason.values()) {
            result.put(reason.name(), of(reason));
        }
        for (dev.parley.protocol.session.DropReason reason : dev.parley.protocol.session.DropReason.values()) {
            result.put(reason.name(), bySession[reason.ordinal()]);
        }
        result.values().removeIf(count -> count == 0);
        return result;
    }
}

package dev.parley.sfu.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many connections are open, in all and from each address. Used on the control thread only. */
final class ConnectionCount {
    private final int max;
    private final int maxPerAddress;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int all;

    ConnectionCount(int max, int maxPerAddress) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
    }

    /** Counts a new connection, or refuses it: then it is not counted and must not be {@link #remove removed}. */
    boolean add(InetAddress from) {
        int same = byAddress.getOrDefault(from, 0);
        if (all >= max || (same >= maxPerAddress && !from.isLoopbackAddress())) {
            return false;
        }
        all++;
        byAddress.put(from, same + 1);
        return true;
    }

    void remove(InetAddress from) {
        all--;
        byAddress.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
    }
}

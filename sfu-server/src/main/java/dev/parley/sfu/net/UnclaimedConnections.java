package dev.parley.sfu.net;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many connections that belong to no transport each address has. */
final class UnclaimedConnections {
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();

    void add(Channel connection) {
        InetAddress address = address(connection);
        if (address != null) {
            byAddress.merge(address, 1, Integer::sum);
        }
    }

    void remove(Channel connection) {
        InetAddress address = address(connection);
        if (address != null) {
            byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    int from(Channel connection) {
        InetAddress address = address(connection);
        return address == null ? 0 : byAddress.getOrDefault(address, 0);
    }

    /** Netty keeps the address after the connection is gone; it has none when the client was gone before the accept. */
    private static @Nullable InetAddress address(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
    }
}

package dev.parley.sfu.signaling;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.SignalingCodec.Read.Received;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The {@code consume} requests that came before the client's receive transport: base clients send them as soon as they
 * hear of a producer. They are kept, some hundreds of them, for half a minute.
 */
final class KeptConsumes {
    static final int MAXIMUM = 300;
    static final long PATIENCE_NANOS = 30_000_000_000L;

    private record Kept(Received<ClientMessage> request, long untilNanos) {}

    private final Deque<Kept> kept = new ArrayDeque<>();

    /** Keeps a request; false when there are too many. */
    boolean keep(Received<ClientMessage> request, long nowNanos) {
        if (kept.size() >= MAXIMUM) {
            return false;
        }
        kept.add(new Kept(request, nowNanos + PATIENCE_NANOS));
        return true;
    }

    /** Takes out all, in the order they came. */
    List<Received<ClientMessage>> takeAll() {
        List<Received<ClientMessage>> all = kept.stream().map(Kept::request).toList();
        kept.clear();
        return all;
    }

    /** Takes out those that have waited too long. */
    List<Received<ClientMessage>> takeExpired(long nowNanos) {
        List<Received<ClientMessage>> expired = new ArrayList<>();
        while (!kept.isEmpty() && nowNanos - kept.peek().untilNanos() >= 0) {
            expired.add(kept.remove().request());
        }
        return expired;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }
}

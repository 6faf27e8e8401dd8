package dev.parley.sfu.router;

import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What a Worker read in one pass of its loop and is to be forwarded. When the pass has read all there is, it is: producer
 * by producer, consumer by consumer, and for each the packets in their order, rather than each packet to everyone. So the
 * state of a consumer, of its keys and of its path is brought into the processor's cache once for all of them, and what
 * goes to one client stands together.
 *
 * <p>One for all routers of a Worker. Thread: the Worker's.
 */
public final class ReadBurst {
    /** More than this is forwarded before more is read: 128 kB of copies. */
    static final int CAPACITY = 64;

    private final Executor afterReading;
    private final Runnable end = this::end;
    private final List<BurstPacket> copies = new ArrayList<>(CAPACITY);
    private final List<Route> routes = new ArrayList<>();
    private int held;
    private boolean endScheduled;
    private long nowNanos;

    /**
     * @param afterReading runs a task on the Worker's thread when all that can be read now was
     */
    public ReadBurst(Executor afterReading) {
        this.afterReading = afterReading;
    }

    /** Keeps a copy of a packet for the consumers of its route. */
    void add(Route route, MediaPacket packet, ReceiveStream from, long receivedNanos) {
        if (held == CAPACITY) {
            forward();
        }
        if (held == copies.size()) {
            copies.add(new BurstPacket());
        }
        BurstPacket copy = copies.get(held++);
        copy.hold(packet, from);
        nowNanos = receivedNanos;
        if (route.add(copy)) {
            routes.add(route);
        }
        if (!endScheduled) {
            endScheduled = true;
            afterReading.execute(end);
        }
    }

    private void end() {
        endScheduled = false;
        forward();
    }

    /** Forwards what there is now, because what follows must come after it. */
    void forward() {
        for (int i = 0; i < routes.size(); i++) {
            routes.get(i).forward(nowNanos);
        }
        routes.clear();
        held = 0;
    }
}

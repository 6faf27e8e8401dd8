package dev.parley.sfu.router;

import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a Worker has read and is to be forwarded. It is when all that there was to be read was: producer by producer,
 * consumer by consumer, and for each the packets in their order, rather than each packet to everyone. So the state of a
 * consumer, of its keys and of its path is brought into the processor's cache once for all of them, and what goes to one
 * client stands together. The first packets of a picture wait a moment for the others; and while packets come often,
 * pictures wait no longer than that for sound with which they can leave, which waits for nothing.
 *
 * <p>One for all routers of a Worker. Thread: the Worker's.
 */
public final class ReadBurst {
    /** When things are to happen, on the Worker's thread. */
    public interface Timing {
        /** Runs the task when all that can be read now was. */
        void afterReading(Runnable task);

        /** Runs the task in so many microseconds, if that is not cancelled before. */
        Future<?> later(Runnable task, int micros);

        /** The time now. */
        long nowNanos();
    }

    /** More than this is forwarded before more is read: 256 kB of copies. */
    static final int CAPACITY = 128;

    private final Timing timing;
    private final int gatherMicros;
    private final boolean byConsumer;
    private final Runnable end = this::end;
    private final Runnable gathered = this::gathered;
    private final List<BurstPacket> free = new ArrayList<>(CAPACITY);
    private final List<Route> routes = new ArrayList<>();
    private final List<Route> leaving = new ArrayList<>();
    private final List<Route> staying = new ArrayList<>();
    private final EqualLengths lengths = new EqualLengths();
    private final Busy busy = new Busy();
    private final AtomicInteger routers = new AtomicInteger();
    private int held;
    private boolean ending;
    private @Nullable Future<?> gathering;
    private long nowNanos;

    /**
     * @param settings how long the first packets of a picture wait for the others, and whether packets go consumer by
     *     consumer at all
     */
    public ReadBurst(Timing timing, UdpSettings settings) {
        this.timing = timing;
        this.gatherMicros = settings.gatherMicros();
        this.byConsumer = settings.byConsumer();
    }

    /** The number of one more router: what goes to one client is of one. On any thread. */
    int routerNumber() {
        return routers.getAndIncrement();
    }

    /** Keeps a copy of a packet for the consumers of its route. */
    void add(Route route, MediaPacket packet, ReceiveStream from, long receivedNanos) {
        if (held == CAPACITY) {
            forwardAll();
        }
        BurstPacket copy = free.isEmpty() ? new BurstPacket() : free.removeLast();
        copy.hold(packet, from, route.padded());
        held++;
        nowNanos = receivedNanos;
        if (route.isEmpty()) {
            routes.add(route);
        }
        route.hold(copy);
        busy.packet(receivedNanos);
        if (!byConsumer) {
            forwardAll();
        } else if (gatherMicros == 0 || !route.waits() || (route.complete() && !busy.isBusy())) {
            endSoon();
        } else if (gathering == null) {
            gathering = timing.later(gathered, gatherMicros);
        }
    }

    private void endSoon() {
        if (!ending) {
            ending = true;
            timing.afterReading(end);
        }
    }

    /** All was read: what need not wait is forwarded. */
    private void end() {
        ending = false;
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            (gatherMicros == 0 || !route.waits() || route.complete() ? leaving : staying).add(route);
        }
        routes.clear();
        routes.addAll(staying);
        staying.clear();
        forwardLeaving();
        Future<?> timer = gathering;
        if (routes.isEmpty() && timer != null) {
            // To wake up for nothing costs as much as a few packets.
            timer.cancel(false);
            gathering = null;
        }
    }

    /** Whatever is still missing has not come in time. */
    private void gathered() {
        gathering = null;
        nowNanos = timing.nowNanos();
        forwardAll();
    }

    private void forwardAll() {
        leaving.addAll(routes);
        routes.clear();
        forwardLeaving();
    }

    private void forwardLeaving() {
        for (int i = 0; i < leaving.size(); i++) {
            leaving.get(i).pipe();
        }
        for (int i = 0; i < leaving.size(); i++) {
            // Other Workers have it all at once, and before this one serves its own consumers.
            leaving.get(i).announce();
        }
        lengths.plan(leaving);
        for (int i = 0; i < leaving.size(); i++) {
            release(leaving.get(i));
        }
        leaving.clear();
    }

    /** Forwards what there is of a route, because what follows must come after it. */
    void forward(Route route) {
        routes.remove(route);
        release(route);
    }

    private void release(Route route) {
        held -= route.forward(nowNanos, free);
    }
}

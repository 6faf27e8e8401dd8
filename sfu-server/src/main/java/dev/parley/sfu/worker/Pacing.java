package dev.parley.sfu.worker;

import dev.parley.sfu.transport.WebRtcTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The Worker's transports that have packets waiting for their turn, and the timer that runs while there are any. What
 * they send in one pass leaves together, as everything does.
 */
final class Pacing {
    /** Fine enough that what leaves at once is a few packets, and coarse enough for one wake-up of many transports. */
    static final long INTERVAL_MICROS = 5_000;

    private final Executor later;
    private final Runnable pass = this::pass;
    private final List<WebRtcTransport> waiting = new ArrayList<>();
    private final List<WebRtcTransport> looked = new ArrayList<>();

    /**
     * @param later runs a task on the Worker's thread, {@link #INTERVAL_MICROS} later
     */
    Pacing(Executor later) {
        this.later = later;
    }

    /** Packets wait on this transport, and did not before. */
    void add(WebRtcTransport transport) {
        if (waiting.isEmpty() && looked.isEmpty()) {
            later.execute(pass);
        }
        waiting.add(transport);
    }

    private void pass() {
        long nowNanos = System.nanoTime();
        // Others may be added meanwhile.
        looked.addAll(waiting);
        waiting.clear();
        for (WebRtcTransport transport : looked) {
            if (transport.pace(nowNanos)) {
                waiting.add(transport);
            }
        }
        looked.clear();
        if (!waiting.isEmpty()) {
            later.execute(pass);
        }
    }
}

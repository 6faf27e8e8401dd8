package dev.parley.sfu.transport;

import dev.parley.sfu.consumer.Consumer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When each consumer of a transport is asked for its next sender report: not before it can have one, and less and less
 * often while it sends nothing. It decides itself whether a report is due; to ask it costs more than to know when to.
 */
final class SubscriberReports {
    /** Who asks a consumer. */
    interface Asking {
        /** Sends the report of the consumer if one is due, and says whether. */
        boolean report(Consumer consumer, long nowNanos);
    }

    /** While it has none it is asked again after this share of the time since it was added, within these bounds. */
    private static final int SHARE_OF_AGE = 8;

    private static final long SHORTEST_WITHOUT_NANOS = 50_000_000L;

    private static final long LONGEST_WITHOUT_NANOS = 500_000_000L;

    /** The first reports follow each other this soon, so that sound and pictures are in step early. */
    private static final long EARLY_WAIT_NANOS = 250_000_000L;

    private static final int EARLY_REPORTS = 5;

    /** From then on none follows another sooner. */
    private static final long WAIT_NANOS = 1_000_000_000L;

    /** Reports of several consumers fall due together. */
    private static final long TOGETHER_NANOS = 50_000_000L;

    private final List<Consumer> consumers = new ArrayList<>();
    private long[] dueNanos = new long[4];
    private long[] addedNanos = new long[4];
    private int[] reports = new int[4];
    private long nextNanos;

    /** A consumer that is asked from now on. */
    void add(Consumer consumer, long nowNanos) {
        int place = consumers.size();
        if (place == dueNanos.length) {
            dueNanos = Arrays.copyOf(dueNanos, 2 * place);
            addedNanos = Arrays.copyOf(addedNanos, 2 * place);
            reports = Arrays.copyOf(reports, 2 * place);
        }
        consumers.add(consumer);
        dueNanos[place] = nowNanos;
        addedNanos[place] = nowNanos;
        reports[place] = 0;
        nextNanos = nowNanos;
    }

    /** A consumer that is asked no more. */
    void remove(Consumer consumer) {
        int place = consumers.indexOf(consumer);
        if (place >= 0) {
            int last = consumers.size() - 1;
            consumers.set(place, consumers.get(last));
            consumers.removeLast();
            dueNanos[place] = dueNanos[last];
            addedNanos[place] = addedNanos[last];
            reports[place] = reports[last];
        }
    }

    /** Asks those whose time has come. */
    void tick(long nowNanos, Asking asking) {
        if (consumers.isEmpty() || nowNanos - nextNanos < 0) {
            return;
        }
        nextNanos = nowNanos + WebRtcTransport.LONGEST_WAIT_NANOS;
        for (int place = 0; place < consumers.size(); place++) {
            if (nowNanos - dueNanos[place] >= 0) {
                ask(place, nowNanos, asking);
            }
            if (dueNanos[place] - nextNanos < 0) {
                nextNanos = dueNanos[place];
            }
        }
    }

    private void ask(int place, long nowNanos, Asking asking) {
        long waitNanos;
        if (asking.report(consumers.get(place), nowNanos)) {
            waitNanos = ++reports[place] < EARLY_REPORTS ? EARLY_WAIT_NANOS : WAIT_NANOS;
        } else {
            long age = nowNanos - addedNanos[place];
            waitNanos = Math.clamp(age / SHARE_OF_AGE, SHORTEST_WITHOUT_NANOS, LONGEST_WITHOUT_NANOS);
        }
        dueNanos[place] = Math.ceilDiv(nowNanos + waitNanos, TOGETHER_NANOS) * TOGETHER_NANOS;
    }

    /** When {@link #tick} has something to do next; of no meaning without consumers. */
    long nextNanos() {
        return nextNanos;
    }
}

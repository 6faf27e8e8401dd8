package dev.parley.sfu.worker;

import org.jspecify.annotations.Nullable;

/**
 * How much of a core a Worker takes, or will soon: what it was seen to do, or what is to be expected of what it has, the
 * greater of both. Transports are mostly placed before anything flows.
 */
final class LoadEstimate {
    /** From half of a core on a Worker is loaded: the rest is for what comes unexpected. */
    static final double LOADED = 0.5;

    /** Of a core, for each transport that receives: five times what one of a broadcast takes. */
    private static final double FOR_RECEIVER = 0.004;

    /** Of a core, for each consumer: twice what one takes on an average, of small pictures and of voices that are withheld. */
    private static final double FOR_CONSUMER = 0.00025;

    /** The share of what was seen before in what is said now. */
    private static final double MEMORY = 0.5;

    private int receivers;
    private @Nullable WorkerLoad seen;
    private double busy;

    /** A transport that receives is placed, or is gone. */
    void receivers(int more) {
        receivers += more;
    }

    /** How many are placed. */
    int receivers() {
        return receivers;
    }

    /** Looked at again. */
    void seen(WorkerLoad now) {
        WorkerLoad before = seen;
        seen = now;
        if (before != null && now.cpuNanos() >= 0 && now.atNanos() > before.atNanos()) {
            double share = (double) (now.cpuNanos() - before.cpuNanos()) / (now.atNanos() - before.atNanos());
            busy = MEMORY * busy + (1 - MEMORY) * share;
        }
    }

    /** 0 is idle, 1 a whole core. */
    double value() {
        int consumers = seen == null ? 0 : seen.consumers();
        return Math.max(busy, FOR_RECEIVER * receivers + FOR_CONSUMER * consumers);
    }
}

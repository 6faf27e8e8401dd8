package dev.parley.protocol.bwe;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Decides when to look for more by sending faster for a moment: at the start, when a probe has found room, after a large
 * drop, and from time to time while the application sends less than it may.
 */
final class ProbeController {
    /** How often the start is tried when nothing comes of it. */
    private static final int STARTS = 3;

    private static final double FIRST = 3;
    private static final double SECOND = 6;

    /** After a probe that found at least {@link #SUCCESS} of what it looked for. */
    private static final double FURTHER = 2;

    private static final double SUCCESS = 0.7;

    private static final long RESULT_WAIT_NANOS = 1_000_000_000L;

    /** While application limited. */
    private static final long PERIOD_NANOS = 5_000_000_000L;

    private static final double PERIODIC = 2;

    /** A drop below this share is a large one. */
    private static final double LARGE_DROP = 0.66;

    /** Looks for this share of what there was before, and for this many times what there is at most. */
    private static final double RECOVERY = 0.85;

    private static final double RECOVERY_STEP = 2;

    /** After a large drop: first look, and longest time between two looks. */
    private static final long FIRST_RECOVERY_NANOS = 2_000_000_000L;

    private static final long MAX_RECOVERY_NANOS = 8_000_000_000L;

    /** After a look that found something, until the next. */
    private static final long RECOVERING_NANOS = 800_000_000L;

    /** What was found is gone again within this: others need it. The next look comes much later. */
    private static final long REGRET_NANOS = 3_000_000_000L;

    private static final long MAX_REGRET_NANOS = 60_000_000_000L;

    /** After this long the drop is no drop but how it is. */
    private static final long RECOVERY_END_NANOS = 120_000_000_000L;

    /** Of the height of what is no more, all but a third is forgotten after this long. */
    private static final double FADING_NANOS = 5e9;

    private static final long PROBE_NANOS = 15_000_000L;
    private static final int PROBE_PACKETS = 5;
    private static final int MAX_ID = 0xffff;

    private final ProbeMeasurements measurements;
    private final ArrayDeque<ProbeCluster> queue = new ArrayDeque<>();
    private long max;
    private int lastId;
    private boolean started;
    private int starts = 1;
    private boolean anyResult;
    private double expected;
    private long expectedUntilNanos;
    private long lastProbeNanos;
    private double beforeDrop;
    private long dropNanos;
    private long recoveryWaitNanos;
    private double highest;
    private long notedNanos;
    private boolean raised;
    private long raisedNanos;
    private long regretNanos;

    ProbeController(long max, ProbeMeasurements measurements) {
        this.max = max;
        this.measurements = measurements;
    }

    void max(long bitsPerSecond) {
        max = bitsPerSecond;
    }

    /** The first packets leave. */
    void start(double rate, long nowNanos) {
        if (!started) {
            started = true;
            notedNanos = nowNanos;
            add(FIRST * rate, nowNanos);
            add(SECOND * rate, nowNanos);
        }
    }

    /** A probe was measured and the estimate follows it. */
    void result(double rate, long nowNanos) {
        anyResult = true;
        boolean success = expected > 0 && nowNanos <= expectedUntilNanos && rate >= SUCCESS * expected;
        if (success && beforeDrop > 0) {
            expected = 0;
            raised = true;
            raisedNanos = nowNanos;
            recoveryWaitNanos = Math.max(RECOVERING_NANOS, regretNanos);
        } else if (success) {
            expected = 0;
            add(FURTHER * rate, nowNanos);
        }
    }

    /** Looks at the estimate as it is now. */
    void update(double rate, boolean quiet, boolean overuse, boolean limited, long nowNanos) {
        if (!started) {
            return;
        }
        noteDrop(rate, nowNanos);
        if (overuse && raised) {
            raised = false;
            if (nowNanos - raisedNanos < REGRET_NANOS) {
                regretNanos = Math.clamp(2 * regretNanos, FIRST_RECOVERY_NANOS, MAX_REGRET_NANOS);
                recoveryWaitNanos = regretNanos;
            }
        }
        boolean waiting = expected > 0 && nowNanos < expectedUntilNanos;
        if (expected > 0 && !waiting && !anyResult && starts < STARTS) {
            // Lost on the way, or the feedback was.
            starts++;
            add(FIRST * rate, nowNanos);
            return;
        }
        if (!quiet || waiting || !queue.isEmpty()) {
            return;
        }
        if (beforeDrop > 0 && nowNanos - Math.max(dropNanos, lastProbeNanos) >= recoveryWaitNanos) {
            recoveryWaitNanos = Math.max(Math.min(recoveryWaitNanos * 3 / 2, MAX_RECOVERY_NANOS), regretNanos);
            add(Math.min(RECOVERY * beforeDrop, RECOVERY_STEP * rate), nowNanos);
        } else if (limited && nowNanos - lastProbeNanos >= PERIOD_NANOS) {
            add(PERIODIC * rate, nowNanos);
        }
    }

    private void noteDrop(double rate, long nowNanos) {
        if (beforeDrop > 0) {
            if (rate >= RECOVERY * beforeDrop || nowNanos - dropNanos > RECOVERY_END_NANOS) {
                beforeDrop = 0;
                regretNanos = regretNanos / 2;
                highest = rate;
            }
        } else if (rate < LARGE_DROP * highest) {
            beforeDrop = highest;
            dropNanos = nowNanos;
            recoveryWaitNanos = Math.max(FIRST_RECOVERY_NANOS, regretNanos);
        } else {
            // What was reached for a moment only is no measure: it fades.
            highest = Math.max(rate, rate + (highest - rate) * Math.exp((notedNanos - nowNanos) / FADING_NANOS));
        }
        notedNanos = nowNanos;
    }

    /** Packets arrive again after a stall. */
    void recovered(double before, long nowNanos) {
        queue.clear();
        add(RECOVERY * before, nowNanos);
    }

    private void add(double wanted, long nowNanos) {
        double rate = Math.min(wanted, (double) max);
        if (rate <= 0) {
            return;
        }
        lastId = lastId % MAX_ID + 1;
        ProbeCluster cluster = new ProbeCluster(lastId, (long) rate, (int) (rate * PROBE_NANOS / 8e9), PROBE_PACKETS);
        queue.add(cluster);
        lastProbeNanos = nowNanos;
        expected = rate < max ? rate : 0;
        expectedUntilNanos = nowNanos + RESULT_WAIT_NANOS;
    }

    Optional<ProbeCluster> next(long nowNanos) {
        ProbeCluster cluster = queue.poll();
        if (cluster != null) {
            measurements.expect(cluster);
            lastProbeNanos = nowNanos;
            expectedUntilNanos = nowNanos + RESULT_WAIT_NANOS;
        }
        return Optional.ofNullable(cluster);
    }
}

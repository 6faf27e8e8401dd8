package dev.parley.sfu.stream;

import java.util.Arrays;
import java.util.List;

/** How often something took how long, in steps that are fixed from the start. Not thread-safe; {@link #values} is. */
public final class TimeHistogram {
    private final long[] boundsNanos;
    private final long[] counts;
    private long sumNanos;

    /**
     * Nothing is counted yet.
     *
     * @param boundsMillis the longest time of each step, ascending; one more step is without an end
     */
    TimeHistogram(long... boundsMillis) {
        boundsNanos =
                Arrays.stream(boundsMillis).map(millis -> millis * 1_000_000).toArray();
        counts = new long[boundsMillis.length + 1];
    }

    /** Counts one time; below 0 is taken for 0. */
    void add(long nanos) {
        long time = Math.max(nanos, 0);
        int step = 0;
        while (step < boundsNanos.length && time > boundsNanos[step]) {
            step++;
        }
        counts[step]++;
        sumNanos += time;
    }

    /** A copy. */
    Values values() {
        return new Values(
                Arrays.stream(boundsNanos).boxed().toList(),
                Arrays.stream(counts).boxed().toList(),
                sumNanos);
    }

    /**
     * What was counted so far.
     *
     * @param boundsNanos the longest time of each step but the last
     * @param counts of each step
     * @param sumNanos of all times
     */
    public record Values(List<Long> boundsNanos, List<Long> counts, long sumNanos) {}
}

package dev.parley.sfu.allocation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shares what a line carries among the streams that go over it. A pure function: the same demands and the same estimate
 * give the same layers.
 *
 * <ol>
 *   <li>Audio, and video that has no layers, is sent as it is.
 *   <li>Everyone gets the lowest layer, the most important stream whatever the estimate says. While that does not fit for
 *       all, the least important ones get nothing, and nobody gets more.
 *   <li>Then layer by layer: screens before people, by priority, and of one priority in turns, the largest picture first.
 * </ol>
 *
 * <p>What a stream had the last time it keeps while it fits; for anything above, the estimate must be well above the
 * sum, so that a picture does not change twice a second.
 */
public final class Allocator {
    /** The share of the estimate that may be used up by giving somebody more than before. */
    static final double RAISE_UP_TO = 0.87;

    private static final Comparator<Stream> BY_IMPORTANCE = Comparator.<Stream>comparingInt(
                    stream -> stream.demand.screenShare() ? 0 : 1)
            .thenComparingInt(stream -> -stream.demand.priority());

    private static final Comparator<Stream> BY_SIZE =
            BY_IMPORTANCE.thenComparingLong(stream -> -stream.demand.visiblePixels());

    private final long estimate;
    private long used;

    private Allocator(long estimate) {
        this.estimate = estimate;
    }

    private static final class Stream {
        final Demand demand;
        final Ladder ladder;
        int rung = -1;

        Stream(Demand demand) {
            this.demand = demand;
            this.ladder = new Ladder(demand);
        }
    }

    /**
     * What each stream gets.
     *
     * @param bitsPerSecond the estimate; {@link Long#MAX_VALUE} when nothing limits it
     * @return as many as there are demands, in their order
     */
    public static List<Layers> allocate(long bitsPerSecond, List<Demand> demands) {
        List<Stream> streams = demands.stream().map(Stream::new).toList();
        new Allocator(bitsPerSecond).share(streams);
        return streams.stream().map(stream -> stream.ladder.layers(stream.rung)).toList();
    }

    /** What the streams would cost if nothing limited them, in bits per second. */
    public static long wanted(List<Demand> demands) {
        long sum = 0;
        for (Demand demand : demands) {
            Ladder ladder = new Ladder(demand);
            sum += ladder.cost(ladder.size() - 1);
        }
        return sum;
    }

    private void share(List<Stream> streams) {
        List<Stream> layered = new ArrayList<>();
        for (Stream stream : streams) {
            if (stream.demand.audio() || stream.demand.unlayered()) {
                raise(stream);
            } else if (stream.ladder.size() > 0) {
                layered.add(stream);
            }
        }
        layered.sort(BY_SIZE);
        if (!layered.isEmpty() && lowest(layered)) {
            for (int from = 0; from < layered.size(); ) {
                int until = from + 1;
                while (until < layered.size() && BY_IMPORTANCE.compare(layered.get(from), layered.get(until)) == 0) {
                    until++;
                }
                rounds(layered.subList(from, until));
                from = until;
            }
        }
    }

    /** The lowest layer for everyone; whether all have it. */
    private boolean lowest(List<Stream> layered) {
        raise(layered.getFirst());
        boolean all = true;
        for (Stream stream : layered.subList(1, layered.size())) {
            all &= raiseIfItFits(stream);
        }
        return all;
    }

    /** One layer more for each of these in turn, until nothing fits any more. */
    private void rounds(List<Stream> equals) {
        List<Stream> rising = new ArrayList<>(equals);
        while (!rising.isEmpty()) {
            rising.removeIf(stream -> !raiseIfItFits(stream));
        }
    }

    private boolean raiseIfItFits(Stream stream) {
        int next = stream.rung + 1;
        if (next >= stream.ladder.size()) {
            return false;
        }
        long more = stream.ladder.cost(next) - stream.ladder.cost(stream.rung);
        double limit = next <= stream.ladder.last() ? estimate : RAISE_UP_TO * estimate;
        if (used + more > limit) {
            return false;
        }
        raise(stream);
        return true;
    }

    private void raise(Stream stream) {
        if (stream.rung + 1 < stream.ladder.size()) {
            used += stream.ladder.cost(stream.rung + 1) - stream.ladder.cost(stream.rung);
            stream.rung++;
        }
    }
}

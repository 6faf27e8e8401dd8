package dev.parley.sfu.allocation;

import dev.parley.sfu.stream.LayerRate;
import java.util.ArrayList;
import java.util.List;

/** The layers of a stream worth having for its subscriber, each better and dearer than the one before. */
final class Ladder {
    private final List<LayerRate> rungs = new ArrayList<>();
    private final int last;

    Ladder(Demand demand) {
        Layers reached = Layers.NONE;
        for (LayerRate rate : demand.layers()) {
            Layers layers = Layers.of(rate);
            // A layer that costs more than a better one is never taken.
            if (layers.compareTo(reached) > 0 && layers.compareTo(demand.preferred()) <= 0) {
                rungs.add(rate);
                reached = layers;
            }
        }
        if (rungs.isEmpty() && !demand.layers().isEmpty()) {
            // Less than there is was wanted; the least there is comes closest.
            rungs.add(demand.layers().getFirst());
        }
        int rung = -1;
        while (rung + 1 < rungs.size() && Layers.of(rungs.get(rung + 1)).compareTo(demand.last()) <= 0) {
            rung++;
        }
        last = rung;
    }

    /** How many rungs there are. */
    int size() {
        return rungs.size();
    }

    /** The rung it stood on the last time, or -1. */
    int last() {
        return last;
    }

    Layers layers(int rung) {
        return rung < 0 ? Layers.NONE : Layers.of(rungs.get(rung));
    }

    /** Bits per second up to this rung, 0 for -1. */
    long cost(int rung) {
        return rung < 0 ? 0 : rungs.get(rung).bitsPerSecond();
    }
}

package dev.parley.sfu.allocation;

import dev.parley.sfu.stream.LayerRate;
import java.util.ArrayList;
import java.util.List;

/** The layers of a stream worth having for its subscriber, each better and dearer than the one before. */
final class Ladder {
    /**
     * The height of the smallest of three layers of a camera in 720p, of which each next one has twice as much. What a
     * publisher really sends is not known here; whoever sends larger pictures has sharper thumbnails than needed.
     */
    private static final int LOWEST_HEIGHT = 180;

    /** A picture may be enlarged by so much before a larger layer is worth its bits. */
    private static final double ENLARGED = 1.2;

    /** A wide tile that is not high shows a picture cut at top and bottom, scaled by its width. */
    private static final double HEIGHT_OF_WIDTH = 9.0 / 16;

    private final List<LayerRate> rungs = new ArrayList<>();
    private final int last;

    Ladder(Demand demand) {
        int highest = highestOfUse(demand);
        Layers reached = Layers.NONE;
        for (LayerRate rate : demand.layers()) {
            Layers layers = Layers.of(rate);
            // A layer that costs more than a better one is never taken.
            if (layers.compareTo(reached) > 0
                    && rate.spatialLayer() <= highest
                    && layers.compareTo(demand.preferred()) <= 0) {
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

    /** Above which spatial layer a viewer sees no difference. */
    private static int highestOfUse(Demand demand) {
        double shown = Math.max(demand.visibleHeight(), demand.visibleWidth() * HEIGHT_OF_WIDTH);
        if (demand.screenShare() || shown == 0) {
            return Integer.MAX_VALUE;
        }
        int spatial = 0;
        for (double height = LOWEST_HEIGHT * ENLARGED; height < shown; height *= 2) {
            spatial++;
        }
        return spatial;
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

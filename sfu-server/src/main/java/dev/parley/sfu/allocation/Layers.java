package dev.parley.sfu.allocation;

import dev.parley.sfu.stream.LayerRate;
import dev.parley.sfu.stream.LayeredStream;

/**
 * Up to where a stream is forwarded. Ordered by the picture's size first, then by its rate.
 *
 * @param spatial 0 is the smallest picture; {@link LayeredStream#NO_LAYER} for nothing
 * @param temporal 0 is the fewest pictures a second; {@link LayeredStream#NO_LAYER} for nothing
 */
public record Layers(int spatial, int temporal) implements Comparable<Layers> {
    /** Nothing is forwarded. */
    public static final Layers NONE = new Layers(LayeredStream.NO_LAYER, LayeredStream.NO_LAYER);

    static Layers of(LayerRate rate) {
        return new Layers(rate.spatialLayer(), rate.temporalLayer());
    }

    @Override
    public int compareTo(Layers other) {
        return spatial != other.spatial
                ? Integer.compare(spatial, other.spatial)
                : Integer.compare(temporal, other.temporal);
    }
}

package dev.parley.sfu.allocation;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.stream.LayerRate;
import dev.parley.sfu.stream.LayeredStream;
import java.util.List;

/**
 * What one stream that flows would like to have.
 *
 * @param audio audio gets what it needs before anything else
 * @param screenShare goes before pictures of people
 * @param priority 1 to 255, higher goes first
 * @param layers what each layer costs, in ascending order of bits; none above what its visible size can show
 * @param preferred nothing above it is wanted
 * @param visibleWidth pixels, 0 when not known
 * @param visibleHeight pixels, 0 when not known
 * @param last what it was given the last time
 */
public record Demand(
        boolean audio,
        boolean screenShare,
        int priority,
        List<LayerRate> layers,
        Layers preferred,
        int visibleWidth,
        int visibleHeight,
        Layers last) {
    public Demand {
        layers = List.copyOf(layers);
    }

    static Demand of(LayeredStream stream, Layers last) {
        return new Demand(
                stream.kind() == MediaKind.AUDIO,
                stream.screenShare(),
                stream.priority(),
                stream.layers(),
                new Layers(stream.preferredSpatialLayer(), stream.preferredTemporalLayer()),
                stream.visibleWidth(),
                stream.visibleHeight(),
                last);
    }

    /** A stream that is what it is: it can be sent whole or not at all. */
    boolean unlayered() {
        return layers.size() == 1
                && layers.getFirst().spatialLayer() == 0
                && layers.getFirst().temporalLayer() == 0;
    }

    /** The size of the picture on the subscriber's screen, of which a larger one goes first. */
    long visiblePixels() {
        return (long) visibleWidth * visibleHeight;
    }
}

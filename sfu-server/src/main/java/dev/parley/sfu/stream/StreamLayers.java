package dev.parley.sfu.stream;

import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.media.ScalabilityMode;

/**
 * The layers that each of a producer's streams is announced to have.
 *
 * @param mode of each
 * @param spatialLayers of each: one where there are several streams, which are the spatial layers then
 */
public record StreamLayers(ScalabilityMode mode, int spatialLayers) {
    /** More than anybody codes; ids have three bits in VP9, two in AV1. */
    private static final int MOST_SPATIAL_LAYERS = 8;

    /** Those in the parameters of a producer. */
    public static StreamLayers of(RtpParameters parameters) {
        ScalabilityMode mode =
                ScalabilityMode.of(parameters.encodings().getFirst().scalabilityMode());
        boolean alone = parameters.encodings().size() == 1;
        return new StreamLayers(mode, alone ? Math.min(mode.spatialLayers(), MOST_SPATIAL_LAYERS) : 1);
    }
}

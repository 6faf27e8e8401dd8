package dev.parley.sfu.stream;

import dev.parley.protocol.media.ScalabilityMode;
import dev.parley.protocol.payload.DependencyStructures;

/** What must be known of a stream to understand the layers of its packets. */
public final class KnownLayers {
    /** Of a stream without layers. */
    static final KnownLayers NONE = new KnownLayers(ScalabilityMode.NONE);

    private final ScalabilityMode mode;
    private final DependencyStructures structures = new DependencyStructures();

    /** Of a stream of which no packet has come yet. */
    KnownLayers(ScalabilityMode mode) {
        this.mode = mode;
    }

    /** As its publisher announced it. */
    ScalabilityMode mode() {
        return mode;
    }

    /** How many temporal layers its publisher announced, at least one. */
    public int temporalLayers() {
        return mode.temporalLayers();
    }

    /** Those that came with key frames. */
    DependencyStructures structures() {
        return structures;
    }
}

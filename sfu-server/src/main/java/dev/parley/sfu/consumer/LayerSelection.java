package dev.parley.sfu.consumer;

import static dev.parley.sfu.stream.LayeredStream.NO_LAYER;

import dev.parley.sfu.stream.ReceivedLayers;

/**
 * Which layers a consumer is to forward, and which it does: what its subscriber prefers, what the allocation of bandwidth
 * allows, and what is being received at all, the least of the three.
 */
final class LayerSelection {
    /** The highest temporal layer there can be. */
    static final int TOP_TEMPORAL = 7;

    private final ReceivedLayers received;
    private final int count;
    private int preferredSpatial;
    private int preferredTemporal = TOP_TEMPORAL;
    private int targetSpatial;
    private int targetTemporal = TOP_TEMPORAL;
    private int shown;
    private int desiredSpatial;
    private int wantedSpatial;
    private int currentSpatial = NO_LAYER;
    private int currentTemporal = NO_LAYER;

    /**
     * @param count how many spatial layers the subscriber can decode
     */
    LayerSelection(ReceivedLayers received, int count) {
        this.received = received;
        this.count = count;
        this.preferredSpatial = count - 1;
        this.targetSpatial = preferredSpatial;
        chooseAgain();
    }

    /** Other layers are being received than before. */
    void chooseAgain() {
        desiredSpatial = Math.min(preferredSpatial, received.enoughFor(shown));
        wantedSpatial = targetSpatial < 0 ? NO_LAYER : received.best(Math.min(targetSpatial, desiredSpatial));
    }

    /** The longer side of the place where it is shown, in pixels; 0 when that is not known. */
    void shownIn(int pixels) {
        shown = pixels;
        chooseAgain();
    }

    void prefer(int spatial, int temporal) {
        preferredSpatial = Math.clamp(spatial, 0, count - 1);
        preferredTemporal = Math.clamp(temporal, 0, TOP_TEMPORAL);
        chooseAgain();
    }

    void target(int spatial, int temporal) {
        targetSpatial = spatial;
        targetTemporal = temporal;
        chooseAgain();
    }

    int preferredSpatial() {
        return preferredSpatial;
    }

    int preferredTemporal() {
        return preferredTemporal;
    }

    /** The highest spatial layer that is of any use to the subscriber, whatever its line carries. */
    int desiredSpatial() {
        return desiredSpatial;
    }

    /** The spatial layer to forward, or to wait for a key frame of; none when nothing may be forwarded. */
    int wantedSpatial() {
        return wantedSpatial;
    }

    /** The highest temporal layer to forward of the wanted spatial layer, or of one that goes on until it comes. */
    int wantedTemporal() {
        return Math.max(Math.min(targetTemporal, preferredTemporal), 0);
    }

    /** A key frame of this spatial layer is forwarded: all pictures after it can be. */
    void began(int spatial) {
        currentSpatial = spatial;
        currentTemporal = wantedTemporal();
    }

    /** These layers of a stream that has several are forwarded. */
    void forwarding(int spatial, int temporal) {
        currentSpatial = spatial;
        currentTemporal = temporal;
    }

    /** Nothing is forwarded any more. */
    void ended() {
        currentSpatial = NO_LAYER;
        currentTemporal = NO_LAYER;
    }

    /**
     * Whether a picture of this temporal layer is forwarded; the layers change where a picture begins.
     *
     * @param start whether the packet begins the picture
     * @param sync whether the picture needs the lowest layer only, so that a higher one can be begun with it
     */
    boolean forwards(int temporal, boolean start, boolean sync) {
        int wanted = wantedTemporal();
        if (start && currentTemporal > wanted) {
            currentTemporal = wanted;
        } else if (start && sync && temporal == currentTemporal + 1 && temporal <= wanted) {
            // One at a time: a picture of the layer between may come that needs one that was left out.
            currentTemporal = temporal;
        }
        return temporal <= currentTemporal;
    }

    int currentSpatial() {
        return currentSpatial;
    }

    /** The highest temporal layer that is forwarded and there is, or none. */
    int currentTemporal() {
        return currentTemporal;
    }
}

package dev.parley.sfu.stream;

import dev.parley.protocol.media.MediaKind;
import java.util.List;

/**
 * A stream towards a subscriber as the allocation of its bandwidth sees it: what it could be, what its subscriber would
 * like, and what it is told to be.
 *
 * <p>Thread: the Worker's.
 */
public interface LayeredStream {
    /** Stands for no layer at all. */
    int NO_LAYER = -1;

    /** Audio or video. */
    MediaKind kind();

    /** Whether anything can flow: neither this stream nor its producer is paused. */
    boolean flows();

    /** How much it matters among the streams of its subscriber, 1 (least) to 255. */
    int priority();

    /**
     * The layers that are being received now, in ascending order of bits; a single entry (0, 0) for a stream that has no
     * layers, none while nothing is received.
     */
    List<LayerRate> layers();

    /** The highest spatial layer that its subscriber wants. */
    int preferredSpatialLayer();

    /** The highest temporal layer that its subscriber wants of the highest spatial layer. */
    int preferredTemporalLayer();

    /** How wide its picture is shown, in pixels; 0 when that is not known. */
    int visibleWidth();

    /** How high its picture is shown, in pixels; 0 when that is not known. */
    int visibleHeight();

    /** Whether it shows a screen rather than a person. */
    boolean screenShare();

    /** Says how much may be forwarded from now on; {@link #NO_LAYER} twice for nothing at all. */
    void target(int spatialLayer, int temporalLayer);

    /** The spatial layer forwarded now, or {@link #NO_LAYER}. */
    int currentSpatialLayer();

    /** The highest temporal layer forwarded now, or {@link #NO_LAYER}. */
    int currentTemporalLayer();
}

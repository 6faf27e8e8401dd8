package dev.parley.sfu.stream;

/**
 * What a packet says of the layers of its stream: of which its frame is, and of what else it is a part. A target is a
 * spatial and a temporal layer of the stream, to be decoded with all that they need. A view, for packet after packet.
 */
public sealed interface FrameLayers permits DependencyFrame, Vp9Frame {
    /** Stands for no chain. */
    int NO_CHAIN = -1;

    /** Whether the packet begins its frame. */
    boolean startOfFrame();

    /** Whether the packet ends its frame. */
    boolean endOfFrame();

    /** Whether the packet begins a frame with which decoding can begin. */
    boolean keyFrame();

    /** The frame's spatial layer. */
    int spatialLayer();

    /** The frame's temporal layer. */
    int temporalLayer();

    /** Tells the frame from the others of some seconds. */
    int number();

    /** Whether the frame is needed for this target. */
    boolean isPartOf(int spatialLayer, int temporalLayer);

    /**
     * Whether this target can be decoded from this frame on, as far as what the frame itself refers to is there.
     *
     * @param before the highest temporal layer of the spatial layer that is decoded up to now; -1 for none
     */
    boolean switchesTo(int spatialLayer, int temporalLayer, int before);

    /** Whether all frames of the lower target are frames of this target. */
    boolean includes(int spatialLayer, int temporalLayer, int lowerSpatial, int lowerTemporal);

    /** To how many frames it is known to refer. */
    int references();

    /** The number of a frame it refers to. */
    int reference(int index);

    /** How many chains there are, 0 to 32. */
    int chains();

    /** The chain that must be whole for the target to be decoded. */
    int chainOf(int spatialLayer, int temporalLayer);

    /** Whether the chain begins with this frame, and all before it is of no importance. */
    boolean beginsChain(int chain);

    /** The number of the chain's last frame before this one. */
    int chainBefore(int chain);

    /** Whether the packet says that this spatial layer is sent from now on. */
    boolean announces(int spatialLayer);

    /** The longer side of the pictures of a spatial layer, in pixels; 0 when the packet does not say. */
    int pictureSize(int spatialLayer);
}

package dev.parley.sfu.stream;

import dev.parley.protocol.media.ScalabilityMode;
import dev.parley.protocol.payload.Vp9Descriptor;
import dev.parley.protocol.rtp.RtpPacket;

/**
 * The layers of a frame as its VP9 payload descriptor and the scalability mode of its stream have them: browsers send VP9
 * without a dependency descriptor.
 */
public final class Vp9Frame implements FrameLayers {
    /** Spatial layer ids have three bits (RFC 9628, section 4.2). */
    private static final int SPATIAL_LAYERS = 8;

    /** Where there are no picture ids, pictures are told apart by milliseconds of the RTP clock. */
    private static final int TICKS_PER_NUMBER = 90;

    private final Vp9Descriptor descriptor = new Vp9Descriptor();
    private ScalabilityMode mode = ScalabilityMode.NONE;
    private int timestamp;

    /** Whether the packet's payload descriptor could be read. */
    boolean show(RtpPacket rtp, ScalabilityMode ofStream) {
        mode = ofStream;
        timestamp = rtp.timestamp();
        return descriptor.parse(rtp.buffer(), rtp.payloadOffset(), rtp.payloadLength());
    }

    @Override
    public boolean startOfFrame() {
        return descriptor.startOfFrame();
    }

    @Override
    public boolean endOfFrame() {
        return descriptor.endOfFrame();
    }

    @Override
    public boolean keyFrame() {
        return descriptor.keyFrame();
    }

    @Override
    public int spatialLayer() {
        return Math.max(descriptor.spatialId(), 0);
    }

    @Override
    public int temporalLayer() {
        return Math.max(descriptor.temporalId(), 0);
    }

    @Override
    public int number() {
        int picture = descriptor.pictureId();
        return (picture >= 0 ? picture : Integer.divideUnsigned(timestamp, TICKS_PER_NUMBER)) * SPATIAL_LAYERS
                + spatialLayer();
    }

    /** Whether spatial layers of one picture depend on each other, except in key frames. */
    private boolean layersLean() {
        return !mode.keyFramesOnly() && !mode.independent();
    }

    @Override
    public boolean isPartOf(int spatialLayer, int temporalLayer) {
        int its = spatialLayer();
        boolean below =
                its < spatialLayer && (layersLean() || (!mode.independent() && !descriptor.interPicturePredicted()));
        return temporalLayer() <= temporalLayer && (its == spatialLayer || below);
    }

    @Override
    public boolean switchesTo(int spatialLayer, int temporalLayer, int before) {
        if (!startOfFrame()) {
            return false;
        }
        if (!descriptor.interPicturePredicted()) {
            return spatialLayer() == (mode.independent() ? spatialLayer : 0);
        }
        // What comes after it of its own temporal layer needs nothing of that layer from before it.
        return descriptor.switchingUpPoint()
                && before >= 0
                && temporalLayer() == before + 1
                && temporalLayer == before + 1
                && spatialLayer() == (layersLean() ? 0 : spatialLayer);
    }

    @Override
    public boolean includes(int spatialLayer, int temporalLayer, int lowerSpatial, int lowerTemporal) {
        return lowerTemporal <= temporalLayer
                && (lowerSpatial == spatialLayer || (layersLean() && lowerSpatial < spatialLayer));
    }

    @Override
    public int references() {
        return 0;
    }

    @Override
    public int reference(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int chains() {
        return 0;
    }

    @Override
    public int chainOf(int spatialLayer, int temporalLayer) {
        return NO_CHAIN;
    }

    @Override
    public boolean beginsChain(int chain) {
        throw new IndexOutOfBoundsException(chain);
    }

    @Override
    public int chainBefore(int chain) {
        throw new IndexOutOfBoundsException(chain);
    }

    @Override
    public boolean announces(int spatialLayer) {
        return spatialLayer < descriptor.spatialLayers();
    }

    @Override
    public int pictureSize(int spatialLayer) {
        return descriptor.pictureSize(spatialLayer);
    }
}

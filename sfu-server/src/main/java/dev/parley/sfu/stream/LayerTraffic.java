package dev.parley.sfu.stream;

import dev.parley.protocol.feedback.RateWindow;
import org.jspecify.annotations.Nullable;

/** What one spatial layer costs, by temporal layer, and when its last pictures came. Allocates when a layer is first seen. */
public final class LayerTraffic {
    /** So many pictures ago is remembered: more than one may be late without its layer having stopped. */
    private static final int PICTURES = 4;

    private static final int TEMPORAL_LAYERS = 8;

    private final @Nullable RateWindow[] rates = new @Nullable RateWindow[TEMPORAL_LAYERS];
    private final long[] pictureNanos = new long[PICTURES];
    private int temporalLayers;
    private long pictures;
    private int pictureSize;
    private int lastTimestamp;
    private long packets;
    private long bytes;
    private boolean known;
    private long lastNanos;

    /**
     * A packet that is needed for it.
     *
     * @param spatialLayer which layer of its stream this is
     * @param newest whether it has the highest sequence number so far
     */
    void received(MediaPacket packet, int spatialLayer, boolean newest, long nowNanos) {
        int layer = packet.temporalLayer();
        RateWindow rate = rates[layer];
        if (rate == null) {
            rate = new RateWindow();
            rates[layer] = rate;
            temporalLayers = Math.max(temporalLayers, layer + 1);
        }
        rate.add(packet.rtp().length(), nowNanos);
        packets++;
        bytes += packet.rtp().length();
        if (packet.spatialLayer() != spatialLayer) {
            return; // of a layer below, without which this one is nothing
        }
        known = true;
        lastNanos = nowNanos;
        int timestamp = packet.rtp().timestamp();
        if (newest && (pictures == 0 || timestamp != lastTimestamp)) {
            lastTimestamp = timestamp;
            pictureNanos[(int) (pictures % PICTURES)] = nowNanos;
            pictures++;
        }
    }

    /** A packet that may say how large its pictures are; the key frame of a layer below can. */
    void learnSize(MediaPacket packet, int spatialLayer) {
        if (packet.keyFrame()) {
            int size = packet.pictureSize(spatialLayer);
            pictureSize = size > 0 ? size : pictureSize;
        }
    }

    /** It is to come from now on. */
    void announced(long nowNanos) {
        known = true;
        lastNanos = nowNanos;
    }

    /** Whether it was announced, or any packet of its own came. */
    boolean known() {
        return known;
    }

    /** When the last packet of its own came, or was announced. */
    long lastNanos() {
        return lastNanos;
    }

    /** How many temporal layers were seen, 1 at least once anything came. */
    public int temporalLayers() {
        return temporalLayers;
    }

    /** Bits a second of all layers up to this one, over the last second. */
    public long bitsPerSecond(int temporalLayer, long nowNanos) {
        long bits = 0;
        for (int layer = 0; layer <= Math.min(temporalLayer, TEMPORAL_LAYERS - 1); layer++) {
            RateWindow rate = rates[layer];
            bits += rate == null ? 0 : rate.bitsPerSecond(nowNanos);
        }
        return bits;
    }

    /** Whether at least {@value #PICTURES} pictures have come since then. */
    boolean hasPicturesSince(long nanos) {
        return pictures >= PICTURES && pictureNanos[(int) (pictures % PICTURES)] - nanos > 0;
    }

    /** Pictures, or packets of sound, so far. */
    public long pictures() {
        return pictures;
    }

    /** The longer side of its pictures, in pixels; 0 when that is not known. */
    public int pictureSize() {
        return pictureSize;
    }

    /** Packets so far, those that were sent again included. */
    public long packets() {
        return packets;
    }

    /** Bytes of them, RTP headers included. */
    public long bytes() {
        return bytes;
    }
}

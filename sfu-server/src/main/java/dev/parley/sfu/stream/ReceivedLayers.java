package dev.parley.sfu.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The encodings of one producer, which are its spatial layers, as far as they are being received; and which of them can
 * be forwarded. Its producer keeps it, its consumers look at it.
 *
 * <p>Thread: the Worker's.
 */
public final class ReceivedLayers {
    /** An encoding that brings nothing for this long while another one brings picture after picture has stopped. */
    private static final long STOPPED_NANOS = 200_000_000L;

    /** A picture may be shown larger than it is by this without looking bad. */
    private static final double MOST_ENLARGED = 1.25;

    private final @Nullable ReceiveStream[] streams;
    private final boolean[] live;

    /** None has come yet. */
    public ReceivedLayers(int encodings) {
        streams = new @Nullable ReceiveStream[encodings];
        live = new boolean[encodings];
    }

    /** How many there may be. */
    public int count() {
        return streams.length;
    }

    /** One of them as it arrives, or as it arrived last. */
    public @Nullable ReceiveStream stream(int spatialLayer) {
        return streams[spatialLayer];
    }

    /** The stream with this SSRC, as long as no other has taken its place. */
    public @Nullable ReceiveStream ofSsrc(int ssrc) {
        for (ReceiveStream stream : streams) {
            if (stream != null && stream.ssrc() == ssrc) {
                return stream;
            }
        }
        return null;
    }

    /** The stream with this {@link ReceiveStream#tag}, as long as no other has taken its place. */
    public @Nullable ReceiveStream ofTag(int tag) {
        int layer = tag & 0xff;
        ReceiveStream stream = layer < streams.length ? streams[layer] : null;
        return stream != null && stream.tag() == tag ? stream : null;
    }

    /** A stream begins, in the place of what its encoding was before. */
    public void begin(ReceiveStream stream) {
        streams[stream.spatialLayer()] = stream;
    }

    /** A packet of this layer came; whether none was coming before. */
    public boolean received(int spatialLayer) {
        boolean begins = !live[spatialLayer];
        live[spatialLayer] = true;
        return begins;
    }

    /** Time passes; whether a layer has stopped. */
    public boolean passed(long nowNanos) {
        boolean stopped = false;
        for (int layer = 0; layer < live.length; layer++) {
            if (live[layer] && hasStopped(layer, nowNanos)) {
                live[layer] = false;
                stopped = true;
            }
        }
        return stopped;
    }

    private boolean hasStopped(int layer, long nowNanos) {
        ReceiveStream stream = streams[layer];
        if (stream == null || stream.silentAt(nowNanos)) {
            return true;
        }
        if (nowNanos - stream.lastPacketNanos() < STOPPED_NANOS) {
            return false;
        }
        for (ReceiveStream other : streams) {
            if (other != null && other != stream && other.traffic().hasPicturesSince(stream.lastPacketNanos())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is being received. */
    public boolean live(int spatialLayer) {
        return live[spatialLayer];
    }

    /**
     * The highest layer that is being received and not above {@code most}; the lowest above it when there is none; -1 when
     * nothing is received. A stream of one encoding is always there.
     */
    public int best(int most) {
        if (live.length == 1) {
            return 0;
        }
        for (int layer = Math.min(most, live.length - 1); layer >= 0; layer--) {
            if (live[layer]) {
                return layer;
            }
        }
        for (int layer = Math.max(most + 1, 0); layer < live.length; layer++) {
            if (live[layer]) {
                return layer;
            }
        }
        return LayeredStream.NO_LAYER;
    }

    /**
     * The lowest layer whose pictures are not enlarged much when shown in this size; the highest when nothing is known.
     *
     * @param shown the longer side of the place, in pixels; 0 for unknown
     */
    public int enoughFor(int shown) {
        for (int layer = 0; layer < streams.length - 1 && shown > 0; layer++) {
            ReceiveStream stream = streams[layer];
            int size = stream == null ? 0 : stream.traffic().pictureSize();
            if (size * MOST_ENLARGED >= shown) {
                return layer;
            }
        }
        return streams.length - 1;
    }

    /**
     * What can be forwarded, each at a higher cost than the one before.
     *
     * @param most the highest spatial layer that is of any use
     */
    public List<LayerRate> rates(int most, long nowNanos) {
        List<LayerRate> result = new ArrayList<>();
        long above = Long.MAX_VALUE;
        for (int layer = best(most); layer >= 0; layer--) {
            ReceiveStream stream = streams[layer];
            if (stream == null || !live[layer]) {
                continue;
            }
            for (int temporal = stream.traffic().temporalLayers() - 1; temporal >= 0; temporal--) {
                long bits = stream.traffic().bitsPerSecond(temporal, nowNanos);
                // What costs as much as something better is never worth it.
                if (bits < above) {
                    result.addFirst(new LayerRate(layer, temporal, bits));
                    above = bits;
                }
            }
        }
        return result;
    }
}

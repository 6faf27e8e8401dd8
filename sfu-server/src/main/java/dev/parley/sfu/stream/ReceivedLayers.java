package dev.parley.sfu.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spatial layers of one producer, as far as they are being received, and which of them can be forwarded: its encodings,
 * or the layers of the one stream it sends. Its producer keeps it, its consumers look at it.
 *
 * <p>Thread: the Worker's.
 */
public final class ReceivedLayers {
    /** A layer that brings nothing for this long while another one brings picture after picture has stopped. */
    private static final long STOPPED_NANOS = 200_000_000L;

    /** A picture may be shown larger than it is by this without looking bad. */
    private static final double MOST_ENLARGED = 1.25;

    private final @Nullable ReceiveStream[] streams;
    private final int layersEach;
    private final boolean[] live;

    /**
     * None has come yet.
     *
     * @param layersEach how many spatial layers each encoding has
     */
    public ReceivedLayers(int encodings, int layersEach) {
        this.streams = new @Nullable ReceiveStream[encodings];
        this.layersEach = layersEach;
        this.live = new boolean[encodings * layersEach];
    }

    /** How many encodings there may be. */
    public int encodings() {
        return streams.length;
    }

    /** How many spatial layers there may be. */
    public int spatialLayers() {
        return live.length;
    }

    /** The encoding that a spatial layer is of; -1 for none. */
    public int encodingOf(int spatialLayer) {
        return spatialLayer < 0 ? LayeredStream.NO_LAYER : spatialLayer / layersEach;
    }

    /** The lowest spatial layer of an encoding. */
    public int lowestOf(int encoding) {
        return encoding * layersEach;
    }

    /** One of the encodings as it arrives, or as it arrived last. */
    public @Nullable ReceiveStream stream(int encoding) {
        return streams[encoding];
    }

    private @Nullable LayerTraffic traffic(int spatialLayer) {
        ReceiveStream stream = streams[spatialLayer / layersEach];
        return stream == null ? null : stream.traffic(spatialLayer % layersEach);
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
        int encoding = tag & 0xff;
        ReceiveStream stream = encoding < streams.length ? streams[encoding] : null;
        return stream != null && stream.tag() == tag ? stream : null;
    }

    /** A stream begins, in the place of what its encoding was before. */
    public void begin(ReceiveStream stream) {
        streams[stream.encoding()] = stream;
    }

    /** A packet came; whether it brings a layer, or says that one is to come, of which nothing was coming before. */
    public boolean received(ReceiveStream from, MediaPacket packet, long nowNanos) {
        int lowest = lowestOf(from.encoding());
        // A layer beyond those that were announced is none of them.
        boolean begins = packet.spatialLayer() < layersEach && begins(lowest + packet.spatialLayer());
        FrameLayers frame = packet.layers();
        for (int layer = 0; layer < layersEach && layersEach > 1 && frame != null; layer++) {
            // One that was sent already says itself when it is sent again.
            if (frame.announces(layer) && !from.traffic(layer).known() && begins(lowest + layer)) {
                from.traffic(layer).announced(nowNanos);
                begins = true;
            }
        }
        return begins;
    }

    private boolean begins(int spatialLayer) {
        boolean before = live[spatialLayer];
        live[spatialLayer] = true;
        return !before;
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
        ReceiveStream stream = streams[layer / layersEach];
        LayerTraffic traffic = traffic(layer);
        if (stream == null || traffic == null || stream.silentAt(nowNanos)) {
            return true;
        }
        if (nowNanos - traffic.lastNanos() < STOPPED_NANOS) {
            return false;
        }
        for (int other = 0; other < live.length; other++) {
            LayerTraffic others = traffic(other);
            if (other != layer && others != null && others.hasPicturesSince(traffic.lastNanos())) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything of an encoding is being received. */
    public boolean received(int encoding) {
        for (int layer = lowestOf(encoding); layer < lowestOf(encoding + 1); layer++) {
            if (live[layer]) {
                return true;
            }
        }
        return false;
    }

    /**
     * The highest layer that is being received and not above {@code most}; the lowest above it when there is none; -1 when
     * nothing is received. A single one is always there.
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
        for (int layer = 0; layer < live.length - 1 && shown > 0; layer++) {
            LayerTraffic traffic = traffic(layer);
            int size = traffic == null ? 0 : traffic.pictureSize();
            if (size * MOST_ENLARGED >= shown) {
                return layer;
            }
        }
        return live.length - 1;
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
            LayerTraffic traffic = traffic(layer);
            if (traffic == null || !live[layer]) {
                continue;
            }
            for (int temporal = traffic.temporalLayers() - 1; temporal >= 0; temporal--) {
                long bits = traffic.bitsPerSecond(temporal, nowNanos);
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

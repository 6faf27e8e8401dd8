package dev.parley.sfu.producer;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.stream.HeaderExtensionIds;
import dev.parley.sfu.stream.ProducerFormats;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.ReceivedLayers;
import dev.parley.sfu.stream.StreamLayers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encodings of a producer: by what their packets are known, their streams, and the key frames awaited of each. */
final class Encodings {
    /** Where nothing tells encodings apart, another SSRC is taken once the current one has been quiet for this long. */
    private static final long TAKE_OVER_NANOS = 500_000_000L;

    private final MediaKind kind;
    private final ProducerFormats formats;
    private final HeaderExtensionIds extensionIds;
    private final EncodingSelector[] selectors;
    private final KeyFrameRequests[] keyFrames;
    private final StreamLayers streamLayers;
    private final ReceivedLayers layers;
    private int generations;
    private long lastTickNanos;

    Encodings(MediaKind kind, RtpParameters parameters, ProducerFormats formats, HeaderExtensionIds extensionIds) {
        this.kind = kind;
        this.formats = formats;
        this.extensionIds = extensionIds;
        boolean alone = parameters.encodings().size() == 1;
        this.selectors = parameters.encodings().stream()
                .map(each -> new EncodingSelector(each, alone, extensionIds))
                .toArray(EncodingSelector[]::new);
        this.keyFrames =
                parameters.encodings().stream().map(_ -> new KeyFrameRequests()).toArray(KeyFrameRequests[]::new);
        this.streamLayers = StreamLayers.of(parameters);
        this.layers = new ReceivedLayers(selectors.length, streamLayers.spatialLayers());
    }

    /** As they arrive. */
    ReceivedLayers layers() {
        return layers;
    }

    /** When to ask for key frames of one of them. */
    KeyFrameRequests keyFrames(int layer) {
        return keyFrames[layer];
    }

    /** The stream the packet belongs to, if it is of one of the encodings; its SSRC is the announced one or is learned. */
    @Nullable
    ReceiveStream streamOf(RtpPacket rtp, long nowNanos) {
        ReceiveStream known = layers.ofSsrc(rtp.ssrc());
        if (known != null) {
            return known;
        }
        for (int layer = 0; layer < selectors.length; layer++) {
            if (begins(layer, rtp, nowNanos)) {
                return begin(layer, rtp.ssrc());
            }
        }
        return null;
    }

    private boolean begins(int layer, RtpPacket rtp, long nowNanos) {
        if (selectors[layer].isAnnounced()) {
            return selectors[layer].begins(rtp);
        }
        ReceiveStream current = layers.stream(layer);
        return current == null || nowNanos - current.lastPacketNanos() > TAKE_OVER_NANOS;
    }

    /** The stream that the retransmission repairs, if it is of one of the encodings. */
    @Nullable
    ReceiveStream repairedBy(RtpPacket rtp) {
        for (int layer = 0; layer < selectors.length; layer++) {
            if (selectors[layer].isRepairedBy(rtp)) {
                return layers.stream(layer);
            }
        }
        return null;
    }

    /** A new stream takes the place of what an encoding was before. */
    ReceiveStream begin(int layer, int ssrc) {
        ReceiveStream created = new ReceiveStream(
                ssrc,
                layer,
                generations++,
                kind,
                formats,
                extensionIds,
                streamLayers,
                () -> keyFrames[layer].want(lastTickNanos));
        layers.begin(created);
        return created;
    }

    /** Time passes. */
    void tick(long nowNanos) {
        lastTickNanos = nowNanos;
    }

    /** The SSRCs of the streams being received or announced. */
    List<Integer> ssrcs() {
        List<Integer> result = new ArrayList<>(selectors.length);
        for (int layer = 0; layer < selectors.length; layer++) {
            ReceiveStream from = layers.stream(layer);
            int ssrc = from == null ? selectors[layer].announcedSsrc() : from.ssrc();
            if (ssrc != 0) {
                result.add(ssrc);
            }
        }
        return result;
    }
}

package dev.parley.sfu.producer;

import dev.parley.sfu.stream.LayerTraffic;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.ReceivedLayers;
import java.util.ArrayList;
import java.util.List;

/**
 * How one encoding of a producer arrives, at one time.
 *
 * @param live whether anything of it arrives
 * @param score 0 to 10
 * @param bitsPerSecond over the last second
 * @param temporalLayers that were seen
 * @param packets those that were sent again included
 * @param bytes of them, RTP headers included
 * @param packetsLost before anything was sent again
 * @param jitterMillis how unevenly packets arrive (RFC 3550, section 6.4.1)
 */
public record EncodingFigures(
        boolean live,
        int score,
        long bitsPerSecond,
        int temporalLayers,
        long packets,
        long bytes,
        int packetsLost,
        int jitterMillis) {
    private static final EncodingFigures NOTHING_YET = new EncodingFigures(false, 0, 0, 0, 0, 0, 0, 0);
    private static final int ALL_TEMPORAL_LAYERS = 7;

    /** Those of each encoding now. */
    static List<EncodingFigures> of(ReceivedLayers layers, long nowNanos) {
        List<EncodingFigures> result = new ArrayList<>();
        for (int encoding = 0; encoding < layers.encodings(); encoding++) {
            ReceiveStream stream = layers.stream(encoding);
            result.add(stream == null ? NOTHING_YET : of(stream, layers.received(encoding), nowNanos));
        }
        return result;
    }

    private static EncodingFigures of(ReceiveStream stream, boolean live, long nowNanos) {
        LayerTraffic traffic = stream.traffic();
        return new EncodingFigures(
                live,
                live ? stream.score().value() : 0,
                traffic.bitsPerSecond(ALL_TEMPORAL_LAYERS, nowNanos),
                traffic.temporalLayers(),
                traffic.packets(),
                traffic.bytes(),
                stream.statistics().cumulativeLost(),
                (int) (stream.statistics().jitter() * 1_000L / stream.clockRate()));
    }
}

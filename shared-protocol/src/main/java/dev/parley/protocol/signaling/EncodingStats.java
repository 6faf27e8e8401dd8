package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Omittable;

/**
 * How one encoding of a producer arrives.
 *
 * @param rid by which it was announced, or empty
 * @param receiving whether anything of it arrives at present
 * @param bitrate bits a second over the last second
 * @param temporalLayers how many were seen
 * @param packetsLost and not mended by the network itself; may be negative when packets were doubled on the way
 * @param jitterMillis how unevenly packets arrive
 */
public record EncodingStats(
        int encodingIdx,
        @Omittable String rid,
        boolean receiving,
        int score,
        long bitrate,
        int temporalLayers,
        long packets,
        long bytes,
        int packetsLost,
        int jitterMillis) {}

package dev.parley.protocol.media;

import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Lenient;
import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.json.Range;
import java.util.Optional;

/**
 * One encoding of a stream: the only one, or one of several simulcast ones.
 *
 * @param ssrc 1 to 2^32 - 1, or 0 when the encoding is known by its rid (or the stream by its mid) only
 * @param rid the RTP stream id (RFC 8852), or empty
 * @param codecPayloadType the payload type of the media codec in use; empty for the first
 * @param rtx the retransmission stream
 * @param dtx whether the sender stops while there is nothing to hear
 * @param scalabilityMode such as {@code L1T3}, or empty
 * @param maxBitrate bits per second, or 0 for no limit
 */
public record RtpEncodingParameters(
        @Omittable @Range(min = 0, max = 0xffff_ffffL) long ssrc,
        @Omittable @Length(max = 255) String rid,
        @Range(min = 0, max = 127) Optional<Integer> codecPayloadType,
        Optional<RtpRtxParameters> rtx,
        @Omittable @Lenient boolean dtx,
        @Omittable String scalabilityMode,
        @Omittable @Range(min = 0, max = Long.MAX_VALUE) long maxBitrate) {
    /** An encoding of which nothing is known. */
    public static final RtpEncodingParameters UNKNOWN =
            new RtpEncodingParameters(0, "", Optional.empty(), Optional.empty(), false, "", 0);

    /** The SSRC of the retransmission stream, or 0. */
    public long rtxSsrc() {
        return rtx.map(RtpRtxParameters::ssrc).orElse(0L);
    }
}

package dev.parley.protocol.media;

import dev.parley.protocol.json.Range;

/**
 * The retransmission stream of an encoding (RFC 4588).
 *
 * @param ssrc 0 to 2^32 - 1
 */
public record RtpRtxParameters(
        @Range(min = 0, max = 0xffff_ffffL) long ssrc) {}

package dev.parley.protocol.media;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Lenient;
import dev.parley.protocol.json.Matches;
import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.json.Range;
import java.util.List;

/**
 * A codec that an endpoint or router can handle.
 *
 * @param kind always the kind that {@code mimeType} names
 * @param mimeType such as {@code video/VP8}; compared without regard to case
 * @param preferredPayloadType 0 to 127; 0 also means none
 * @param clockRate RTP clock units per second
 * @param channels 1 or more for audio (1 when left out), 0 for video
 */
public record RtpCodecCapability(
        @Omittable(written = true) @Lenient MediaKind kind,

        @Matches(value = RtpCodecParameters.MIME_TYPE, expected = RtpCodecParameters.MIME_TYPE_EXPECTED)
        String mimeType,

        @Omittable(written = true) @Range(min = 0, max = 127)
        int preferredPayloadType,

        @Range(min = 0, max = Integer.MAX_VALUE) int clockRate,
        @Omittable @Lenient @Range(min = 0, max = 255) int channels,
        @Omittable(written = true) @Lenient FormatParameters parameters,

        @Omittable(written = true) @Lenient @Length(max = 32)
        List<RtcpFeedback> rtcpFeedback)
        implements RtpCodec {
    /** Takes the kind from the MIME type, as mediasoup does, and the default number of channels. */
    public RtpCodecCapability {
        kind = MediaKind.ofMimeType(mimeType);
        channels = kind == MediaKind.VIDEO ? 0 : Math.max(1, channels);
        rtcpFeedback = List.copyOf(rtcpFeedback);
    }
}

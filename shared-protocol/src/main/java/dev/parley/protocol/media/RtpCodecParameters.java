package dev.parley.protocol.media;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Lenient;
import dev.parley.protocol.json.Matches;
import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.json.Range;
import java.util.List;

/**
 * A codec that is used in a stream.
 *
 * @param mimeType such as {@code video/VP8}; compared without regard to case
 * @param payloadType 0 to 127
 * @param clockRate RTP clock units per second
 * @param channels 1 or more for audio (1 when left out), 0 for video
 */
public record RtpCodecParameters(
        @Matches(value = RtpCodecParameters.MIME_TYPE, expected = RtpCodecParameters.MIME_TYPE_EXPECTED)
        String mimeType,

        @Range(min = 0, max = 127) int payloadType,
        @Range(min = 0, max = Integer.MAX_VALUE) int clockRate,
        @Omittable @Lenient @Range(min = 0, max = 255) int channels,
        @Omittable(written = true) @Lenient FormatParameters parameters,

        @Omittable(written = true) @Lenient @Length(max = 32)
        List<RtcpFeedback> rtcpFeedback)
        implements RtpCodec {
    static final String MIME_TYPE = "(?is)(audio|video)/.+";
    static final String MIME_TYPE_EXPECTED = "a MIME type of audio or video";

    /** Fills in the default number of channels. */
    public RtpCodecParameters {
        channels = MediaKind.ofMimeType(mimeType) == MediaKind.VIDEO ? 0 : Math.max(1, channels);
        rtcpFeedback = List.copyOf(rtcpFeedback);
    }

    RtpCodecParameters withParameters(FormatParameters others) {
        return new RtpCodecParameters(mimeType, payloadType, clockRate, channels, others, rtcpFeedback);
    }

    RtpCodecParameters withRtcpFeedback(List<RtcpFeedback> others) {
        return new RtpCodecParameters(mimeType, payloadType, clockRate, channels, parameters, others);
    }
}

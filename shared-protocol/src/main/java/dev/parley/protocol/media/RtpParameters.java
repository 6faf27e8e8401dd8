package dev.parley.protocol.media;

import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Omittable;
import java.util.List;

/**
 * One stream: as a producer sends it or a consumer gets it.
 *
 * @param mid the media id (RFC 9143), or empty
 * @param msid the WebRTC media stream and track ids, or empty
 */
public record RtpParameters(
        @Omittable @Length(max = 255) String mid,
        List<RtpCodecParameters> codecs,
        @Omittable(written = true) List<RtpHeaderExtensionParameters> headerExtensions,
        @Omittable(written = true) List<RtpEncodingParameters> encodings,
        @Omittable(written = true) RtcpParameters rtcp,
        @Omittable String msid) {
    /** Copies the lists. */
    public RtpParameters {
        codecs = List.copyOf(codecs);
        headerExtensions = List.copyOf(headerExtensions);
        encodings = List.copyOf(encodings);
    }

    /** The same with another mid. */
    public RtpParameters withMid(String other) {
        return new RtpParameters(other, codecs, headerExtensions, encodings, rtcp, msid);
    }

    /** The same with another RTCP name. */
    public RtpParameters withCname(String cname) {
        return new RtpParameters(mid, codecs, headerExtensions, encodings, new RtcpParameters(cname), msid);
    }
}

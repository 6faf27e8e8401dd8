package dev.parley.protocol.rtp;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The header extensions Parley knows, with the names by which they are negotiated. */
public enum RtpHeaderExtension {
    /** The media section a stream belongs to (RFC 8843). */
    MID("urn:ietf:params:rtp-hdrext:sdes:mid"),
    /** The encoding within a simulcast (RFC 8852). */
    RTP_STREAM_ID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
    /** The encoding a retransmission stream repairs (RFC 8852). */
    REPAIRED_RTP_STREAM_ID("urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
    /** Departure time, 24 bits, 6.18 fixed-point seconds. */
    ABS_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"),
    /** A 16-bit number counting all packets of a transport. */
    TRANSPORT_WIDE_CC("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
    /** Voice activity and level in -dBov (RFC 6464). */
    SSRC_AUDIO_LEVEL("urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
    /** Camera rotation (3GPP TS 26.114). */
    VIDEO_ORIENTATION("urn:3gpp:video-orientation"),
    /** Transmission time offset in RTP clock units (RFC 5450). */
    TOFFSET("urn:ietf:params:rtp-hdrext:toffset"),
    /** When the first byte was captured, 64-bit NTP time. */
    ABS_CAPTURE_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time"),
    /** Limits of the receiver's playout delay. */
    PLAYOUT_DELAY("http://www.webrtc.org/experiments/rtp-hdrext/playout-delay"),
    /** Frame dependencies of a scalable stream (AV1 RTP specification, appendix A). */
    DEPENDENCY_DESCRIPTOR("https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension");

    private static final Map<String, RtpHeaderExtension> BY_URI =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(RtpHeaderExtension::uri, Function.identity()));

    private final String uri;

    RtpHeaderExtension(String uri) {
        this.uri = uri;
    }

    /** The name in {@code a=extmap} and in {@code RtpParameters}. */
    public String uri() {
        return uri;
    }

    /** The extension of this name, compared exactly; empty for one Parley does not know. */
    public static Optional<RtpHeaderExtension> ofUri(String uri) {
        return Optional.ofNullable(BY_URI.get(uri));
    }
}

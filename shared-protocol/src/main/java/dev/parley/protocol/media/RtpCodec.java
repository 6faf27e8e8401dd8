package dev.parley.protocol.media;

import dev.parley.protocol.json.FormatParameters;
import java.util.List;

/** What codec capabilities and codec parameters have in common: all that tells whether two codecs are the same. */
public sealed interface RtpCodec permits RtpCodecCapability, RtpCodecParameters {
    /** Such as {@code video/VP8}; compared without regard to case. */
    String mimeType();

    /** RTP clock units per second. */
    int clockRate();

    /** 1 or more for audio, 0 for video. */
    int channels();

    /** The codec's own parameters. */
    FormatParameters parameters();

    /** The feedback that is understood. */
    List<RtcpFeedback> rtcpFeedback();

    /** The kind that the MIME type names. */
    default MediaKind codecKind() {
        return MediaKind.ofMimeType(mimeType());
    }

    /** Whether this carries retransmissions of another codec (RFC 4588). */
    default boolean isRtx() {
        return mimeType().regionMatches(true, mimeType().length() - 4, "/rtx", 0, 4);
    }

    /**
     * Whether this repeats payloads of another audio codec (RFC 2198). Whoever can take it says for which: in the parameter
     * that has no name, as in SDP, with payload types and slashes between.
     */
    default boolean isRed() {
        return mimeType().equalsIgnoreCase("audio/red");
    }

    /** The payload type of the codec that this one retransmits, or -1. */
    default int associatedPayloadType() {
        return parameters().number("apt").map(Double::intValue).orElse(-1);
    }
}

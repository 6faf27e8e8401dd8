package dev.parley.protocol.media;

import static dev.parley.protocol.media.RtpHeaderExtensionDirection.RECVONLY;
import static dev.parley.protocol.media.RtpHeaderExtensionDirection.SENDRECV;

import dev.parley.protocol.json.FormatParameters;
import java.util.ArrayList;
import java.util.List;

/** What our routers can route at all, and what they offer when nothing else is configured. */
public final class SupportedRtpCapabilities {
    private static final int VIDEO_CLOCK_RATE = 90_000;

    private static final List<RtcpFeedback> VIDEO_FEEDBACK = List.of(
            new RtcpFeedback("nack"),
            new RtcpFeedback("nack", "pli"),
            new RtcpFeedback("ccm", "fir"),
            new RtcpFeedback("goog-remb"),
            new RtcpFeedback("transport-cc"));

    private static final RtpCodecCapability OPUS = new RtpCodecCapability(
            MediaKind.AUDIO,
            "audio/opus",
            0,
            48_000,
            2,
            FormatParameters.EMPTY,
            List.of(new RtcpFeedback("nack"), new RtcpFeedback("transport-cc")));
    /** Payloads of opus, each with those before it (RFC 2198). */
    private static final RtpCodecCapability RED = new RtpCodecCapability(
            MediaKind.AUDIO, "audio/red", 0, 48_000, 2, FormatParameters.EMPTY, OPUS.rtcpFeedback());

    private static final RtpCodecCapability VP8 = video("video/VP8", FormatParameters.EMPTY);
    private static final RtpCodecCapability VP9 = video("video/VP9", FormatParameters.EMPTY);
    private static final RtpCodecCapability H264 =
            video("video/H264", FormatParameters.EMPTY.with("level-asymmetry-allowed", 1));
    private static final RtpCodecCapability AV1 = video("video/AV1", FormatParameters.EMPTY);

    /** Constrained Baseline, level 3.1: what every WebRTC endpoint has to decode (RFC 7742). */
    private static final FormatParameters CONSTRAINED_BASELINE =
            FormatParameters.EMPTY.with("profile-level-id", "42e01f");

    private SupportedRtpCapabilities() {}

    /** Every codec that can be routed, without payload types, with the feedback that we answer to. */
    public static List<RtpCodecCapability> codecs() {
        return List.of(OPUS, VP8, VP9, H264, AV1, RED);
    }

    /**
     * The codecs that a router offers by default, the preferred ones first. The order is part of the contract with base
     * clients: opus, VP8, H264, then all others.
     */
    public static List<RtpCodecCapability> defaultCodecs() {
        return List.of(
                OPUS,
                VP8,
                video("video/H264", CONSTRAINED_BASELINE.with("packetization-mode", 1)),
                video("video/H264", CONSTRAINED_BASELINE.with("packetization-mode", 0)),
                video("video/VP9", FormatParameters.EMPTY.with("profile-id", 0)),
                AV1,
                RED);
    }

    /**
     * The header extensions of every router, with mediasoup's ids and but for one its directions: what a router only
     * receives it does not offer to consumers.
     */
    public static List<RtpHeaderExtensionCapability> headerExtensions() {
        List<RtpHeaderExtensionCapability> extensions = new ArrayList<>();
        add(extensions, 1, "urn:ietf:params:rtp-hdrext:sdes:mid", SENDRECV, SENDRECV);
        video(extensions, 2, "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id", RECVONLY);
        video(extensions, 3, "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id", RECVONLY);
        add(extensions, 4, "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time", SENDRECV, SENDRECV);
        // Bandwidth towards consumers is estimated by their video; audio need not carry the extra bytes.
        add(
                extensions,
                5,
                "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                RECVONLY,
                SENDRECV);
        audio(extensions, 6, "urn:ietf:params:rtp-hdrext:ssrc-audio-level", SENDRECV);
        // Received only in mediasoup. Chromium cannot tell the frames of AV1's spatial layers apart without it.
        video(extensions, 7, Ortc.DEPENDENCY_DESCRIPTOR, SENDRECV);
        video(extensions, 8, "urn:3gpp:video-orientation", SENDRECV);
        video(extensions, 9, "urn:ietf:params:rtp-hdrext:toffset", SENDRECV);
        add(extensions, 10, Ortc.ABS_CAPTURE_TIME, SENDRECV, SENDRECV);
        add(extensions, 11, "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay", SENDRECV, SENDRECV);
        return List.copyOf(extensions);
    }

    private static RtpCodecCapability video(String mimeType, FormatParameters parameters) {
        return new RtpCodecCapability(MediaKind.VIDEO, mimeType, 0, VIDEO_CLOCK_RATE, 0, parameters, VIDEO_FEEDBACK);
    }

    private static void add(
            List<RtpHeaderExtensionCapability> extensions,
            int id,
            String uri,
            RtpHeaderExtensionDirection audio,
            RtpHeaderExtensionDirection video) {
        audio(extensions, id, uri, audio);
        video(extensions, id, uri, video);
    }

    private static void audio(
            List<RtpHeaderExtensionCapability> extensions, int id, String uri, RtpHeaderExtensionDirection direction) {
        extensions.add(new RtpHeaderExtensionCapability(MediaKind.AUDIO, uri, id, false, direction));
    }

    private static void video(
            List<RtpHeaderExtensionCapability> extensions, int id, String uri, RtpHeaderExtensionDirection direction) {
        extensions.add(new RtpHeaderExtensionCapability(MediaKind.VIDEO, uri, id, false, direction));
    }
}

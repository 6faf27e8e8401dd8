package dev.parley.sfu.load;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.media.RtcpParameters;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpCodecCapability;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import java.util.List;
import java.util.Optional;

/**
 * What load peers say that they send and can receive: opus and VP8, without header extensions and retransmission but for what
 * those receive who look at cameras.
 */
final class LoadMedia {
    private static final String VP8 = "video/VP8";
    private static final String OPUS = "audio/opus";
    private static final int VP8_PAYLOAD_TYPE = 96;
    private static final int OPUS_PAYLOAD_TYPE = 111;

    private static final List<RtcpFeedback> VIDEO_FEEDBACK =
            List.of(new RtcpFeedback("nack"), new RtcpFeedback("nack", "pli"), new RtcpFeedback("ccm", "fir"));

    private LoadMedia() {}

    /** The payload type that a published track of this kind has. */
    static int payloadType(MediaKind kind) {
        return switch (kind) {
            case VIDEO -> VP8_PAYLOAD_TYPE;
            case AUDIO -> OPUS_PAYLOAD_TYPE;
        };
    }

    /**
     * The parameters of a published track.
     *
     * @param mid unique on its transport
     * @param ssrcs one, or of a picture that is sent in several sizes as many, the smallest first
     */
    static RtpParameters published(MediaKind kind, int mid, List<Integer> ssrcs) {
        RtpCodecParameters codec = switch (kind) {
            case VIDEO ->
                new RtpCodecParameters(VP8, VP8_PAYLOAD_TYPE, 90_000, 0, FormatParameters.EMPTY, VIDEO_FEEDBACK);
            case AUDIO -> new RtpCodecParameters(OPUS, OPUS_PAYLOAD_TYPE, 48_000, 2, FormatParameters.EMPTY, List.of());
        };
        return new RtpParameters(
                Integer.toString(mid),
                List.of(codec),
                List.of(),
                ssrcs.stream().map(LoadMedia::encoding).toList(),
                new RtcpParameters("load" + Integer.toUnsignedString(ssrcs.getFirst())),
                "");
    }

    private static RtpEncodingParameters encoding(int ssrc) {
        return new RtpEncodingParameters(
                Integer.toUnsignedLong(ssrc), "", Optional.empty(), Optional.empty(), false, "", 0);
    }

    /** What a peer receives that repairs what it receives, and tells how it comes. */
    static RtpCapabilities viewed(RtpCapabilities router) {
        int vp8 = router.codecs().stream()
                .filter(codec -> codec.mimeType().equalsIgnoreCase(VP8))
                .mapToInt(RtpCodecCapability::preferredPayloadType)
                .findFirst()
                .orElse(-1);
        return new RtpCapabilities(
                router.codecs().stream()
                        .filter(codec -> codec.mimeType().equalsIgnoreCase(OPUS)
                                || codec.preferredPayloadType() == vp8
                                || codec.parameters()
                                        .number("apt")
                                        .filter(apt -> apt == vp8)
                                        .isPresent())
                        .toList(),
                router.headerExtensions().stream()
                        .filter(extension -> extension.uri().equals(RtpHeaderExtension.TRANSPORT_WIDE_CC.uri()))
                        .toList());
    }

    /** What of the router's capabilities a load peer receives. */
    static RtpCapabilities received(RtpCapabilities router) {
        List<RtpCodecCapability> codecs = router.codecs().stream()
                .filter(codec -> codec.mimeType().equalsIgnoreCase(VP8)
                        || codec.mimeType().equalsIgnoreCase(OPUS))
                .map(codec -> new RtpCodecCapability(
                        codec.kind(),
                        codec.mimeType(),
                        codec.preferredPayloadType(),
                        codec.clockRate(),
                        codec.channels(),
                        codec.parameters(),
                        codec.kind() == MediaKind.VIDEO ? VIDEO_FEEDBACK : List.of()))
                .toList();
        return new RtpCapabilities(codecs, List.of());
    }
}

package dev.parley.desktop.transport;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.media.RtcpParameters;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpCodecCapability;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpHeaderExtensionCapability;
import dev.parley.protocol.media.RtpHeaderExtensionParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.media.RtpRtxParameters;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What this client can send and receive, out of what the server routes: Opus and VP8, each repaired by RTX or NACK, and Opus
 * with what was said before repeated.
 */
public final class MediaParameters {
    private static final String OPUS = "audio/opus";
    private static final String VP8 = "video/vp8";
    private static final String VIDEO_RTX = "video/rtx";
    private static final String RED = "audio/red";
    private static final Set<String> CODECS = Set.of(OPUS, VP8, RED);

    /** REMB is not among them: transport-wide feedback says more. */
    private static final Set<String> FEEDBACK = Set.of("nack", "ccm", "transport-cc");

    private static final RtcpFeedback NACK = new RtcpFeedback("nack");

    private static final Set<String> EXTENSIONS =
            Set.of(RtpHeaderExtension.TRANSPORT_WIDE_CC.uri(), RtpHeaderExtension.SSRC_AUDIO_LEVEL.uri());

    private MediaParameters() {}

    /**
     * By what a stream is known.
     *
     * @param rtx of its retransmissions, not used where the server knows none for this kind
     */
    public record Ssrcs(int media, int rtx) {
        /** New ones, for so many streams. */
        public static List<Ssrcs> random(RandomGenerator random, int count) {
            return Stream.generate(() -> new Ssrcs(ssrc(random), ssrc(random)))
                    .limit(count)
                    .toList();
        }

        private static int ssrc(RandomGenerator random) {
            return 1 + random.nextInt(Integer.MAX_VALUE - 1);
        }
    }

    /** What can be received of what the server's routers route. */
    public static RtpCapabilities receivable(RtpCapabilities router) {
        List<RtpCodecCapability> codecs = new ArrayList<>();
        for (RtpCodecCapability codec : router.codecs()) {
            if (CODECS.contains(lower(codec.mimeType())) || isRtxOfOurs(router, codec)) {
                codecs.add(codec);
            }
        }
        List<RtpHeaderExtensionCapability> extensions = router.headerExtensions().stream()
                .filter(extension -> EXTENSIONS.contains(extension.uri()))
                .toList();
        return new RtpCapabilities(codecs, extensions);
    }

    private static boolean isRtxOfOurs(RtpCapabilities router, RtpCodecCapability codec) {
        return lower(codec.mimeType()).equals(VIDEO_RTX)
                && codecOf(router, VP8).filter(vp8 -> isFor(codec, vp8)).isPresent();
    }

    private static boolean isFor(RtpCodecCapability rtx, RtpCodecCapability media) {
        return rtx.parameters()
                .number("apt")
                .filter(apt -> apt == media.preferredPayloadType())
                .isPresent();
    }

    /** Whether the server routes what we would send. */
    public static boolean canSend(RtpCapabilities router, MediaKind kind) {
        return codecOf(router, mimeType(kind)).isPresent();
    }

    /**
     * What a track is sent with, to be told to the server.
     *
     * @param mid unique on the transport
     * @param ssrcs one for each size of a picture that is sent at once, the smallest first
     * @param cname the same for all tracks of one client, so that they are played in step
     * @throws TransportException when the server does not route our codec
     */
    public static RtpParameters sent(
            RtpCapabilities router, MediaKind kind, String mid, List<Ssrcs> ssrcs, String cname)
            throws TransportException {
        RtpCodecCapability codec = codecOf(router, mimeType(kind))
                .orElseThrow(() -> new TransportException("the server does not route " + mimeType(kind)));
        List<RtpCodecParameters> codecs = new ArrayList<>();
        codecs.add(used(codec));
        Optional<RtpCodecCapability> rtx = router.codecs().stream()
                .filter(each -> each.kind() == kind && lower(each.mimeType()).endsWith("/rtx") && isFor(each, codec))
                .findFirst();
        rtx.ifPresent(each -> codecs.add(used(each)));
        if (kind == MediaKind.AUDIO) {
            codecOf(router, RED).ifPresent(red -> codecs.add(used(red)));
        }
        List<RtpHeaderExtensionParameters> extensions = router.headerExtensions().stream()
                .filter(each -> each.kind() == kind && EXTENSIONS.contains(each.uri()))
                .map(each ->
                        new RtpHeaderExtensionParameters(each.uri(), each.preferredId(), false, FormatParameters.EMPTY))
                .toList();
        List<RtpEncodingParameters> encodings = ssrcs.stream()
                .map(each -> new RtpEncodingParameters(
                        Integer.toUnsignedLong(each.media),
                        "",
                        Optional.empty(),
                        rtx.map(_ -> new RtpRtxParameters(Integer.toUnsignedLong(each.rtx))),
                        kind == MediaKind.AUDIO,
                        "",
                        0))
                .toList();
        return new RtpParameters(mid, codecs, extensions, encodings, new RtcpParameters(cname), "");
    }

    private static RtpCodecParameters used(RtpCodecCapability codec) {
        FormatParameters parameters = lower(codec.mimeType()).equals(OPUS)
                ? codec.parameters().with("useinbandfec", 1).with("usedtx", 1)
                : codec.parameters();
        List<RtcpFeedback> feedback = codec.rtcpFeedback().stream()
                .filter(each -> FEEDBACK.contains(each.type()))
                .toList();
        return new RtpCodecParameters(
                codec.mimeType(),
                codec.preferredPayloadType(),
                codec.clockRate(),
                codec.channels(),
                parameters,
                feedback);
    }

    private static Optional<RtpCodecCapability> codecOf(RtpCapabilities router, String mimeType) {
        return router.codecs().stream()
                .filter(codec -> lower(codec.mimeType()).equals(mimeType))
                .findFirst();
    }

    private static String mimeType(MediaKind kind) {
        return switch (kind) {
            case AUDIO -> OPUS;
            case VIDEO -> VP8;
        };
    }

    /** Whether lost packets of it may be asked for (RFC 4585, section 4.2). */
    static boolean isRepaired(RtpCodecParameters codec) {
        return codec.rtcpFeedback().contains(NACK);
    }

    /** The payload type of the retransmissions of the first codec, or -1. */
    static int rtxPayloadType(RtpParameters parameters) {
        return parameters.codecs().stream()
                .filter(codec -> lower(codec.mimeType()).endsWith("/rtx"))
                .mapToInt(RtpCodecParameters::payloadType)
                .findFirst()
                .orElse(-1);
    }

    /** The payload type of redundant audio, or -1. */
    static int redPayloadType(RtpParameters parameters) {
        return parameters.codecs().stream()
                .filter(RtpCodecParameters::isRed)
                .mapToInt(RtpCodecParameters::payloadType)
                .findFirst()
                .orElse(-1);
    }

    private static String lower(String mimeType) {
        return mimeType.toLowerCase(Locale.ROOT);
    }
}

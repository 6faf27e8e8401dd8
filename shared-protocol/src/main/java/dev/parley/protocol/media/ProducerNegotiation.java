package dev.parley.protocol.media;

import dev.parley.protocol.json.FormatParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what a producer sends to what its consumers can be given. */
final class ProducerNegotiation {
    private ProducerNegotiation() {}

    static RtpMapping mapping(RtpParameters parameters, RtpCapabilities router, long firstMappedSsrc)
            throws OrtcException {
        List<RtpMapping.CodecMapping> codecs = new ArrayList<>();
        for (RtpCodecParameters codec : parameters.codecs()) {
            if (!codec.isRtx()) {
                codecs.add(new RtpMapping.CodecMapping(
                        codec.payloadType(), media(codec, router).preferredPayloadType()));
            }
        }
        for (RtpCodecParameters codec : parameters.codecs()) {
            if (codec.isRtx()) {
                codecs.add(new RtpMapping.CodecMapping(
                        codec.payloadType(), mappedRtx(codec, parameters.codecs(), router)));
            }
        }
        List<RtpMapping.EncodingMapping> encodings = new ArrayList<>();
        for (RtpEncodingParameters encoding : parameters.encodings()) {
            encodings.add(new RtpMapping.EncodingMapping(
                    encoding.ssrc(), encoding.rid(), firstMappedSsrc + encodings.size()));
        }
        return new RtpMapping(codecs, encodings);
    }

    private static RtpCodecCapability media(RtpCodecParameters codec, RtpCapabilities router) throws OrtcException {
        Optional<RtpCodecCapability> found = codec.isRed() ? red(router) : CodecMatch.find(codec, router.codecs());
        return found.orElseThrow(() -> OrtcException.unsupported(
                "codec " + codec.mimeType() + " (payload type " + codec.payloadType() + ") is not supported"));
    }

    /** Redundant audio that names the producer's payload types, not the router's. */
    private static Optional<RtpCodecCapability> red(RtpCapabilities router) {
        return router.codecs().stream().filter(RtpCodec::isRed).findFirst();
    }

    private static int mappedRtx(RtpCodecParameters rtx, List<RtpCodecParameters> codecs, RtpCapabilities router)
            throws OrtcException {
        for (RtpCodecParameters codec : codecs) {
            if (codec.payloadType() == rtx.associatedPayloadType() && !codec.isRtx()) {
                int mapped = media(codec, router).preferredPayloadType();
                return rtxOf(mapped, router)
                        .orElseThrow(() -> OrtcException.unsupported("no retransmission of payload type " + mapped))
                        .preferredPayloadType();
            }
        }
        throw OrtcException.invalid("codecs", "payload type " + rtx.payloadType() + " retransmits no media codec");
    }

    private static Optional<RtpCodecCapability> rtxOf(int payloadType, RtpCapabilities router) {
        return router.codecs().stream()
                .filter(codec -> codec.isRtx() && codec.associatedPayloadType() == payloadType)
                .findFirst();
    }

    static RtpParameters consumable(
            MediaKind kind, RtpParameters parameters, RtpCapabilities router, RtpMapping mapping) throws OrtcException {
        List<RtpCodecParameters> codecs = new ArrayList<>();
        for (RtpCodecParameters codec : parameters.codecs()) {
            if (!codec.isRtx() && !codec.isRed()) {
                RtpCodecCapability capability = media(codec, router);
                codecs.add(parametersOf(capability, CodecMatch.negotiated(codec, capability)));
                rtxOf(capability.preferredPayloadType(), router)
                        .ifPresent(rtx -> codecs.add(parametersOf(rtx, rtx.parameters())));
            }
        }
        if (kind == MediaKind.AUDIO) {
            // Whether the producer sends it or not: what is repeated is chosen for each line by itself.
            red(router).ifPresent(red -> codecs.add(parametersOf(red, red.parameters())));
        }
        return new RtpParameters(
                "",
                codecs,
                headerExtensions(kind, parameters, router),
                encodings(parameters, mapping),
                new RtcpParameters(parameters.rtcp().cname()),
                parameters.msid());
    }

    private static RtpCodecParameters parametersOf(RtpCodecCapability capability, FormatParameters parameters) {
        return new RtpCodecParameters(
                capability.mimeType(),
                capability.preferredPayloadType(),
                capability.clockRate(),
                capability.channels(),
                parameters,
                capability.rtcpFeedback());
    }

    private static List<RtpHeaderExtensionParameters> headerExtensions(
            MediaKind kind, RtpParameters parameters, RtpCapabilities router) {
        List<RtpHeaderExtensionParameters> extensions = new ArrayList<>();
        for (RtpHeaderExtensionCapability extension : router.headerExtensions()) {
            if (extension.kind() == kind && extension.direction().sends() && isPassedOn(extension.uri(), parameters)) {
                extensions.add(new RtpHeaderExtensionParameters(
                        extension.uri(),
                        extension.preferredId(),
                        extension.preferredEncrypt(),
                        FormatParameters.EMPTY));
            }
        }
        return extensions;
    }

    /** What is only handed through consumers would wait for in vain when the producer does not send it. */
    private static boolean isPassedOn(String uri, RtpParameters parameters) {
        return switch (uri) {
            case Ortc.ABS_CAPTURE_TIME -> parameters.headerExtensionId(uri) != 0;
            case Ortc.DEPENDENCY_DESCRIPTOR ->
                parameters.headerExtensionId(uri) != 0 && parameters.needsDependencyDescriptor();
            default -> true;
        };
    }

    private static List<RtpEncodingParameters> encodings(RtpParameters parameters, RtpMapping mapping) {
        List<RtpEncodingParameters> encodings = new ArrayList<>();
        for (RtpEncodingParameters encoding : parameters.encodings()) {
            encodings.add(new RtpEncodingParameters(
                    mapping.encodings().get(encodings.size()).mappedSsrc(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    encoding.dtx(),
                    encoding.scalabilityMode(),
                    encoding.maxBitrate()));
        }
        return encodings;
    }
}

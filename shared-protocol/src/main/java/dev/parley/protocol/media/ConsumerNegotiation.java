package dev.parley.protocol.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** From what can be consumed to what one consumer gets, by what it can receive. */
final class ConsumerNegotiation {
    private ConsumerNegotiation() {}

    static boolean canConsume(RtpParameters consumable, RtpCapabilities remote) {
        for (RtpCodecParameters codec : consumable.codecs()) {
            if (CodecMatch.find(codec, remote.codecs()).isPresent()) {
                return !codec.isRtx() && !codec.isRed();
            }
        }
        return false;
    }

    static RtpParameters parameters(
            RtpParameters consumable, RtpCapabilities remote, boolean enableRtx, String mid, long ssrc)
            throws OrtcException {
        List<RtpHeaderExtensionParameters> extensions = consumable.headerExtensions().stream()
                .filter(extension -> isAmong(extension, remote.headerExtensions()))
                .toList();
        List<RtpCodecParameters> codecs = withoutLoneRtx(commonCodecs(consumable, remote, enableRtx));
        if (codecs.stream().allMatch(codec -> codec.isRtx() || codec.isRed())) {
            throw OrtcException.unsupported("there is no codec in common");
        }
        boolean rtx = codecs.stream().anyMatch(RtpCodec::isRtx);
        return new RtpParameters(
                mid,
                reduceFeedback(codecs, bandwidthFeedback(extensions)),
                extensions,
                List.of(encoding(consumable.encodings(), ssrc, rtx)),
                consumable.rtcp(),
                consumable.msid());
    }

    private static List<RtpCodecParameters> commonCodecs(
            RtpParameters consumable, RtpCapabilities remote, boolean enableRtx) {
        List<RtpCodecParameters> codecs = new ArrayList<>();
        for (RtpCodecParameters codec : consumable.codecs()) {
            if (enableRtx || !codec.isRtx()) {
                CodecMatch.find(codec, remote.codecs())
                        .map(RtpCodecCapability::rtcpFeedback)
                        .map(feedback -> enableRtx ? feedback : keep(feedback, fb -> !isNack(fb)))
                        .ifPresent(feedback -> codecs.add(codec.withRtcpFeedback(feedback)));
            }
        }
        return codecs;
    }

    private static boolean isNack(RtcpFeedback feedback) {
        return feedback.type().equals("nack") && feedback.parameter().isEmpty();
    }

    /** The remote side may know RTX, but not the codec that it is for. */
    private static List<RtpCodecParameters> withoutLoneRtx(List<RtpCodecParameters> codecs) {
        return keep(
                codecs,
                codec -> !codec.isRtx()
                        || codecs.stream().anyMatch(media -> media.payloadType() == codec.associatedPayloadType()));
    }

    private static boolean isAmong(
            RtpHeaderExtensionParameters extension, List<RtpHeaderExtensionCapability> capabilities) {
        return capabilities.stream()
                .anyMatch(capability -> capability.preferredId() == extension.id()
                        && capability.uri().equals(extension.uri()));
    }

    /** The one way in which the bandwidth is told back: transport-cc if its extension is used, else REMB, else none. */
    private static String bandwidthFeedback(List<RtpHeaderExtensionParameters> extensions) {
        if (extensions.stream().anyMatch(extension -> extension.uri().equals(Ortc.TRANSPORT_WIDE_CC))) {
            return "transport-cc";
        } else if (extensions.stream().anyMatch(extension -> extension.uri().equals(Ortc.ABS_SEND_TIME))) {
            return "goog-remb";
        }
        return "";
    }

    private static List<RtpCodecParameters> reduceFeedback(List<RtpCodecParameters> codecs, String bandwidth) {
        return codecs.stream()
                .map(codec -> codec.withRtcpFeedback(keep(codec.rtcpFeedback(), feedback -> switch (feedback.type()) {
                    case "transport-cc", "goog-remb" -> feedback.type().equals(bandwidth);
                    default -> true;
                })))
                .toList();
    }

    /** One encoding, whatever the producer sends: the consumer chooses among them. */
    private static RtpEncodingParameters encoding(List<RtpEncodingParameters> consumable, long ssrc, boolean rtx) {
        String scalabilityMode = consumable.stream()
                .map(RtpEncodingParameters::scalabilityMode)
                .filter(mode -> !mode.isEmpty())
                .findFirst()
                .orElse("");
        if (consumable.size() > 1) {
            scalabilityMode = "L" + consumable.size() + "T"
                    + ScalabilityMode.of(scalabilityMode).temporalLayers();
        }
        long maxBitrate = consumable.stream()
                .mapToLong(RtpEncodingParameters::maxBitrate)
                .max()
                .orElse(0);
        return new RtpEncodingParameters(
                ssrc,
                "",
                Optional.empty(),
                rtx ? Optional.of(new RtpRtxParameters(ssrc + 1)) : Optional.empty(),
                false,
                scalabilityMode,
                maxBitrate);
    }

    private static <T> List<T> keep(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).toList();
    }
}

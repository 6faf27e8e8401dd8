package dev.parley.protocol.media;

import dev.parley.protocol.json.FormatParameters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** The capabilities of a router, from the codecs it is to offer. */
final class RouterNegotiation {
    /** The dynamic range of RFC 3551, section 6, in mediasoup's order. */
    private static final List<Integer> DYNAMIC_PAYLOAD_TYPES = IntStream.concat(
                    IntStream.rangeClosed(100, 127), IntStream.rangeClosed(96, 99))
            .boxed()
            .toList();

    private final Deque<Integer> free = new ArrayDeque<>(DYNAMIC_PAYLOAD_TYPES);
    private final List<RtpCodecCapability> codecs = new ArrayList<>();

    private RouterNegotiation() {}

    static RtpCapabilities capabilities(List<RtpCodecCapability> offered) throws OrtcException {
        RouterNegotiation negotiation = new RouterNegotiation();
        for (RtpCodecCapability codec : offered) {
            negotiation.add(codec);
        }
        return new RtpCapabilities(negotiation.codecs, SupportedRtpCapabilities.headerExtensions());
    }

    private void add(RtpCodecCapability offered) throws OrtcException {
        RtpCodecCapability supported = SupportedRtpCapabilities.codecs().stream()
                .filter(codec -> CodecMatch.loose(offered, codec))
                .findFirst()
                .orElseThrow(() -> OrtcException.unsupported("codec " + offered.mimeType() + " is not supported"));
        int payloadType = offered.preferredPayloadType();
        if (payloadType == 0) {
            payloadType = take();
        } else {
            free.remove(payloadType);
        }
        for (RtpCodecCapability codec : codecs) {
            if (codec.preferredPayloadType() == payloadType) {
                throw OrtcException.invalid("preferredPayloadType", payloadType + " is given to two codecs");
            }
        }
        codecs.add(new RtpCodecCapability(
                supported.kind(),
                supported.mimeType(),
                payloadType,
                supported.clockRate(),
                supported.channels(),
                supported.isRed() ? parametersOfRed() : supported.parameters().with(offered.parameters()),
                supported.rtcpFeedback()));
        if (supported.kind() == MediaKind.VIDEO) {
            codecs.add(new RtpCodecCapability(
                    MediaKind.VIDEO,
                    "video/rtx",
                    take(),
                    supported.clockRate(),
                    0,
                    FormatParameters.EMPTY.with("apt", payloadType),
                    List.of()));
        }
    }

    /** What it repeats is of opus, which must have been offered before it. */
    private FormatParameters parametersOfRed() throws OrtcException {
        for (RtpCodecCapability codec : codecs) {
            if (codec.mimeType().equalsIgnoreCase("audio/opus")) {
                int opus = codec.preferredPayloadType();
                return FormatParameters.EMPTY.with("", opus + "/" + opus);
            }
        }
        throw OrtcException.unsupported("audio/red without audio/opus before it");
    }

    private int take() throws OrtcException {
        Integer payloadType = free.poll();
        if (payloadType == null) {
            throw OrtcException.unsupported("more codecs than dynamic payload types");
        }
        return payloadType;
    }
}

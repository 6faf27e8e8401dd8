package dev.parley.protocol.media;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the RTP parameters of a producer agree with themselves: what can be told without knowing the router. */
final class ProducerCheck {
    private ProducerCheck() {}

    static void check(MediaKind kind, RtpParameters parameters) throws OrtcException {
        codecs(kind, parameters.codecs());
        for (int i = 0; i < parameters.encodings().size(); i++) {
            encoding("encodings[" + i + "]", parameters.encodings().get(i), parameters);
        }
        Set<Object> seen = new HashSet<>();
        for (Long ssrc : parameters.ssrcs()) {
            if (!seen.add(ssrc)) {
                throw OrtcException.invalid("encodings", "ssrc " + ssrc + " is given twice");
            }
        }
        for (RtpEncodingParameters encoding : parameters.encodings()) {
            if (!encoding.rid().isEmpty() && !seen.add(encoding.rid())) {
                throw OrtcException.invalid("encodings", "rid " + encoding.rid() + " is given twice");
            }
        }
    }

    private static void codecs(MediaKind kind, List<RtpCodecParameters> codecs) throws OrtcException {
        Set<Integer> payloadTypes = new HashSet<>();
        for (int i = 0; i < codecs.size(); i++) {
            RtpCodecParameters codec = codecs.get(i);
            String field = "codecs[" + i + "]";
            if (codec.codecKind() != kind) {
                throw OrtcException.invalid(field + ".mimeType", codec.mimeType() + " is not " + kind.word());
            }
            if (!payloadTypes.add(codec.payloadType())) {
                throw OrtcException.invalid(field + ".payloadType", codec.payloadType() + " is given twice");
            }
            if (codec.isRtx() && !isMediaCodec(codecs, codec.associatedPayloadType())) {
                throw OrtcException.invalid(field + ".parameters.apt", "is no payload type of a media codec");
            }
        }
        if (codecs.stream().allMatch(codec -> codec.isRtx() || codec.isRed())) {
            throw OrtcException.invalid("codecs", "there is no media codec");
        }
    }

    private static void encoding(String field, RtpEncodingParameters encoding, RtpParameters parameters)
            throws OrtcException {
        boolean alone = parameters.encodings().size() == 1;
        if (encoding.ssrc() == 0
                && encoding.rid().isEmpty()
                && !(alone && !parameters.mid().isEmpty())) {
            throw OrtcException.invalid(field, alone ? "has no ssrc, no rid and no mid" : "has no ssrc and no rid");
        }
        if (!alone && ScalabilityMode.of(encoding.scalabilityMode()).spatialLayers() > 1) {
            throw OrtcException.invalid(field + ".scalabilityMode", "several encodings with several spatial layers");
        }
        if (encoding.codecPayloadType().isPresent()
                && !isMediaCodec(
                        parameters.codecs(), encoding.codecPayloadType().get())) {
            throw OrtcException.invalid(field + ".codecPayloadType", "is no payload type of a media codec");
        }
    }

    private static boolean isMediaCodec(List<RtpCodecParameters> codecs, int payloadType) {
        return codecs.stream().anyMatch(codec -> codec.payloadType() == payloadType && !codec.isRtx());
    }
}

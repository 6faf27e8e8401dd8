package dev.parley.protocol.media;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.json.FormatParameters.Numeric;
import dev.parley.protocol.json.FormatParameters.Text;
import dev.parley.protocol.json.FormatParameters.Value;
import java.util.List;
import java.util.Optional;

/** Whether two codecs are the same, so that what one side sends the other can take. */
final class CodecMatch {
    private static final Value ZERO = new Numeric(0);

    private CodecMatch() {}

    /** Whether name, clock rate and channels are equal. */
    static boolean loose(RtpCodec a, RtpCodec b) {
        return a.mimeType().equalsIgnoreCase(b.mimeType())
                && a.clockRate() == b.clockRate()
                && a.channels() == b.channels();
    }

    /** Whether also those parameters are equal without which a decoder is of no use. */
    static boolean strict(RtpCodec a, RtpCodec b) {
        if (!loose(a, b)) {
            return false;
        } else if (isH264(a)) {
            return parameter(a, "packetization-mode").equals(parameter(b, "packetization-mode"))
                    && H264Profile.same(a.parameters(), b.parameters());
        } else if (a.mimeType().equalsIgnoreCase("video/VP9")) {
            return parameter(a, "profile-id").equals(parameter(b, "profile-id"));
        } else if (a.isRed()) {
            return a.parameters().equals(b.parameters());
        }
        return true;
    }

    /** The first capability that strictly matches. */
    static Optional<RtpCodecCapability> find(RtpCodec codec, List<RtpCodecCapability> capabilities) {
        for (RtpCodecCapability capability : capabilities) {
            if (strict(codec, capability)) {
                return Optional.of(capability);
            }
        }
        return Optional.empty();
    }

    /** The parameters of a codec as they stand after the negotiation with a capability that matches it. */
    static FormatParameters negotiated(RtpCodec codec, RtpCodec capability) {
        return isH264(codec) ? H264Profile.answer(codec.parameters(), capability.parameters()) : codec.parameters();
    }

    private static boolean isH264(RtpCodec codec) {
        return codec.mimeType().equalsIgnoreCase("video/H264");
    }

    /** A parameter whose default is 0; an empty text counts as unsaid. */
    private static Value parameter(RtpCodec codec, String name) {
        return codec.parameters()
                .value(name)
                .filter(value -> !value.equals(new Text("")))
                .orElse(ZERO);
    }
}

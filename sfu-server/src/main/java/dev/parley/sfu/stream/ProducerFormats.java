package dev.parley.sfu.stream;

import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.payload.KeyFrameDetector;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each payload type of a producer means, by the parameters it announced and the router's mapping of them. */
public final class ProducerFormats {
    private static final int NONE = -1;

    private final @Nullable MediaFormat[] formats = new @Nullable MediaFormat[128];
    private final int[] associated = new int[128];
    private final boolean[] red = new boolean[128];
    private final MediaFormat first;

    public ProducerFormats(RtpParameters parameters, RtpMapping mapping) {
        Arrays.fill(associated, NONE);
        Optional<MediaFormat> main = Optional.empty();
        for (RtpCodecParameters codec : parameters.codecs()) {
            if (codec.isRtx()) {
                associated[codec.payloadType()] = codec.associatedPayloadType();
            } else if (codec.isRed()) {
                red[codec.payloadType()] = true;
            } else {
                MediaFormat format = format(codec, mapping);
                formats[codec.payloadType()] = format;
                main = main.or(() -> Optional.of(format));
            }
        }
        this.first = main.orElse(MediaFormat.NONE);
    }

    private static MediaFormat format(RtpCodecParameters codec, RtpMapping mapping) {
        boolean nack = codec.rtcpFeedback().stream().anyMatch(ProducerFormats::isNack);
        return new MediaFormat(
                codec.payloadType(),
                mapping.mappedPayloadType(codec.payloadType()),
                codec.clockRate(),
                codec.mimeType().equalsIgnoreCase("video/VP8"),
                codec.mimeType().equalsIgnoreCase("video/VP9"),
                nack,
                KeyFrameDetector.of(codec.mimeType()));
    }

    private static boolean isNack(RtcpFeedback feedback) {
        return feedback.type().equals("nack") && feedback.parameter().isEmpty();
    }

    /** The format of media packets with {@code payloadType}, 0 to 127. */
    public @Nullable MediaFormat media(int payloadType) {
        return formats[payloadType];
    }

    /** The payload type of the media that retransmissions with {@code payloadType} carry, or -1. */
    public int retransmitted(int payloadType) {
        return associated[payloadType];
    }

    /** Whether packets with {@code payloadType} repeat payloads of those before them (RFC 2198), in the {@link #first} format. */
    public boolean redundant(int payloadType) {
        return red[payloadType];
    }

    /** The format announced first, which is the one in use until another one is seen. */
    public MediaFormat first() {
        return first;
    }
}

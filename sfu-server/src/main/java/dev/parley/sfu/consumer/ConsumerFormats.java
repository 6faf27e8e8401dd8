package dev.parley.sfu.consumer;

import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpParameters;
import java.util.Arrays;

/** The payload types a consumer accepts, and the retransmission payload type of each (RFC 4588). */
final class ConsumerFormats {
    private static final int NONE = -1;
    private static final RtcpFeedback NACK = new RtcpFeedback("nack");

    private final boolean[] accepted = new boolean[128];
    private final int[] rtx = new int[128];
    private final boolean repeats;
    private final int red;

    ConsumerFormats(RtpParameters parameters) {
        Arrays.fill(rtx, NONE);
        boolean nack = false;
        int redundant = NONE;
        for (RtpCodecParameters codec : parameters.codecs()) {
            if (codec.isRed()) {
                redundant = codec.payloadType();
            } else if (!codec.isRtx()) {
                accepted[codec.payloadType()] = true;
                nack |= codec.rtcpFeedback().contains(NACK);
            } else if (codec.associatedPayloadType() >= 0) {
                rtx[codec.associatedPayloadType() & 0x7f] = codec.payloadType();
            }
        }
        this.red = redundant;
        this.repeats = nack && Arrays.stream(rtx).allMatch(payloadType -> payloadType == NONE);
    }

    /** Whether losses are asked for, and repaired without a retransmission stream: by the same packets again. */
    boolean repeats() {
        return repeats;
    }

    /** The payload type of redundant audio, or -1. */
    int red() {
        return red;
    }

    boolean accepts(int payloadType) {
        return accepted[payloadType];
    }

    /** The payload type for retransmissions of {@code payloadType}, or -1. */
    int rtxOf(int payloadType) {
        return rtx[payloadType];
    }
}

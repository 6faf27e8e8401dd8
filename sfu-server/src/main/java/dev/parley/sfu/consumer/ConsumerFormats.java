package dev.parley.sfu.consumer;

import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpParameters;
import java.util.Arrays;

/** The payload types a consumer accepts, and the retransmission payload type of each (RFC 4588). */
final class ConsumerFormats {
    private static final int NONE = -1;

    private final boolean[] accepted = new boolean[128];
    private final int[] rtx = new int[128];

    ConsumerFormats(RtpParameters parameters) {
        Arrays.fill(rtx, NONE);
        for (RtpCodecParameters codec : parameters.codecs()) {
            if (!codec.isRtx()) {
                accepted[codec.payloadType()] = true;
            } else if (codec.associatedPayloadType() >= 0) {
                rtx[codec.associatedPayloadType() & 0x7f] = codec.payloadType();
            }
        }
    }

    boolean accepts(int payloadType) {
        return accepted[payloadType];
    }

    /** The payload type for retransmissions of {@code payloadType}, or -1. */
    int rtxOf(int payloadType) {
        return rtx[payloadType];
    }
}

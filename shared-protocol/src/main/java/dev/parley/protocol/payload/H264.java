package dev.parley.protocol.payload;

import dev.parley.protocol.wire.Bytes;

/** Looks into H.264 payloads (RFC 6184) of packetization modes 0 and 1. */
public final class H264 {
    private static final int IDR_SLICE = 5;
    private static final int SEQUENCE_PARAMETER_SET = 7;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    private H264() {}

    /**
     * Whether a decoder can begin with this packet: a sequence parameter set or a slice of an IDR picture, alone
     * (section 5.6), in an aggregate (5.7.1) or at the start of a fragmented unit (5.8). Encoders put the parameter
     * sets in front of the IDR picture, so in their stream the former is found first.
     */
    public static boolean isKeyFrame(byte[] buffer, int payloadOffset, int payloadLength) {
        if (payloadLength < 1) {
            return false;
        }
        int type = buffer[payloadOffset] & 0x1f;
        return switch (type) {
            case STAP_A -> aggregateBegins(buffer, payloadOffset + 1, payloadOffset + payloadLength);
            case FU_A -> fragmentBegins(buffer, payloadOffset, payloadLength);
            default -> begins(type);
        };
    }

    private static boolean aggregateBegins(byte[] buffer, int from, int end) {
        int at = from;
        // Each unit takes at least its two bytes of length, so this ends.
        while (end - at > 2) {
            int size = Bytes.u16(buffer, at);
            if (size == 0 || size > end - at - 2) {
                return false;
            }
            if (begins(buffer[at + 2] & 0x1f)) {
                return true;
            }
            at += 2 + size;
        }
        return false;
    }

    private static boolean fragmentBegins(byte[] buffer, int payloadOffset, int payloadLength) {
        if (payloadLength < 2) {
            return false;
        }
        int header = buffer[payloadOffset + 1];
        boolean start = (header & 0x80) != 0;
        return start && begins(header & 0x1f);
    }

    private static boolean begins(int type) {
        return type == IDR_SLICE || type == SEQUENCE_PARAMETER_SET;
    }
}

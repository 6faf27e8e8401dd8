package dev.parley.protocol.media;

import java.util.List;

/**
 * How the payload types and SSRCs of a producer are called inside a router, and so towards all its consumers.
 *
 * @param codecs one entry for each codec of the producer
 * @param encodings one entry for each encoding, in order
 */
public record RtpMapping(List<CodecMapping> codecs, List<EncodingMapping> encodings) {
    /** Copies the lists. */
    public RtpMapping {
        codecs = List.copyOf(codecs);
        encodings = List.copyOf(encodings);
    }

    /** A payload type in the producer's packets, and the router's for the same codec; both 0 to 127. */
    public record CodecMapping(int payloadType, int mappedPayloadType) {}

    /**
     * An encoding of the producer.
     *
     * @param ssrc that in its packets, or 0 when it is not known yet
     * @param rid that in its packets, or empty
     * @param mappedSsrc the router's for it, 1 to 2^32 - 1
     */
    public record EncodingMapping(long ssrc, String rid, long mappedSsrc) {}

    /** The router's payload type for one of the producer's, or -1. */
    public int mappedPayloadType(int payloadType) {
        for (CodecMapping codec : codecs) {
            if (codec.payloadType() == payloadType) {
                return codec.mappedPayloadType();
            }
        }
        return -1;
    }
}

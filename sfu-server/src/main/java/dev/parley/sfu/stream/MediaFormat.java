package dev.parley.sfu.stream;

import dev.parley.protocol.payload.KeyFrameDetector;

/**
 * One payload type of a producer and what it means.
 *
 * @param payloadType as the publisher sends it
 * @param mappedPayloadType as the router names it to consumers
 * @param clockRate RTP clock units a second
 * @param vp8 whether the payload begins with a VP8 descriptor, whose numbers are rewritten
 * @param vp9 whether the payload begins with a VP9 descriptor
 * @param nack whether lost packets are asked for again
 * @param keyFrames finds the packet that begins a key frame
 */
public record MediaFormat(
        int payloadType,
        int mappedPayloadType,
        int clockRate,
        boolean vp8,
        boolean vp9,
        boolean nack,
        KeyFrameDetector keyFrames) {
    /** Stands where no packet is shown yet. */
    static final MediaFormat NONE = new MediaFormat(0, 0, 1, false, false, false, (buffer, offset, length) -> false);
}

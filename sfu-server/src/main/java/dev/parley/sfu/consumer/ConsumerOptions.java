package dev.parley.sfu.consumer;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;

/**
 * What a consumer is made of.
 *
 * @param producerId of what it consumes
 * @param screenShare whether that shows a screen rather than a person
 * @param rtpParameters as sent to the subscriber
 * @param producerPaused whether its producer is paused
 * @param seed a random number from which the first sequence numbers are taken (RFC 3550, section 5.1)
 */
public record ConsumerOptions(
        String id,
        String producerId,
        MediaKind kind,
        boolean screenShare,
        RtpParameters rtpParameters,
        boolean producerPaused,
        long seed) {}

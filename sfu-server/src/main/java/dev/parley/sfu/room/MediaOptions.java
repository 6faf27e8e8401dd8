package dev.parley.sfu.room;

import dev.parley.protocol.media.RtpCapabilities;

/**
 * What rooms need to negotiate media.
 *
 * @param capabilities of every router
 * @param limits of every peer and room
 */
public record MediaOptions(RtpCapabilities capabilities, PeerLimits limits, Ids ids) {}

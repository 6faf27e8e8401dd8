package dev.parley.protocol.media;

import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.json.Range;

/**
 * An RTP header extension (RFC 8285) that an endpoint or router can handle for one kind of media.
 *
 * @param preferredId the id in packets
 * @param preferredEncrypt whether it should be encrypted (RFC 6904)
 */
public record RtpHeaderExtensionCapability(
        MediaKind kind,
        String uri,
        @Range(min = 0, max = 255) int preferredId,
        @Omittable(written = true) boolean preferredEncrypt,
        @Omittable(written = true) RtpHeaderExtensionDirection direction) {}

package dev.parley.protocol.media;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.json.Lenient;
import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.json.Range;

/**
 * An RTP header extension (RFC 8285) that is used in a stream.
 *
 * @param id the id in packets, 1 to 255 (above 14 only in the two-byte form)
 * @param encrypt whether it is encrypted (RFC 6904)
 */
public record RtpHeaderExtensionParameters(
        String uri,
        @Range(min = 1, max = 255) int id,
        @Omittable(written = true) boolean encrypt,
        @Omittable(written = true) @Lenient FormatParameters parameters) {}

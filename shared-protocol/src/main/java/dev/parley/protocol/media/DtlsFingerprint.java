package dev.parley.protocol.media;

import dev.parley.protocol.json.Length;

/**
 * The hash of a certificate (RFC 8122), as it was signaled and yet unchecked.
 *
 * @param algorithm such as {@code sha-256}
 * @param value bytes in hexadecimal with colons between
 */
public record DtlsFingerprint(
        @Length(max = 16) String algorithm,
        @Length(max = 255) String value) {}

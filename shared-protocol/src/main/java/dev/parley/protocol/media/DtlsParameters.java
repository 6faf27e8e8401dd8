package dev.parley.protocol.media;

import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Omittable;
import java.util.List;

/**
 * What the other side has to know of a DTLS endpoint.
 *
 * @param fingerprints of its certificate, 1 to 16
 */
public record DtlsParameters(
        @Omittable(written = true) DtlsRole role,
        @Length(min = 1, max = 16) List<DtlsFingerprint> fingerprints) {
    /** Copies the list. */
    public DtlsParameters {
        fingerprints = List.copyOf(fingerprints);
    }
}

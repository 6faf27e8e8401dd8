package dev.parley.protocol.media;

import dev.parley.protocol.json.Length;
import dev.parley.protocol.json.Lenient;
import dev.parley.protocol.json.Omittable;

/**
 * How RTCP is used.
 *
 * @param cname the canonical name of the source (RFC 3550, section 6.5.1), or empty
 * @param reducedSize RFC 5506; always true, as in mediasoup
 */
public record RtcpParameters(
        @Omittable @Length(max = 255) String cname,
        @Omittable(written = true) @Lenient boolean reducedSize) {
    /** Nothing known. */
    public static final RtcpParameters UNKNOWN = new RtcpParameters("");

    /** Sets {@code reducedSize}, which mediasoup does not let anyone switch off. */
    public RtcpParameters {
        reducedSize = true;
    }

    /** With a name. */
    public RtcpParameters(String cname) {
        this(cname, true);
    }
}

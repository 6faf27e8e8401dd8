package dev.parley.protocol.media;

import dev.parley.protocol.json.Lenient;
import dev.parley.protocol.json.Omittable;

/**
 * One kind of RTCP feedback for a codec (RFC 4585).
 *
 * @param type such as {@code nack}, {@code ccm}, {@code goog-remb}, {@code transport-cc}
 * @param parameter such as {@code pli} or {@code fir}; empty for none
 */
public record RtcpFeedback(
        String type, @Omittable(written = true) @Lenient String parameter) {
    /** Feedback without a parameter. */
    public RtcpFeedback(String type) {
        this(type, "");
    }
}

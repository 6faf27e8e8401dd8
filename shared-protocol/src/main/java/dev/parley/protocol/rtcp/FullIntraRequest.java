package dev.parley.protocol.rtcp;

import java.util.List;

/**
 * Full intra request (RFC 5104, section 4.3.1): the order to send a key frame.
 *
 * @param mediaSsrc unused, 0 by the standard
 */
public record FullIntraRequest(int senderSsrc, int mediaSsrc, List<Entry> entries) implements RtcpPacket {
    static final int FORMAT = 4;

    public FullIntraRequest {
        entries = List.copyOf(entries);
    }

    /**
     * One stream that shall send a key frame.
     *
     * @param sequenceNumber 0 to 255; the same one again is the same request again
     */
    public record Entry(int ssrc, int sequenceNumber) {}
}

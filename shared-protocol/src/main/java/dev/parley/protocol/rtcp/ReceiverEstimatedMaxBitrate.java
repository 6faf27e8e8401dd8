package dev.parley.protocol.rtcp;

import java.util.List;

/**
 * Receiver estimated maximum bitrate (draft-alvestrand-rmcat-remb-03).
 *
 * @param mediaSsrc unused, 0 by the draft
 * @param bitsPerSecond written with 18 significant bits, rounded down
 * @param ssrcs the streams the estimate is shared by, at most 255
 */
public record ReceiverEstimatedMaxBitrate(int senderSsrc, int mediaSsrc, long bitsPerSecond, List<Integer> ssrcs)
        implements RtcpPacket {
    /** Application layer feedback (RFC 4585, section 6.4), told apart by {@link #NAME}. */
    static final int FORMAT = 15;

    /** "REMB" in ASCII. */
    static final int NAME = 0x52454d42;

    public ReceiverEstimatedMaxBitrate {
        ssrcs = List.copyOf(ssrcs);
    }
}

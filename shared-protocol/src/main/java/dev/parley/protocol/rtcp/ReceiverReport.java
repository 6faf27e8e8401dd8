package dev.parley.protocol.rtcp;

import java.util.List;

/**
 * Receiver report (RFC 3550, section 6.4.2).
 *
 * @param ssrc of the one who reports
 * @param reports at most 31
 */
public record ReceiverReport(int ssrc, List<ReportBlock> reports) implements RtcpPacket {
    static final int TYPE = 201;

    public ReceiverReport {
        reports = List.copyOf(reports);
    }
}

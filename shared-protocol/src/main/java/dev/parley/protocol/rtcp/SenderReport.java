package dev.parley.protocol.rtcp;

import java.util.List;

/**
 * Sender report (RFC 3550, section 6.4.1).
 *
 * @param ntpTime 64-bit NTP time of the report
 * @param rtpTimestamp the same instant on the stream's RTP clock
 * @param packetCount sent since the beginning, modulo 2^32
 * @param octetCount payload bytes sent since the beginning, modulo 2^32
 * @param reports at most 31
 */
public record SenderReport(
        int ssrc, long ntpTime, int rtpTimestamp, int packetCount, int octetCount, List<ReportBlock> reports)
        implements RtcpPacket {
    static final int TYPE = 200;

    public SenderReport {
        reports = List.copyOf(reports);
    }
}

package dev.parley.desktop.transport;

import dev.parley.protocol.rtcp.ExtendedReport;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.wire.NtpTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The server tells times and is told how long ago they came, so that it knows the round trip and can time its requests for
 * what is lost (RFC 3611, sections 4.4 and 4.5). Thread: the media thread.
 */
final class ReferenceTimes {
    private static final long SECOND = 1_000_000_000L; // ns
    private static final int UNIT_BITS = 16; // the answer counts in 1/65536 s

    /** Who tells times under more names than this is not answered. */
    private static final int MOST = 31;

    private final Map<Integer, Told> bySsrc = new HashMap<>();

    private record Told(int compactNtp, long nanos) {}

    /** A report came, with a time or without. */
    void told(ExtendedReport report, long nowNanos) {
        for (ExtendedReport.Block block : report.blocks()) {
            if (block instanceof ExtendedReport.ReceiverReferenceTime time && bySsrc.size() < MOST) {
                bySsrc.put(report.ssrc(), new Told(NtpTime.compact(time.ntpTime()), nowNanos));
            }
        }
    }

    /** The answer to all that were told since the last; empty or one packet, from {@code ownSsrc}. */
    List<RtcpPacket> answer(int ownSsrc, long nowNanos) {
        if (bySsrc.isEmpty()) {
            return List.of();
        }
        List<ExtendedReport.DlrrEntry> entries = new ArrayList<>();
        bySsrc.forEach((ssrc, told) -> entries.add(new ExtendedReport.DlrrEntry(
                ssrc, told.compactNtp, (int) (((nowNanos - told.nanos) << UNIT_BITS) / SECOND))));
        bySsrc.clear();
        return List.of(new ExtendedReport(ownSsrc, List.of(new ExtendedReport.Dlrr(entries))));
    }
}

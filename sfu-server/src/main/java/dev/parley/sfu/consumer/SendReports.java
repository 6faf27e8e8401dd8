package dev.parley.sfu.consumer;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.wire.NtpTime;
import dev.parley.sfu.stream.Continuity;
import dev.parley.sfu.stream.SenderClock;
import java.util.List;
import java.util.Optional;

/** What a consumer counts, reports and is told about the stream it sends (RFC 3550, section 6.4). */
public final class SendReports {
    private static final long VIDEO_INTERVAL_NANOS = 1_000_000_000L;
    private static final long AUDIO_INTERVAL_NANOS = 2_000_000_000L;

    /** Reports soon after the first packet bring audio and video in step early. */
    private static final long EARLY_INTERVAL_NANOS = 250_000_000L;

    private static final int EARLY_REPORTS = 4;

    /** Report blocks refer to sender reports by their compact NTP time; round trips longer than this many are lost. */
    private static final int REMEMBERED = 8;

    private final int[] sentCompactNtp = new int[REMEMBERED];
    private final long[] sentNanos = new long[REMEMBERED];
    private int sentReports;

    private int packets;
    private int octets;
    private long bytes;
    private long retransmissions;
    private long nextNanos = Long.MIN_VALUE;
    private long rttNanos;
    private int fractionLost;
    private int cumulativeLost;

    void sent(int payloadBytes) {
        packets++;
        octets += payloadBytes;
        bytes += payloadBytes;
    }

    void retransmitted() {
        retransmissions++;
    }

    boolean due(long nowNanos, MediaKind kind) {
        if (packets == 0 || (nextNanos != Long.MIN_VALUE && nowNanos - nextNanos < 0)) {
            return false;
        }
        long regular = kind == MediaKind.VIDEO ? VIDEO_INTERVAL_NANOS : AUDIO_INTERVAL_NANOS;
        nextNanos = nowNanos + (sentReports < EARLY_REPORTS ? EARLY_INTERVAL_NANOS : regular);
        return true;
    }

    Optional<SenderReport> report(int ssrc, SenderClock clock, Continuity mapping, int clockRate, long nowNanos) {
        if (!clock.known()) {
            return Optional.empty();
        }
        long ntp = clock.ntpNow(nowNanos);
        int slot = sentReports++ % REMEMBERED;
        sentCompactNtp[slot] = NtpTime.compact(ntp);
        sentNanos[slot] = nowNanos;
        int timestamp = mapping.timestamp(clock.timestampNow(clockRate, nowNanos));
        return Optional.of(new SenderReport(ssrc, ntp, timestamp, packets, octets, List.of()));
    }

    void reported(ReportBlock block, long nowNanos) {
        fractionLost = block.fractionLost();
        cumulativeLost = block.cumulativeLost();
        int last = block.lastSenderReport();
        for (int i = 0; last != 0 && i < Math.min(sentReports, REMEMBERED); i++) {
            if (sentCompactNtp[i] == last) {
                long delay = ((block.delaySinceLastSenderReport() & 0xffff_ffffL) * 1_000_000_000L) >>> 16;
                rttNanos = Math.max(nowNanos - sentNanos[i] - delay, 0);
            }
        }
    }

    /** The last measured round trip to the subscriber in nanoseconds, or 0 when none was measured yet. */
    public long rttNanos() {
        return rttNanos;
    }

    /** Payload bytes sent, retransmissions not counted. */
    public long bytes() {
        return bytes;
    }

    /** Packets sent, retransmissions not counted; wraps at 2^32 as in sender reports. */
    public long packets() {
        return packets & 0xffff_ffffL;
    }

    /** Packets sent again. */
    public long retransmissions() {
        return retransmissions;
    }

    /** The share of packets the subscriber lost lately, in 1/256. */
    public int fractionLost() {
        return fractionLost;
    }

    /** Packets the subscriber lost so far. */
    public int cumulativeLost() {
        return cumulativeLost;
    }
}

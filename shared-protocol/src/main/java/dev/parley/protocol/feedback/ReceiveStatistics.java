package dev.parley.protocol.feedback;

import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.wire.NtpTime;
import dev.parley.protocol.wire.SequenceNumbers;

/**
 * Counts one received stream and makes its report blocks (RFC 3550, appendices A.1, A.3 and A.8). Retransmissions are
 * not fed in: a report speaks of what the network lost. Without A.1's probation: the packets are authenticated
 * already. Allocates nothing but the report blocks.
 */
public final class ReceiveStatistics {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** A jump forward up to this many packets is loss (RFC 3550, appendix A.1). */
    private static final int MAX_DROPOUT = 3000;

    /** A packet this much behind is reordered, one further behind may be a restart (RFC 3550, appendix A.1). */
    private static final int MAX_MISORDER = 100;

    private static final int NO_BAD_SEQUENCE = 0x1_0000;

    /** A change of transit of more seconds than this is a new clock, not jitter. */
    private static final int MAX_TRANSIT_JUMP_SECONDS = 5;

    private static final int CUMULATIVE_MAX = 0x7f_ffff;
    private static final int CUMULATIVE_MIN = -0x80_0000;

    private final int ssrc;
    private final int clockRate;

    private boolean started;
    private int highestSequence;
    private int cycles;
    private int baseSequence;
    private int badSequence = NO_BAD_SEQUENCE;
    private long received;
    private long bytes;
    private long expectedPrior;
    private long receivedPrior;

    private boolean haveTransit;
    private int transit;
    /** Sixteen times the jitter, as in appendix A.8's integer form. */
    private int scaledJitter;

    private int lastSenderReport;
    private long lastSenderReportNanos;

    /**
     * Statistics of one source.
     *
     * @param clockRate of its RTP timestamps, in Hz
     */
    public ReceiveStatistics(int ssrc, int clockRate) {
        this.ssrc = ssrc;
        this.clockRate = clockRate;
    }

    /**
     * A packet came.
     *
     * @param sequenceNumber 0 to 65535
     * @param timestamp its RTP timestamp
     * @param size bytes to count
     * @return false for one that is far from all before it; it is counted only if the next follows it
     */
    public boolean received(int sequenceNumber, int timestamp, int size, long nowNanos) {
        if (!updateSequence(sequenceNumber)) {
            return false;
        }
        received++;
        bytes += size;
        updateJitter(timestamp, nowNanos);
        return true;
    }

    private boolean updateSequence(int sequence) {
        if (!started) {
            start(sequence);
            return true;
        }
        int ahead = sequence - highestSequence & 0xffff;
        if (ahead < MAX_DROPOUT) {
            if (sequence < highestSequence) {
                cycles++;
            }
            highestSequence = sequence;
            badSequence = NO_BAD_SEQUENCE;
        } else if (ahead <= 0x1_0000 - MAX_MISORDER) {
            if (sequence != badSequence) {
                badSequence = SequenceNumbers.plus(sequence, 1);
                return false;
            }
            // Two in a row: the other side restarted without saying so.
            start(sequence);
        }
        return true;
    }

    private void start(int sequence) {
        started = true;
        highestSequence = sequence;
        baseSequence = sequence;
        cycles = 0;
        badSequence = NO_BAD_SEQUENCE;
        received = 0;
        expectedPrior = 0;
        receivedPrior = 0;
        haveTransit = false;
    }

    private void updateJitter(int timestamp, long nowNanos) {
        // Whole seconds apart, so that nothing overflows; only differences matter, so wrapping to 32 bits is right.
        long seconds = Math.floorDiv(nowNanos, NANOS_PER_SECOND);
        long fraction = Math.floorMod(nowNanos, NANOS_PER_SECOND);
        int arrival = (int) (seconds * clockRate + fraction * clockRate / NANOS_PER_SECOND);
        int now = arrival - timestamp;
        int difference = Math.abs(now - transit);
        if (haveTransit && difference >= 0 && difference <= MAX_TRANSIT_JUMP_SECONDS * clockRate) {
            scaledJitter += difference - ((scaledJitter + 8) >> 4);
        }
        transit = now;
        haveTransit = true;
    }

    /**
     * A sender report of this source came; the next report block answers it.
     *
     * @param ntpTime its 64-bit NTP time
     */
    public void senderReport(long ntpTime, long nowNanos) {
        lastSenderReport = NtpTime.compact(ntpTime);
        lastSenderReportNanos = nowNanos;
    }

    /** The report block for now; ends the interval the fraction lost speaks of. */
    public ReportBlock reportBlock(long nowNanos) {
        long expected = expected();
        long expectedInterval = expected - expectedPrior;
        long receivedInterval = received - receivedPrior;
        expectedPrior = expected;
        receivedPrior = received;
        long lostInterval = expectedInterval - receivedInterval;
        int fraction = expectedInterval == 0 || lostInterval <= 0 ? 0 : (int) ((lostInterval << 8) / expectedInterval);
        int delay = 0;
        if (lastSenderReport != 0) {
            long nanos = Math.max(0, nowNanos - lastSenderReportNanos);
            // 1/65536 s; a day's worth of delay would overflow both the field and this product.
            delay = (int) Math.min(0xffff_ffffL, (Math.min(nanos, 65_535 * NANOS_PER_SECOND) << 16) / NANOS_PER_SECOND);
        }
        return new ReportBlock(
                ssrc,
                Math.min(fraction, 255),
                cumulativeLost(),
                started ? (cycles << 16) | highestSequence : 0,
                jitter(),
                lastSenderReport,
                delay);
    }

    /** Packets that should have come since the beginning, or since a restart of the source. */
    public long expected() {
        return started ? ((long) cycles << 16) + highestSequence - baseSequence + 1 : 0;
    }

    /** Packets expected and not received, -8388608 to 8388607; duplicates count against it. */
    public int cumulativeLost() {
        return Math.clamp(expected() - received, CUMULATIVE_MIN, CUMULATIVE_MAX);
    }

    /** The interarrival jitter in RTP clock units. */
    public int jitter() {
        return scaledJitter >> 4;
    }

    /** Packets received since the beginning, or since a restart of the source. */
    public long packets() {
        return received;
    }

    /** Bytes received since the beginning. */
    public long bytes() {
        return bytes;
    }

    /** The source these statistics are of. */
    public int ssrc() {
        return ssrc;
    }
}

package dev.parley.protocol.rtcp;

/**
 * What a receiver says about one source (RFC 3550, section 6.4.1).
 *
 * @param ssrc the source reported on
 * @param fractionLost since the previous report, in 1/256, 0 to 255
 * @param cumulativeLost since the beginning, -8388608 to 8388607; negative when duplicates outnumber losses
 * @param extendedHighestSequence wraps in the high 16 bits, highest sequence number in the low ones
 * @param jitter in RTP clock units
 * @param lastSenderReport middle 32 bits of the NTP time of the last sender report; 0 before the first
 * @param delaySinceLastSenderReport in 1/65536 s; 0 before the first
 */
public record ReportBlock(
        int ssrc,
        int fractionLost,
        int cumulativeLost,
        int extendedHighestSequence,
        int jitter,
        int lastSenderReport,
        int delaySinceLastSenderReport) {
    static final int LENGTH = 24;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /**
     * The round trip this block shows to the sender of the report it answers (RFC 3550, section 6.4.1).
     *
     * @param compactNow middle 32 bits of the NTP time at which the block arrived
     * @return nanoseconds, 0 or more, or -1 when the receiver had no sender report yet
     */
    public long roundTripNanos(int compactNow) {
        if (lastSenderReport == 0) {
            return -1;
        }
        int units = compactNow - lastSenderReport - delaySinceLastSenderReport;
        // Clock granularity can make a very short trip look negative.
        return units <= 0 ? 0 : (units * NANOS_PER_SECOND) >> 16;
    }
}

package dev.parley.desktop.playout;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns the RTP timestamps of one stream into the sender's wall clock, by its sender reports (RFC 3550, section 6.4.1).
 *
 * <p>Thread: any.
 */
public final class RtpClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int clockRate;
    private volatile @Nullable Report last;

    /** Of a stream with {@code clockRate} RTP clock units per second. */
    public RtpClock(int clockRate) {
        this.clockRate = clockRate;
    }

    /**
     * Takes what a sender report says.
     *
     * @param ntpNanos the sender's wall clock, in nanoseconds since 1970
     * @param rtpTimestamp the same moment in RTP clock units; the low 32 bits count
     */
    public void report(long ntpNanos, long rtpTimestamp) {
        last = new Report(ntpNanos, (int) rtpTimestamp);
    }

    /**
     * When this was captured, by the sender's wall clock in nanoseconds since 1970; empty before the first report.
     * Right within half a turn of the timestamp (6.6 h of video) around the last report.
     */
    public OptionalLong ntpNanos(long rtpTimestamp) {
        Report report = last;
        if (report == null) {
            return OptionalLong.empty();
        }
        int units = (int) rtpTimestamp - report.rtpTimestamp; // wraps as RTP timestamps do
        return OptionalLong.of(report.ntpNanos + units * NANOS_PER_SECOND / clockRate);
    }

    private record Report(long ntpNanos, int rtpTimestamp) {}
}

package dev.parley.sfu.stream;

import dev.parley.protocol.wire.NtpTime;
import java.util.Optional;

/** A publisher's clock as its last sender report gave it: NTP time and RTP timestamp of one instant (RFC 3550, 6.4.1). */
public final class SenderClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /**
     * What a sender report said.
     *
     * @param arrivalNanos when it did
     */
    public record Reading(long ntpTime, int rtpTimestamp, long arrivalNanos) {}

    private boolean known;
    private long ntp;
    private int timestamp;
    private long arrivalNanos;

    /** A sender report arrived. */
    public void reported(long ntpTime, int rtpTimestamp, long nowNanos) {
        known = true;
        ntp = ntpTime;
        timestamp = rtpTimestamp;
        arrivalNanos = nowNanos;
    }

    /** What the last report said, if one arrived. */
    public Optional<Reading> reading() {
        return known ? Optional.of(new Reading(ntp, timestamp, arrivalNanos)) : Optional.empty();
    }

    /** Whether a report arrived yet. */
    public boolean known() {
        return known;
    }

    /** The publisher's NTP time now. */
    public long ntpNow(long nowNanos) {
        return NtpTime.fromUnixNanos(NtpTime.toUnixNanos(ntp) + nowNanos - arrivalNanos);
    }

    /** The RTP timestamp now, in the publisher's numbers. */
    public int timestampNow(int clockRate, long nowNanos) {
        return timestamp + (int) ((nowNanos - arrivalNanos) * clockRate / NANOS_PER_SECOND);
    }

    /** The publisher's time, in nanoseconds since 1970, of one of its RTP timestamps. */
    public long unixNanosAt(int rtpTimestamp, int clockRate) {
        return NtpTime.toUnixNanos(ntp) + (long) (rtpTimestamp - timestamp) * NANOS_PER_SECOND / clockRate;
    }

    /** The RTP timestamp of a time of the publisher's, in nanoseconds since 1970. */
    public int timestampAt(long unixNanos, int clockRate) {
        return timestamp + (int) ((unixNanos - NtpTime.toUnixNanos(ntp)) * clockRate / NANOS_PER_SECOND);
    }
}

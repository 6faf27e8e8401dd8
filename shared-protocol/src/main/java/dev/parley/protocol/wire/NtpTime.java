package dev.parley.protocol.wire;

/** 64-bit NTP timestamps (RFC 3550, section 4): seconds since 1900 in the high half, fraction in the low half. */
public final class NtpTime {
    /** Seconds from 1900-01-01 to 1970-01-01. */
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private NtpTime() {}

    /** The NTP timestamp of a time in nanoseconds since 1970. */
    public static long fromUnixNanos(long unixNanos) {
        long seconds = Math.floorDiv(unixNanos, NANOS_PER_SECOND) + SECONDS_1900_TO_1970;
        long fraction = (Math.floorMod(unixNanos, NANOS_PER_SECOND) << 32) / NANOS_PER_SECOND;
        return seconds << 32 | fraction;
    }

    /** The time in nanoseconds since 1970 of an NTP timestamp of the era that began in 1900. */
    public static long toUnixNanos(long ntp) {
        long seconds = (ntp >>> 32) - SECONDS_1900_TO_1970;
        long fraction = ((ntp & 0xffff_ffffL) * NANOS_PER_SECOND) >>> 32;
        return seconds * NANOS_PER_SECOND + fraction;
    }

    /** The middle 32 bits, as receiver reports carry them (LSR). */
    public static int compact(long ntp) {
        return (int) (ntp >>> 16);
    }
}

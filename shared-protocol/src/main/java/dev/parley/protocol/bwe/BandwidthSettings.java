package dev.parley.protocol.bwe;

/**
 * Where an estimate begins and within which bounds it stays, in bits per second.
 *
 * @param start the rate before anything is known of the path
 * @param min kept even when nothing seems to arrive: what tells that the path is back must still be sent
 * @param max nothing above it is of use, and no probe looks for it
 */
public record BandwidthSettings(long start, long min, long max) {
    /** 600 kbit/s at first, 30 kbit/s to 10 Mbit/s. */
    public static final BandwidthSettings DEFAULT = new BandwidthSettings(600_000, 30_000, 10_000_000);

    public BandwidthSettings {
        if (min < 1_000 || start < min || max < start) {
            throw new IllegalArgumentException("0 < min <= start <= max: " + min + ", " + start + ", " + max);
        }
    }

    /** These bounds with another start. */
    public BandwidthSettings startingAt(long bitsPerSecond) {
        return new BandwidthSettings(bitsPerSecond, min, max);
    }
}

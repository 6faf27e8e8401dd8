package dev.parley.sfu.load;

import dev.parley.protocol.media.MediaKind;

/**
 * What a published track sends.
 *
 * @param packetsPerSecond 1 to 100000; video sends them in 30 bursts a second, as frames do, audio one by one
 * @param minPayload bytes of RTP payload at least, from {@value #MIN_PAYLOAD}
 * @param maxPayload bytes at most, to {@value #MAX_PAYLOAD}
 */
public record StreamShape(MediaKind kind, int packetsPerSecond, int minPayload, int maxPayload) {
    /** The stamp and the front of a VP8 key frame. */
    public static final int MIN_PAYLOAD = StampedPayload.MIN_LENGTH;

    /** With headers and tag still within an Ethernet frame. */
    public static final int MAX_PAYLOAD = 1400;

    /** Pictures a second of every video. */
    public static final int FRAMES_PER_SECOND = 30;

    private static final int MAX_RATE = 100_000;
    private static final long SECOND = 1_000_000_000L;
    private static final int VIDEO_CLOCK = 90_000;
    private static final int AUDIO_CLOCK = 48_000;

    /** @throws IllegalArgumentException when something is out of range */
    public StreamShape {
        if (packetsPerSecond < 1 || packetsPerSecond > MAX_RATE) {
            throw new IllegalArgumentException(packetsPerSecond + " packets per second");
        }
        if (minPayload < MIN_PAYLOAD || maxPayload > MAX_PAYLOAD || minPayload > maxPayload) {
            throw new IllegalArgumentException("payloads of " + minPayload + " to " + maxPayload + " bytes");
        }
    }

    /** Video whose packets are all of one size. */
    public static StreamShape video(int packetsPerSecond, int payload) {
        return new StreamShape(MediaKind.VIDEO, packetsPerSecond, payload, payload);
    }

    /** Speech in opus: a packet each 20 ms, of 80 to 120 bytes. */
    public static StreamShape speech() {
        return new StreamShape(MediaKind.AUDIO, 50, 80, 120);
    }

    /** Packets of one burst: of a video frame, or 1. */
    int packetsPerBurst() {
        return switch (kind) {
            case VIDEO -> Math.max(1, Math.round((float) packetsPerSecond / FRAMES_PER_SECOND));
            case AUDIO -> 1;
        };
    }

    /** Nanoseconds from one burst to the next, such that the rate is exact. */
    long burstIntervalNanos() {
        return SECOND * packetsPerBurst() / packetsPerSecond;
    }

    /** How far the RTP timestamp moves from one burst to the next, in clock units. */
    int timestampStep() {
        int clock = kind == MediaKind.VIDEO ? VIDEO_CLOCK : AUDIO_CLOCK;
        return clock * packetsPerBurst() / packetsPerSecond;
    }
}

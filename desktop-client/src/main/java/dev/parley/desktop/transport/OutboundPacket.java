package dev.parley.desktop.transport;

/**
 * What is to be sent in one packet.
 *
 * @param payload all of it; not changed by anyone from now on
 * @param rtpTimestamp in the codec's clock, from any begin
 * @param captureNanos when the first of it was captured, by {@link System#nanoTime}
 * @param levelDbov loudness of audio, 0 (loudest) to 127 in -dBov (RFC 6464)
 * @param voice whether audio is a voice, as far as known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy for each would be waste
public record OutboundPacket(
        byte[] payload, long rtpTimestamp, boolean marker, long captureNanos, int levelDbov, boolean voice) {
    /** A packet of video. */
    public static OutboundPacket video(byte[] payload, long rtpTimestamp, boolean last, long captureNanos) {
        return new OutboundPacket(payload, rtpTimestamp, last, captureNanos, 0, false);
    }

    /** A packet of audio. */
    public static OutboundPacket audio(
            byte[] payload, long rtpTimestamp, boolean marker, long captureNanos, int levelDbov, boolean voice) {
        return new OutboundPacket(payload, rtpTimestamp, marker, captureNanos, levelDbov, voice);
    }
}

package dev.parley.desktop.track;

import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.playout.LipSync;
import dev.parley.desktop.playout.RtpClock;
import org.jspecify.annotations.Nullable;

/**
 * The video of one remote camera, from RTP payloads to pictures shown at the right time. Decodes on a thread of its own.
 *
 * <p>Thread: any; {@link #packet} on the media thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class InboundVideo implements AutoCloseable {
    /**
     * Begins at once.
     *
     * @param clock of this stream, told of its sender reports by the transport
     * @param lipSync shared with the same person's sound
     * @param requestKeyFrame called when a key frame is needed, at most a few times a second, on any thread
     */
    public InboundVideo(VideoCodecs codecs, RtpClock clock, LipSync lipSync, Runnable requestKeyFrame) {
        throw new UnsupportedOperationException(codecs.name());
    }

    /**
     * Takes one packet; copies what it keeps. May be out of order or twice; an empty payload (padding) counts, since
     * its sequence number would be missed otherwise.
     *
     * @param sequence 0 to 65535
     * @param rtpTimestamp 90 kHz, the low 32 bits count
     * @param arrivalNanos by {@link System#nanoTime}
     */
    public void packet(
            byte[] buffer,
            int payloadOffset,
            int payloadLength,
            int sequence,
            long rtpTimestamp,
            boolean marker,
            long arrivalNanos) {
        throw new UnsupportedOperationException();
    }

    /** Where pictures go from now on, on the decoder's thread; null for nowhere. */
    public void show(@Nullable FrameSink sink) {
        throw new UnsupportedOperationException();
    }

    /** The sender was paused or another stream follows: what is missing is not waited for. */
    public void restart() {
        throw new UnsupportedOperationException();
    }

    /** What came so far. */
    public Figures figures() {
        throw new UnsupportedOperationException();
    }

    /** Ends the thread; nothing is shown after the return. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /**
     * What came so far.
     *
     * @param packetsReceived since the beginning
     * @param framesDecoded since the beginning
     * @param framesDropped complete or not, never shown
     * @param keyFrames decoded
     * @param freezeMillis sum of the gaps between shown pictures that count as freezes (W3C webrtc-stats)
     * @param freezes number of them
     * @param jitterBufferMillis how long frames wait between complete and shown, mean of the last ones
     * @param width of the last picture, 0 before
     * @param height of the last picture, 0 before
     * @param framesPerSecond shown in the last second
     * @param decodeMillis mean time to decode one
     */
    public record Figures(
            long packetsReceived,
            long framesDecoded,
            long framesDropped,
            long keyFrames,
            double freezeMillis,
            int freezes,
            double jitterBufferMillis,
            int width,
            int height,
            double framesPerSecond,
            double decodeMillis) {}
}

package dev.parley.desktop.track;

import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;

/**
 * Pictures in, coded pictures out, within a bitrate. Codes on a thread of its own; pictures that come while it is busy
 * replace each other.
 *
 * <p>Thread: any.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class OutboundVideo implements FrameSink, AutoCloseable {
    /** Begins at once. */
    public OutboundVideo(VideoCodecs codecs, EncodedSink sink) {
        throw new UnsupportedOperationException(codecs.name() + sink);
    }

    @Override
    public void frame(Picture picture) {
        throw new UnsupportedOperationException();
    }

    /** What the path carries for video, in bits per second. */
    public void targetBitrate(long bitsPerSecond) {
        throw new UnsupportedOperationException();
    }

    /** The next picture is to be a key frame. */
    public void requestKeyFrame() {
        throw new UnsupportedOperationException();
    }

    /** What came out so far. */
    public Figures figures() {
        throw new UnsupportedOperationException();
    }

    /** Ends the thread; nothing is delivered after the return. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /**
     * What came out so far.
     *
     * @param framesEncoded since the beginning
     * @param keyFrames of them
     * @param framesDropped that came in and were left out: encoder busy, or frame rate lowered
     * @param width of the last, 0 before
     * @param height of the last, 0 before
     * @param framesPerSecond in the last second
     * @param bytesEncoded since the beginning
     * @param encodeMillis mean time to code one picture
     */
    public record Figures(
            long framesEncoded,
            long keyFrames,
            long framesDropped,
            int width,
            int height,
            double framesPerSecond,
            long bytesEncoded,
            double encodeMillis) {}
}

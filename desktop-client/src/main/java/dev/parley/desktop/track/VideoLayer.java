package dev.parley.desktop.track;

import dev.parley.desktop.codec.EncodedPicture;
import dev.parley.desktop.codec.VideoEncoder;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PictureScaler;
import org.jspecify.annotations.Nullable;

/**
 * One of the sizes that pictures are coded in: how often, by which encoder, and when a key frame is due.
 *
 * <p>Thread: the encoder's, but for {@link #requestKeyFrame} and what is read.
 */
final class VideoLayer implements AutoCloseable {
    /** Key frames asked for by many at once become one. */
    private static final long BETWEEN_KEY_FRAMES = 200_000_000L;
    /** A camera's pictures come early or late by a few ms. */
    private static final double EARLY = 0.25;

    private final VideoEncoder encoder;
    private final PictureScaler scaler = new PictureScaler();
    private final FrameRate rate = new FrameRate();
    private long nextDue = Long.MIN_VALUE / 2;
    private long lastKeyFrame = Long.MIN_VALUE / 2;
    private boolean keyFrameWanted;
    private boolean sending;
    private long frames;
    private long keyFrames;
    private long bytes;
    private int width;
    private int height;
    private long target;

    VideoLayer(VideoEncoder encoder) {
        this.encoder = encoder;
    }

    /** The next picture is to be a key frame. Any thread. */
    synchronized void requestKeyFrame() {
        keyFrameWanted = true;
    }

    /** Nothing is sent in this size for now; the next picture is a key frame then. */
    synchronized void pause() {
        if (sending) {
            sending = false;
            keyFrameWanted = true;
        }
    }

    /** Whether a picture of this time is one of those to be coded: holds the frame rate without holding pictures. */
    boolean isDue(long timeNanos, double framesPerSecond) {
        long interval = Math.round(1e9 / framesPerSecond);
        if (timeNanos < nextDue - Math.round(EARLY * interval)) {
            return false;
        }
        nextDue = Math.max(nextDue + interval, timeNanos + interval / 2);
        return true;
    }

    /** The picture in the size of the step, held by the caller, who releases it. */
    Picture sized(Picture picture, Ladder.Step step) {
        if (step.width() == picture.width() && step.height() == picture.height()) {
            picture.retain();
            return picture;
        }
        return scaler.scale(picture, step.width(), step.height());
    }

    /** Codes a picture that has the size of the step; null when it is left out to keep to the rate. */
    @Nullable
    EncodedPicture encode(Picture picture, Ladder.Step step, long nowNanos) {
        encoder.rate(step.bitsPerSecond(), step.framesPerSecond());
        EncodedPicture coded = encoder.encode(picture, begin(step, nowNanos));
        if (coded != null) {
            count(coded, nowNanos);
        }
        return coded;
    }

    private synchronized boolean begin(Ladder.Step step, long nowNanos) {
        sending = true;
        target = step.bitsPerSecond();
        return keyFrameWanted && nowNanos - lastKeyFrame > BETWEEN_KEY_FRAMES;
    }

    private synchronized void count(EncodedPicture coded, long nowNanos) {
        if (coded.key()) {
            keyFrameWanted = false;
            lastKeyFrame = nowNanos;
            keyFrames++;
        }
        rate.frame(nowNanos);
        frames++;
        bytes += coded.length();
        width = coded.width();
        height = coded.height();
    }

    /**
     * What came out so far.
     *
     * @param sending whether anything comes out at present
     */
    record Count(boolean sending, long frames, long keyFrames, long bytes, OutboundVideo.Size size) {}

    synchronized Count count(long nowNanos) {
        return new Count(
                sending,
                frames,
                keyFrames,
                bytes,
                new OutboundVideo.Size(width, height, sending ? rate.perSecond(nowNanos) : 0, sending ? target : 0));
    }

    @Override
    public void close() {
        encoder.close();
    }
}

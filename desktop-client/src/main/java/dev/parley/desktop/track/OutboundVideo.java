package dev.parley.desktop.track;

import dev.parley.desktop.codec.EncodedPicture;
import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.codec.VideoEncoder;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PictureScaler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures in, coded pictures out, within a bitrate: a ladder says in which size and how many. Codes on a
 * thread of its own; pictures that come while it is busy replace each other.
 *
 * <p>Thread: any.
 */
public final class OutboundVideo implements FrameSink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutboundVideo.class);
    /** What pure Java manages: {@link VideoCodecs#pureJava}. */
    private static final int JAVA_HEIGHT = 180;

    private static final double JAVA_FRAMES = 10;
    /** The same for letters. */
    private static final int JAVA_DETAIL_HEIGHT = 540;

    private static final double JAVA_DETAIL_FRAMES = 2;
    private static final long JAVA_MOST = 400_000;
    /** Key frames asked for by many at once become one. */
    private static final long BETWEEN_KEY_FRAMES = 200_000_000L;
    /** A camera's pictures come early or late by a few ms. */
    private static final double EARLY = 0.25;

    /** What the pictures are of. */
    public enum Content {
        /** People: movement counts most. */
        MOTION,
        /** Screens: letters count most. */
        DETAIL
    }

    private final VideoCodecs codecs;
    private final Content content;
    private final EncodedSink sink;
    private final Thread thread;
    private final FrameRate rate = new FrameRate();
    private final Ladder ladder;
    private final EncoderLoad load = new EncoderLoad();
    private final PictureScaler scaler = new PictureScaler();
    private @Nullable Picture pending;
    private boolean open = true;
    private boolean keyFrameWanted;
    private long target = 300_000;
    private Figures figures = new Figures(0, 0, 0, 0, 0, 0, 0, 0);
    private long dropped;
    // The encoder's thread only:
    private long lastKeyFrame = Long.MIN_VALUE / 2;
    private long nextDue = Long.MIN_VALUE / 2;

    /** For pictures of people. Begins at once. */
    public OutboundVideo(VideoCodecs codecs, EncodedSink sink) {
        this(codecs, Content.MOTION, sink);
    }

    /** Begins at once. */
    public OutboundVideo(VideoCodecs codecs, Content content, EncodedSink sink) {
        this.codecs = codecs;
        this.content = content;
        ladder = content == Content.DETAIL ? new DetailLadder() : new RateLadder();
        this.sink = sink;
        thread = Thread.ofPlatform().daemon().name("video encoder").start(this::run);
    }

    @Override
    public synchronized void frame(Picture picture) {
        if (!open) {
            return;
        }
        if (pending != null) {
            pending.release();
            dropped++;
        }
        picture.retain();
        pending = picture;
        notifyAll();
    }

    /** What the path carries for video, in bits per second. */
    public synchronized void targetBitrate(long bitsPerSecond) {
        target = bitsPerSecond;
    }

    /** The next picture is to be a key frame. */
    public synchronized void requestKeyFrame() {
        keyFrameWanted = true;
    }

    private synchronized @Nullable Picture next() throws InterruptedException {
        while (open && pending == null) {
            wait();
        }
        Picture picture = pending;
        pending = null;
        if (!open && picture != null) {
            picture.release();
            return null;
        }
        return picture;
    }

    private void run() {
        try (VideoEncoder encoder = codecs.encoder()) {
            for (Picture picture = next(); picture != null; picture = next()) {
                try {
                    encode(encoder, picture);
                } catch (RuntimeException e) {
                    log.error("A picture is not sent", e);
                } finally {
                    picture.release();
                }
            }
        } catch (InterruptedException e) {
            log.debug("The encoder is interrupted", e);
        }
    }

    private void encode(VideoEncoder encoder, Picture picture) {
        long began = System.nanoTime();
        Ladder.Step step = step(picture, began);
        if (tooEarly(picture.timeNanos(), step.framesPerSecond())) {
            synchronized (this) {
                dropped++;
            }
            return;
        }
        boolean key = keyFrameDue(began);
        encoder.rate(step.bitsPerSecond(), step.framesPerSecond());
        EncodedPicture coded;
        if (step.width() == picture.width() && step.height() == picture.height()) {
            coded = encoder.encode(picture, key);
        } else {
            Picture scaled = scaler.scale(picture, step.width(), step.height());
            try {
                coded = encoder.encode(scaled, key);
            } finally {
                scaled.release();
            }
        }
        long now = System.nanoTime();
        switch (load.encoded(now - began, step.framesPerSecond(), now)) {
            case TOO_SLOW -> ladder.tooLarge();
            case TIME_TO_SPARE -> ladder.timeToSpare();
            case RIGHT -> {}
        }
        if (coded != null) {
            count(coded, now);
            sink.encoded(coded);
        }
    }

    private Ladder.Step step(Picture picture, long nowNanos) {
        long bits;
        synchronized (this) {
            bits = target;
        }
        if (!codecs.pureJava()) {
            return ladder.step(bits, picture.width(), picture.height(), nowNanos);
        }
        boolean detail = content == Content.DETAIL;
        int height = Math.min(detail ? JAVA_DETAIL_HEIGHT : JAVA_HEIGHT, picture.height());
        int width = (int) Math.round((double) picture.width() * height / picture.height() / 2) * 2;
        return new Ladder.Step(width, height, detail ? JAVA_DETAIL_FRAMES : JAVA_FRAMES, Math.min(bits, JAVA_MOST));
    }

    /** Holds the frame rate without holding pictures. */
    private boolean tooEarly(long timeNanos, double framesPerSecond) {
        long interval = Math.round(1e9 / framesPerSecond);
        if (timeNanos < nextDue - Math.round(EARLY * interval)) {
            return true;
        }
        nextDue = Math.max(nextDue + interval, timeNanos + interval / 2);
        return false;
    }

    private synchronized boolean keyFrameDue(long nowNanos) {
        return keyFrameWanted && nowNanos - lastKeyFrame > BETWEEN_KEY_FRAMES;
    }

    private synchronized void count(EncodedPicture coded, long nowNanos) {
        if (coded.key()) {
            keyFrameWanted = false;
            lastKeyFrame = nowNanos;
        }
        rate.frame(nowNanos);
        figures = new Figures(
                figures.framesEncoded + 1,
                figures.keyFrames + (coded.key() ? 1 : 0),
                dropped,
                coded.width(),
                coded.height(),
                0,
                figures.bytesEncoded + coded.length(),
                load.meanNanos() / 1e6);
    }

    /** What came out so far. */
    public synchronized Figures figures() {
        Figures f = figures;
        return new Figures(
                f.framesEncoded,
                f.keyFrames,
                dropped,
                f.width,
                f.height,
                rate.perSecond(System.nanoTime()),
                f.bytesEncoded,
                f.encodeMillis);
    }

    /** Ends the thread; nothing is delivered after the return. */
    @Override
    public void close() {
        synchronized (this) {
            open = false;
            notifyAll();
        }
        if (thread.equals(Thread.currentThread())) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
     * @param encodeMillis mean time to scale and code one picture
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

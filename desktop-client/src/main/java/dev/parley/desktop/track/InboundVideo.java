package dev.parley.desktop.track;

import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.codec.VideoDecoder;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.playout.FreezeMeter;
import dev.parley.desktop.playout.LipSync;
import dev.parley.desktop.playout.RtpClock;
import dev.parley.desktop.playout.VideoJitterBuffer;
import dev.parley.desktop.playout.VideoJitterBuffer.Ready;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The video of one remote camera, from RTP payloads to pictures shown at the right time. Decodes on a thread of its own,
 * whether anybody watches or not: each picture needs the one before.
 *
 * <p>Thread: any; {@link #packet} on the media thread, which never waits for the decoder.
 */
public final class InboundVideo implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InboundVideo.class);
    private static final long NEVER = Long.MAX_VALUE;
    /** VP8's frame tag (RFC 6386, section 9.1): whether the picture is meant to be seen. */
    private static final int SHOW_FRAME = 0x10;

    private static final double SMOOTHING = 0.05;

    private final VideoCodecs codecs;
    private final Runnable requestKeyFrame;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final VideoJitterBuffer buffer;
    private final FreezeMeter freezes = new FreezeMeter();
    private final FrameRate rate = new FrameRate();
    private volatile @Nullable FrameSink sink;
    private boolean open = true;
    // Guarded by the lock:
    private long packetsReceived;
    private long framesDecoded;
    private long framesDropped;
    private long keyFrames;
    private int width;
    private int height;
    private double decodeNanos;

    /**
     * Begins at once.
     *
     * @param clock of this stream, told of its sender reports by the transport
     * @param lipSync shared with the same person's sound
     * @param requestKeyFrame called when a key frame is needed, at most twice a second, on the decoder's thread
     */
    public InboundVideo(VideoCodecs codecs, RtpClock clock, LipSync lipSync, Runnable requestKeyFrame) {
        this.codecs = codecs;
        this.requestKeyFrame = requestKeyFrame;
        buffer = new VideoJitterBuffer(clock, lipSync, codecs.pureJava());
        thread = Thread.ofPlatform().daemon().name("video decoder").start(this::run);
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
            byte[] bytes,
            int payloadOffset,
            int payloadLength,
            int sequence,
            long rtpTimestamp,
            boolean marker,
            long arrivalNanos) {
        lock.lock();
        try {
            packetsReceived++;
            if (buffer.insert(bytes, payloadOffset, payloadLength, sequence, rtpTimestamp, marker, arrivalNanos)) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Where pictures go from now on, on the decoder's thread; null for nowhere. */
    public void show(@Nullable FrameSink newSink) {
        sink = newSink;
    }

    /** The sender was paused or another stream follows: what is missing is not waited for. */
    public void restart() {
        lock.lock();
        try {
            buffer.reset();
            freezes.paused();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try (VideoDecoder decoder = codecs.decoder()) {
            while (true) {
                Ready ready = next();
                if (ready == null) {
                    return;
                }
                decode(decoder, ready);
            }
        } catch (InterruptedException e) {
            log.debug("The decoder is interrupted", e);
        }
    }

    /** Waits for the next picture; null at the end. */
    private @Nullable Ready next() throws InterruptedException {
        while (true) {
            lock.lockInterruptibly();
            try {
                while (open) {
                    long now = System.nanoTime();
                    Ready ready = buffer.poll(now);
                    if (ready != null) {
                        return ready;
                    }
                    if (buffer.keyFrameWanted(now)) {
                        break; // to ask without the lock
                    }
                    long wake = buffer.wakeNanos();
                    if (wake == NEVER) {
                        changed.await();
                    } else {
                        // Whether it was a signal or the time does not matter.
                        long _ = changed.awaitNanos(wake - now);
                    }
                }
                if (!open) {
                    return null;
                }
            } finally {
                lock.unlock();
            }
            requestKeyFrame.run();
        }
    }

    private void decode(VideoDecoder decoder, Ready ready) {
        long began = System.nanoTime();
        Picture picture = decoder.decode(ready.bytes(), 0, ready.bytes().length, ready.showAtNanos());
        long now = System.nanoTime();
        count(ready, picture, now - began, now);
        if (picture == null) {
            return;
        }
        try {
            FrameSink target = sink;
            if (ready.show() && target != null) {
                target.frame(picture);
            }
        } catch (RuntimeException e) {
            log.error("A picture is not shown", e);
        } finally {
            picture.release();
        }
    }

    private void count(Ready ready, @Nullable Picture picture, long took, long nowNanos) {
        lock.lock();
        try {
            if (picture == null) {
                framesDropped++;
                if ((ready.bytes()[0] & SHOW_FRAME) != 0) {
                    buffer.broken();
                }
                return;
            }
            buffer.decodeTook(took);
            decodeNanos += SMOOTHING * (took - decodeNanos);
            framesDecoded++;
            keyFrames += ready.key() ? 1 : 0;
            width = picture.width();
            height = picture.height();
            if (ready.show()) {
                freezes.shown(nowNanos);
                rate.frame(nowNanos);
            } else {
                framesDropped++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** What came so far. */
    public Figures figures() {
        lock.lock();
        try {
            return new Figures(
                    packetsReceived,
                    framesDecoded,
                    framesDropped,
                    keyFrames,
                    freezes.frozenNanos() / 1e6,
                    freezes.freezes(),
                    buffer.heldMillis(),
                    width,
                    height,
                    rate.perSecond(System.nanoTime()),
                    decodeNanos / 1e6);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; nothing is shown after the return. */
    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
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
     * What came so far.
     *
     * @param packetsReceived since the beginning
     * @param framesDecoded since the beginning
     * @param framesDropped complete, but damaged or too late to be shown
     * @param keyFrames decoded
     * @param freezeMillis sum of the gaps between shown pictures that count as freezes (W3C webrtc-stats)
     * @param freezes number of them
     * @param jitterBufferMillis how long frames wait between complete and decoded, smoothed
     * @param width of the last picture, 0 before
     * @param height of the last picture, 0 before
     * @param framesPerSecond shown in the last second
     * @param decodeMillis time to decode one, smoothed
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
            double decodeMillis) {
        /** Where there is no video. */
        public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}

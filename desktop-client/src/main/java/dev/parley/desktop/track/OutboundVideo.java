package dev.parley.desktop.track;

import dev.parley.desktop.codec.EncodedPicture;
import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures in, coded pictures out, within a bitrate: in one size, for which a ladder says which and how many, or in several
 * at once, each smaller one made of the next larger. Codes on a thread of its own; pictures that come while it is busy
 * replace each other.
 *
 * <p>Thread: any.
 */
public final class OutboundVideo implements FrameSink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OutboundVideo.class);
    /** Time spent coding, with which one step more can be tried: it takes twice as long, or with one size more 4.2 times. */
    private static final double LITTLE = 0.3;

    private static final double LITTLE_FOR_A_SIZE = 0.15;
    private static final double NANOS_PER_MILLI = 1e6;

    /** What the pictures are of. */
    public enum Content {
        /** People: movement counts most. */
        MOTION,
        /** Screens: letters count most. */
        DETAIL
    }

    private final VideoCodecs codecs;
    private final EncodedSink sink;
    private final Ladder ladder;
    private final Thread thread;
    private final FrameRate rate = new FrameRate();
    private @Nullable Picture pending;
    private boolean open = true;
    private Order order;
    private List<VideoLayer> layers = List.of(); // replaced as a whole, by the encoder's thread
    private long framesEncoded;
    private long dropped;
    private double encodeMillis;
    private SendLimit limit = SendLimit.NOTHING;

    /** What to do, replaced as a whole. */
    private record Order(Sizes sizes, EncoderLoad load, long bitsPerSecond, int wanted) {}

    /** For pictures of people. Begins at once. */
    public OutboundVideo(VideoCodecs codecs, EncodedSink sink) {
        this(codecs, Content.MOTION, sink);
    }

    /** Begins at once. */
    public OutboundVideo(VideoCodecs codecs, Content content, EncodedSink sink) {
        this.codecs = codecs;
        this.sink = sink;
        boolean detail = content == Content.DETAIL;
        ladder = codecs.pureJava() ? new JavaLadder(detail) : detail ? new DetailLadder() : new RateLadder();
        order = new Order(new Sizes.One(ladder), new EncoderLoad(LITTLE), 300_000, 0);
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
        order = new Order(order.sizes, order.load, bitsPerSecond, order.wanted);
    }

    /** From now on in so many sizes at once, see {@link CameraLayers}, all of which are wanted. */
    public synchronized void sizes(int count) {
        order = count == 1
                ? new Order(new Sizes.One(ladder), new EncoderLoad(LITTLE), order.bitsPerSecond, 0)
                : new Order(
                        new SimulcastLadder(count), new EncoderLoad(LITTLE_FOR_A_SIZE), order.bitsPerSecond, count - 1);
    }

    /** The highest size that somebody watches; larger ones are not coded. The smallest is in any case. */
    public synchronized void wanted(int highest) {
        order = new Order(order.sizes, order.load, order.bitsPerSecond, highest);
    }

    /** The next picture is to be a key frame in all sizes. */
    public void requestKeyFrame() {
        layers().forEach(VideoLayer::requestKeyFrame);
    }

    /** The next picture in this size is to be a key frame. */
    public void requestKeyFrame(int layer) {
        List<VideoLayer> present = layers();
        if (layer < present.size()) {
            present.get(layer).requestKeyFrame();
        } // a size that never was coded begins with one
    }

    private synchronized List<VideoLayer> layers() {
        return layers;
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
        try {
            for (Picture picture = next(); picture != null; picture = next()) {
                try {
                    encode(picture);
                } catch (RuntimeException e) {
                    log.error("A picture is not sent", e);
                } finally {
                    picture.release();
                }
            }
        } catch (InterruptedException e) {
            log.debug("The encoder is interrupted", e);
        } finally {
            layers().forEach(VideoLayer::close);
        }
    }

    private void encode(Picture picture) {
        Order now = order();
        List<Ladder.Step> steps =
                now.sizes.steps(now.bitsPerSecond, now.wanted, picture.width(), picture.height(), System.nanoTime());
        limit(SendLimit.of(steps, now.bitsPerSecond, now.wanted, now.sizes.heldBack()));
        List<VideoLayer> to = layersFor(steps.size());
        List<Picture> made = new ArrayList<>(steps.size());
        Picture larger = picture;
        long spent = 0;
        double framesPerSecond = 0;
        boolean sent = false;
        try {
            for (int layer = steps.size() - 1; layer >= 0; layer--) {
                Ladder.Step step = steps.get(layer);
                if (step.bitsPerSecond() <= 0) {
                    to.get(layer).pause();
                } else if (to.get(layer).isDue(picture.timeNanos(), step.framesPerSecond())) {
                    long began = System.nanoTime();
                    larger = to.get(layer).sized(larger, step);
                    made.add(larger);
                    EncodedPicture coded = to.get(layer).encode(larger, step, began);
                    spent += System.nanoTime() - began;
                    framesPerSecond = Math.max(framesPerSecond, step.framesPerSecond());
                    if (coded != null && isOpen()) {
                        sent = true;
                        sink.encoded(layer, coded);
                    }
                }
            }
        } finally {
            made.forEach(Picture::release);
        }
        to.subList(steps.size(), to.size()).forEach(VideoLayer::pause);
        if (!made.isEmpty()) {
            took(now, spent, framesPerSecond);
        }
        if (sent) {
            count();
        } else {
            leftOut();
        }
    }

    private void took(Order by, long nanos, double framesPerSecond) {
        long now = System.nanoTime();
        switch (by.load.encoded(nanos, framesPerSecond, now)) {
            case TOO_SLOW -> by.sizes.tooLarge();
            case TIME_TO_SPARE -> by.sizes.timeToSpare();
            case RIGHT -> {}
        }
        synchronized (this) {
            encodeMillis = by.load.meanNanos() / NANOS_PER_MILLI;
        }
    }

    private synchronized void count() {
        framesEncoded++;
        rate.frame(System.nanoTime());
    }

    private synchronized void limit(SendLimit now) {
        limit = now;
    }

    private synchronized Order order() {
        return order;
    }

    private synchronized boolean isOpen() {
        return open;
    }

    private synchronized void leftOut() {
        dropped++;
    }

    private List<VideoLayer> layersFor(int count) {
        List<VideoLayer> present = layers();
        if (present.size() >= count) {
            return present;
        }
        List<VideoLayer> more = new ArrayList<>(present);
        while (more.size() < count) {
            more.add(new VideoLayer(codecs.encoder()));
        }
        synchronized (this) {
            layers = List.copyOf(more);
        }
        return more;
    }

    /** What came out so far. */
    public synchronized Figures figures() {
        long now = System.nanoTime();
        List<VideoLayer.Count> counts =
                layers.stream().map(layer -> layer.count(now)).toList();
        Size largest = counts.stream()
                .filter(VideoLayer.Count::sending)
                .map(VideoLayer.Count::size)
                .reduce(Size.NONE, (smaller, larger) -> larger);
        return new Figures(
                framesEncoded,
                counts.stream().mapToLong(VideoLayer.Count::keyFrames).sum(),
                dropped,
                largest.width,
                largest.height,
                rate.perSecond(now),
                counts.stream().mapToLong(VideoLayer.Count::bytes).sum(),
                encodeMillis,
                counts.stream()
                        .filter(VideoLayer.Count::sending)
                        .map(VideoLayer.Count::size)
                        .toList(),
                limit);
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
     * One of the sizes that are sent.
     *
     * @param framesPerSecond in the last second
     * @param targetBitsPerSecond what it may take
     */
    public record Size(int width, int height, double framesPerSecond, long targetBitsPerSecond) {
        static final Size NONE = new Size(0, 0, 0, 0);
    }

    /**
     * What came out so far.
     *
     * @param framesEncoded since the beginning, in one size at least
     * @param keyFrames in all sizes
     * @param framesDropped that came in and were left out: encoder busy, or frame rate lowered
     * @param width of the largest size that is sent, 0 before
     * @param height likewise
     * @param framesPerSecond in the last second
     * @param bytesEncoded since the beginning, in all sizes
     * @param encodeMillis mean time to scale and code one picture, in all sizes
     * @param sizes that are sent, the smallest first
     * @param limit what keeps them from being better
     */
    public record Figures(
            long framesEncoded,
            long keyFrames,
            long framesDropped,
            int width,
            int height,
            double framesPerSecond,
            long bytesEncoded,
            double encodeMillis,
            List<Size> sizes,
            SendLimit limit) {
        /** Before anything came. */
        public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, List.of(), SendLimit.NOTHING);

        /** Copies the list. */
        public Figures {
            sizes = List.copyOf(sizes);
        }
    }
}

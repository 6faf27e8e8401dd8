package dev.parley.desktop.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.parley.desktop.picture.Picture;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** VP8 by libvpx: real time, constant bitrate, one thread (two would spin), key frames only when asked for. */
final class LibvpxEncoder implements VideoEncoder {
    private static final Logger log = LoggerFactory.getLogger(LibvpxEncoder.class);

    // vpx_codec_enc_cfg_t, offsets in bytes.
    private static final long THREADS = 4;
    private static final long WIDTH = 12;
    private static final long HEIGHT = 16;
    private static final long TIMEBASE_NUMERATOR = 28;
    private static final long TIMEBASE_DENOMINATOR = 32;
    private static final long ERROR_RESILIENT = 36;
    private static final long LAG_IN_FRAMES = 44;
    private static final long DROP_FRAME_THRESHOLD = 48;
    private static final long END_USAGE = 72;
    private static final long TARGET_BITRATE = 112;
    private static final long MIN_QUANTIZER = 116;
    private static final long MAX_QUANTIZER = 120;
    private static final long UNDERSHOOT = 124;
    private static final long OVERSHOOT = 128;
    private static final long BUFFER_SIZE = 132;
    private static final long BUFFER_INITIAL = 136;
    private static final long BUFFER_OPTIMAL = 140;
    private static final long KEY_FRAME_MODE = 160;

    // vpx_image_t.
    private static final long IMAGE_FORMAT = 0;
    private static final long IMAGE_WIDTH = 12;
    private static final long IMAGE_HEIGHT = 16;
    private static final long IMAGE_SHOWN_WIDTH = 24;
    private static final long IMAGE_SHOWN_HEIGHT = 28;
    private static final long IMAGE_CHROMA_SHIFT_X = 32;
    private static final long IMAGE_CHROMA_SHIFT_Y = 36;
    private static final long IMAGE_PLANES = 48;
    private static final long IMAGE_STRIDES = 80;
    private static final long IMAGE_BITS_PER_SAMPLE = 96;
    private static final long IMAGE_BIT_DEPTH = 20;
    private static final int I420 = 0x102;

    // vpx_codec_cx_pkt_t.
    private static final long PACKET_KIND = 0;
    private static final long PACKET_BUFFER = 8;
    private static final long PACKET_SIZE = 16;
    private static final long PACKET_FLAGS = 40;
    private static final long PACKET_BYTES = 48;

    private static final int CONSTANT_BITRATE = 1;
    private static final int CPU_USED = 13;
    private static final int STATIC_THRESHOLD = 17;
    private static final int MAX_INTRA_PERCENT = 26;
    static final long FORCE_KEY_FRAME = 1;
    private static final int REAL_TIME = 1;
    private static final int CLOCK_RATE = 90_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Libvpx libvpx;
    private final int speed;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment context = arena.allocate(Libvpx.CONTEXT_BYTES, 16);
    private final MemorySegment configuration = arena.allocate(Libvpx.CONFIGURATION_BYTES, 16);
    private final MemorySegment image = arena.allocate(Libvpx.IMAGE_BYTES, 16);
    private final MemorySegment iterator = arena.allocate(ADDRESS);
    private boolean open;
    private boolean rateChanged;
    private int width;
    private int height;
    private int largestWidth;
    private int largestHeight;
    private int kilobitsPerSecond = 300;
    private double framesPerSecond = 30;
    private long firstTime;
    private long lastPts = -1;
    private byte[] bytes = new byte[16_384];

    /** With {@code speed} from 0 (best) to 16 (fastest), libvpx's cpu-used. */
    LibvpxEncoder(Libvpx libvpx, int speed) {
        this.libvpx = libvpx;
        this.speed = speed;
    }

    @Override
    public void rate(long bitsPerSecond, double framesPerSecond) {
        int kilobits = Math.clamp(bitsPerSecond / 1000, 10, 1_000_000);
        rateChanged |= kilobits != kilobitsPerSecond;
        kilobitsPerSecond = kilobits;
        this.framesPerSecond = Math.max(1, framesPerSecond);
    }

    @Override
    public @Nullable EncodedPicture encode(Picture picture, boolean forceKey) {
        return encode(picture, forceKey ? FORCE_KEY_FRAME : 0L);
    }

    /**
     * The same with libvpx's flags.
     *
     * @param flags which earlier pictures it may refer to, and which it replaces: VP8_EFLAG_... of vp8cx.h
     */
    @Nullable
    EncodedPicture encode(Picture picture, long flags) {
        if (!prepare(picture)) {
            return null;
        }
        pointTo(picture);
        if (lastPts < 0) {
            firstTime = picture.timeNanos();
        }
        long elapsed = picture.timeNanos() - firstTime;
        long pts = Math.max(
                lastPts + 1,
                elapsed / NANOS_PER_SECOND * CLOCK_RATE + elapsed % NANOS_PER_SECOND * CLOCK_RATE / NANOS_PER_SECOND);
        long duration = Math.max(1, Math.round(CLOCK_RATE / framesPerSecond));
        lastPts = pts;
        int result = libvpx.encode(context, image, pts, duration, flags, REAL_TIME);
        if (result != Libvpx.OK) {
            log.warn("vpx_codec_encode: {}; the encoder is made anew", result);
            end();
            return null;
        }
        return take(picture.timeNanos());
    }

    private boolean prepare(Picture picture) {
        boolean resized = picture.width() != width || picture.height() != height;
        if (open && !resized && !rateChanged) {
            return true;
        }
        // libvpx refuses to grow beyond the size it began with.
        if (open && (picture.width() > largestWidth || picture.height() > largestHeight)) {
            end();
        }
        width = picture.width();
        height = picture.height();
        rateChanged = false;
        if (!open) {
            return begin();
        }
        configuration.set(JAVA_INT, TARGET_BITRATE, kilobitsPerSecond);
        configuration.set(JAVA_INT, WIDTH, width);
        configuration.set(JAVA_INT, HEIGHT, height);
        int result = libvpx.configure(context, configuration);
        if (result == Libvpx.OK) {
            return true;
        }
        log.warn("vpx_codec_enc_config_set: {}; the encoder is made anew", result);
        end();
        return begin();
    }

    private boolean begin() {
        libvpx.defaultConfiguration(configuration);
        set(THREADS, 1);
        set(WIDTH, width);
        set(HEIGHT, height);
        set(TIMEBASE_NUMERATOR, 1);
        set(TIMEBASE_DENOMINATOR, CLOCK_RATE);
        set(ERROR_RESILIENT, 1);
        set(LAG_IN_FRAMES, 0);
        set(DROP_FRAME_THRESHOLD, 30); // percent of the buffer: content that ignores the rate otherwise
        set(END_USAGE, CONSTANT_BITRATE);
        set(TARGET_BITRATE, kilobitsPerSecond);
        set(MIN_QUANTIZER, 2);
        set(MAX_QUANTIZER, 56);
        set(UNDERSHOOT, 100);
        set(OVERSHOOT, 15);
        set(BUFFER_SIZE, 1000); // ms at the target rate, all three
        set(BUFFER_INITIAL, 500);
        set(BUFFER_OPTIMAL, 600);
        set(KEY_FRAME_MODE, 0);
        context.fill((byte) 0);
        int result = libvpx.initEncoder(context, configuration);
        if (result != Libvpx.OK) {
            log.error("vpx_codec_enc_init: {} for {} x {}", result, width, height);
            return false;
        }
        libvpx.control(context, CPU_USED, -speed); // negative: fixed, not by the clock
        libvpx.control(context, STATIC_THRESHOLD, 1);
        libvpx.control(context, MAX_INTRA_PERCENT, 300); // of the mean frame: a key frame does not block the path
        open = true;
        largestWidth = width;
        largestHeight = height;
        lastPts = -1;
        return true;
    }

    private void set(long field, int value) {
        configuration.set(JAVA_INT, field, value);
    }

    private void pointTo(Picture picture) {
        image.set(JAVA_INT, IMAGE_FORMAT, I420);
        image.set(JAVA_INT, IMAGE_WIDTH, width);
        image.set(JAVA_INT, IMAGE_HEIGHT, height);
        image.set(JAVA_INT, IMAGE_BIT_DEPTH, 8);
        image.set(JAVA_INT, IMAGE_SHOWN_WIDTH, width);
        image.set(JAVA_INT, IMAGE_SHOWN_HEIGHT, height);
        image.set(JAVA_INT, IMAGE_CHROMA_SHIFT_X, 1);
        image.set(JAVA_INT, IMAGE_CHROMA_SHIFT_Y, 1);
        image.set(JAVA_INT, IMAGE_BITS_PER_SAMPLE, 12);
        long luma = picture.bytes().address();
        long size = (long) width * height;
        image.set(JAVA_LONG, IMAGE_PLANES, luma);
        image.set(JAVA_LONG, IMAGE_PLANES + 8, luma + size);
        image.set(JAVA_LONG, IMAGE_PLANES + 16, luma + size + size / 4);
        image.set(JAVA_INT, IMAGE_STRIDES, width);
        image.set(JAVA_INT, IMAGE_STRIDES + 4, width / 2);
        image.set(JAVA_INT, IMAGE_STRIDES + 8, width / 2);
    }

    private @Nullable EncodedPicture take(long timeNanos) {
        iterator.set(ADDRESS, 0, MemorySegment.NULL);
        int length = 0;
        boolean key = false;
        while (true) {
            MemorySegment packet = libvpx.packet(context, iterator);
            if (packet.address() == 0) {
                break;
            }
            packet = packet.reinterpret(PACKET_BYTES);
            if (packet.get(JAVA_INT, PACKET_KIND) != 0) {
                continue;
            }
            int size = Math.toIntExact(packet.get(JAVA_LONG, PACKET_SIZE));
            if (bytes.length < length + size) {
                bytes = java.util.Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + size));
            }
            MemorySegment coded = packet.get(ADDRESS, PACKET_BUFFER).reinterpret(size);
            MemorySegment.copy(coded, JAVA_BYTE, 0, bytes, length, size);
            length += size;
            key = (packet.get(JAVA_INT, PACKET_FLAGS) & 1) != 0;
        }
        return length == 0 ? null : new EncodedPicture(bytes, length, key, width, height, timeNanos);
    }

    private void end() {
        if (open) {
            open = false;
            libvpx.destroy(context);
        }
    }

    @Override
    public void close() {
        end();
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}

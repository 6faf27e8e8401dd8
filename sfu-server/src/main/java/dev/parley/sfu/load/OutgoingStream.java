package dev.parley.sfu.load;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.wire.Bytes;
import java.util.random.RandomGenerator;

/**
 * One track as it is sent: what the next packet looks like, and when it is due. Thread: the media loop.
 *
 * <p>The first frame is a key frame, and so is the next one after {@link #requestKeyFrame}.
 */
final class OutgoingStream implements Outgoing {
    /** The fixed header (RFC 3550, section 5.1); there are no extensions. */
    static final int HEADER = 12;

    /** A sender that fell so far behind goes on from now: a burst would measure its own stall. */
    private static final long GIVE_UP_NANOS = 500_000_000L;

    private final StreamShape shape;
    private final int ssrc;
    private final int payloadType;
    private final RandomGenerator sizes;
    /** So that many streams do not burst at the same time. */
    private final long phaseNanos;

    private int sequence;
    private int timestamp;
    private int pictureId;
    private int placeInBurst;
    private boolean keyFrame = true;
    private boolean keyFrameRequested;
    private long dueNanos;

    /**
     * A stream that is not begun.
     *
     * @param random first numbers, the place of its bursts among those of others, and the sizes of payloads
     */
    OutgoingStream(StreamShape shape, int ssrc, int payloadType, RandomGenerator random) {
        this.shape = shape;
        this.ssrc = ssrc;
        this.payloadType = payloadType;
        this.sizes = random;
        this.phaseNanos = random.nextLong(shape.burstIntervalNanos());
        // Below 32768, so that who misses the first packets still guesses the roll-over counter (RFC 3711, 3.3.1).
        this.sequence = random.nextInt(0x8000);
        this.timestamp = random.nextInt();
        this.pictureId = random.nextInt(0x8000);
    }

    /** Whether a burst is due; each has {@link #packetsPerBurst} packets. */
    @Override
    public boolean isDue(long nowNanos) {
        return dueNanos - nowNanos <= 0;
    }

    /** Its first burst comes within one interval from now. */
    @Override
    public void begin(long nowNanos) {
        dueNanos = nowNanos + phaseNanos;
    }

    int packetsPerBurst() {
        return shape.packetsPerBurst();
    }

    /** Says that a burst was written out. */
    void burstDone(long nowNanos) {
        dueNanos += shape.burstIntervalNanos();
        if (nowNanos - dueNanos > GIVE_UP_NANOS) {
            dueNanos = nowNanos;
        }
    }

    @Override
    public void sendDue(Way way, long nowNanos) {
        for (int i = 0; i < packetsPerBurst(); i++) {
            way.rtp(writeNext(way.buffer(), System.nanoTime()));
        }
        burstDone(nowNanos);
    }

    @Override
    public boolean requestKeyFrame(int ofSsrc) {
        if (ofSsrc == ssrc) {
            keyFrameRequested = true;
        }
        return ofSsrc == ssrc;
    }

    /**
     * Writes the next packet, unprotected, to the start of {@code buffer}.
     *
     * @return its length in bytes
     */
    int writeNext(byte[] buffer, long nowNanos) {
        boolean first = placeInBurst == 0;
        boolean last = placeInBurst == shape.packetsPerBurst() - 1;
        boolean video = shape.kind() == MediaKind.VIDEO;
        int payload = shape.minPayload() == shape.maxPayload()
                ? shape.minPayload()
                : sizes.nextInt(shape.minPayload(), shape.maxPayload() + 1);
        buffer[0] = (byte) 0x80;
        buffer[1] = (byte) (payloadType | (video && last ? 0x80 : 0));
        Bytes.put16(buffer, 2, sequence);
        Bytes.put32(buffer, 4, timestamp);
        Bytes.put32(buffer, 8, ssrc);
        StampedPayload.fill(buffer, HEADER, payload);
        if (video) {
            if (first && keyFrameRequested) {
                keyFrame = true;
                keyFrameRequested = false;
            }
            StampedPayload.writeVp8(buffer, HEADER, pictureId, first, keyFrame);
        } else {
            StampedPayload.writeOpus(buffer, HEADER);
        }
        StampedPayload.stamp(buffer, HEADER, payload, nowNanos);
        sequence = (sequence + 1) & 0xffff;
        placeInBurst++;
        if (last) {
            placeInBurst = 0;
            timestamp += shape.timestampStep();
            pictureId = (pictureId + 1) & 0x7fff;
            keyFrame = false;
        }
        return HEADER + payload;
    }
}

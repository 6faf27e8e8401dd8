package dev.parley.desktop.playout;

import dev.parley.protocol.payload.Vp8FrameAssembler;
import dev.parley.protocol.payload.Vp8FrameAssembler.Found;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Holds received VP8 until it is to be decoded and shown: puts pictures together, waits for what is missing as long as
 * that is worth it, follows the sound of the same person, and says when only a key frame helps.
 *
 * <p>Sans-IO, all times are passed in. Not thread-safe.
 */
public final class VideoJitterBuffer {
    private static final long MILLI = 1_000_000L;
    /** So long what is missing may be sent again: a NACK or two on a slow path. */
    private static final long REPAIR = 400 * MILLI;
    /** A first key frame of many packets needs its time too. */
    private static final long FIRST_KEY_FRAME = 300 * MILLI;
    /** Between two requests: a way there and back, and the key frame's way. */
    private static final long BETWEEN_REQUESTS = 500 * MILLI;
    /** A sender of whom nothing came for so long is muted or paused. */
    private static final long SILENT = 700 * MILLI;
    /** How often pictures come for a decoder that knows key frames only. */
    private static final long KEY_FRAME_INTERVAL = 700 * MILLI;
    /**
     * Pictures may come so much earlier than their sound. Nobody notices up to 125 ms (ITU-R BT.1359), but what the sender's
     * own devices add to the sound is in no report, and seen to be 50 ms in browsers.
     */
    private static final long AHEAD_OF_SOUND = 10 * MILLI;
    /** Sound that is later than this has another reason than the path, and is not waited for. */
    private static final long LONGEST_WAIT_FOR_SOUND = 1_000 * MILLI;
    /** While something is missing, or a key frame is needed, it is looked after so often. */
    private static final long LOOK_AGAIN = 50 * MILLI;

    private static final double SMOOTHING = 0.05;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final RtpClock clock;
    private final LipSync lipSync;
    private final boolean keyFramesOnly;
    private final Vp8FrameAssembler assembler = new Vp8FrameAssembler();
    private final VideoDelay delay = new VideoDelay();
    private long seen = -1;
    private long wake = NEVER;
    private long keyFrameNeededSince = NEVER;
    private long keyFrameRequested = LONG_AGO;
    private long keyFrameTaken = LONG_AGO;
    private boolean begun;
    private boolean broken;
    private long lastPacket = LONG_AGO;
    private double decodeNanos;
    private double heldNanos;

    /**
     * Of one stream.
     *
     * @param keyFramesOnly whether the decoder can do nothing with other pictures
     */
    public VideoJitterBuffer(RtpClock clock, LipSync lipSync, boolean keyFramesOnly) {
        this.clock = clock;
        this.lipSync = lipSync;
        this.keyFramesOnly = keyFramesOnly;
    }

    /**
     * A picture to be decoded now.
     *
     * @param bytes as the encoder gave them
     * @param key whether it is a key frame
     * @param rtpTimestamp 0 to 2^32 - 1
     * @param showAtNanos when it was to be shown
     * @param show whether it is worth showing: false when a later one is due as well
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Ready(byte[] bytes, boolean key, long rtpTimestamp, long showAtNanos, boolean show) {}

    /** Takes one packet, see {@link Vp8FrameAssembler#insert}. Says whether {@link #poll} may have something new to say. */
    public boolean insert(
            byte[] buffer,
            int payloadOffset,
            int payloadLength,
            int sequence,
            long rtpTimestamp,
            boolean marker,
            long arrivalNanos) {
        boolean hadGap = assembler.gapSince() != Vp8FrameAssembler.NO_GAP;
        if (!assembler.insert(buffer, payloadOffset, payloadLength, sequence, rtpTimestamp, marker, arrivalNanos)) {
            return false;
        }
        boolean first = !begun;
        begun = true;
        lastPacket = arrivalNanos;
        return first || marker || hadGap || assembler.gapSince() != Vp8FrameAssembler.NO_GAP;
    }

    /** The next picture to be decoded, or null when none is due. */
    public @Nullable Ready poll(long nowNanos) {
        wake = begun && keyFramesOnly ? nowNanos + LOOK_AGAIN : NEVER;
        while (true) {
            Found found = due(nowNanos);
            if (found == null) {
                return null;
            }
            long showAt = showAt(found);
            byte[] bytes = assembler.take(found);
            broken &= !found.key();
            if (found.key()) {
                keyFrameTaken = nowNanos;
                keyFrameNeededSince = NEVER;
            } else if (keyFramesOnly) {
                continue;
            }
            long held = nowNanos - found.completeNanos();
            heldNanos += SMOOTHING * (held - heldNanos);
            long ownWake = wake;
            boolean show = assembler.next() == null || due(nowNanos) == null;
            wake = ownWake;
            return new Ready(bytes, found.key(), found.rtpTimestamp(), showAt, show);
        }
    }

    private @Nullable Found due(long nowNanos) {
        Found found = assembler.next();
        if (found == null) {
            found = assembler.acrossGap();
            if (assembler.gapSince() != Vp8FrameAssembler.NO_GAP || assembler.needsKeyFrame()) {
                wake = nowNanos + LOOK_AGAIN;
            }
        }
        if (found == null) {
            return null;
        }
        if (found.first() != seen) {
            seen = found.first();
            delay.complete(found.rtpTimestamp(), found.completeNanos());
        }
        long begin = showAt(found) - Math.round(decodeNanos);
        if (begin > nowNanos) {
            wake = Math.min(wake, begin);
            return null;
        }
        return found;
    }

    private long showAt(Found found) {
        long own = delay.showAt(found.rtpTimestamp());
        OptionalLong captured = clock.ntpNanos(found.rtpTimestamp());
        if (captured.isPresent()) {
            OptionalLong heard = lipSync.showAt(captured.getAsLong());
            if (heard.isPresent()) {
                long withSound = heard.getAsLong() - AHEAD_OF_SOUND;
                if (withSound > own && withSound - own < LONGEST_WAIT_FOR_SOUND) {
                    return withSound;
                }
            }
        }
        return own;
    }

    /** When {@link #poll} or {@link #keyFrameWanted} may have something new to say even without a packet. */
    public long wakeNanos() {
        return wake;
    }

    /** Whether a key frame is to be asked for now; says so again when none came. */
    public boolean keyFrameWanted(long nowNanos) {
        if (!needed(nowNanos) || nowNanos - keyFrameRequested < BETWEEN_REQUESTS) {
            return false;
        }
        keyFrameRequested = nowNanos;
        return true;
    }

    private boolean needed(long nowNanos) {
        // A silent one would be asked for ever.
        if (!begun || nowNanos - lastPacket > SILENT) {
            return false;
        }
        if (broken) {
            return true;
        }
        if (assembler.needsKeyFrame()) {
            if (keyFrameNeededSince == NEVER) {
                keyFrameNeededSince = nowNanos;
            }
            return nowNanos - keyFrameNeededSince >= FIRST_KEY_FRAME;
        }
        long gapSince = assembler.gapSince();
        return (gapSince != Vp8FrameAssembler.NO_GAP && nowNanos - gapSince >= REPAIR)
                || (keyFramesOnly && nowNanos - keyFrameTaken >= KEY_FRAME_INTERVAL);
    }

    /** The decoder could make nothing of the last picture. */
    public void broken() {
        broken = true;
        assembler.broken();
    }

    /** How long the decoder took for the last picture: the next ones are handed out so much earlier. */
    public void decodeTook(long nanos) {
        decodeNanos += SMOOTHING * (nanos - decodeNanos);
    }

    /** How long pictures wait between complete and handed out, in ms, smoothed. */
    public double heldMillis() {
        return heldNanos / MILLI;
    }

    /** Another stream follows, or the sender paused. */
    public void reset() {
        assembler.reset();
        delay.reset();
        begun = false;
        broken = false;
        keyFrameNeededSince = NEVER;
        wake = NEVER;
    }
}

package dev.parley.desktop.track;

import dev.parley.desktop.audio.AudioFrameSink;
import dev.parley.desktop.audio.Loudness;
import dev.parley.desktop.codec.AudioCodecs;
import dev.parley.desktop.codec.AudioEncoder;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Codes what the microphone hears, 20 ms to a packet. While it is quiet, nothing is sent but one small packet that says
 * so, and a refresh every 400 ms (DTX).
 *
 * <p>Thread: {@link #frame} on the microphone's; the rest on any.
 */
public final class OutboundAudio implements AudioFrameSink, AutoCloseable {
    private static final int HALF = AudioEncoder.FRAME / 2;
    private static final long HALF_NANOS = 10_000_000L;

    /** The library's way to say that a packet need not be sent. */
    private static final int DTX_BYTES = 2;

    /** Where sound is missing for longer than this (switched off, another microphone), the RTP clock leaps. */
    private static final long GAP = 60_000_000L; // ns

    /**
     * Where sound comes this late, it is left out until it is {@link #FRESH} again: one gap in the RTP clock. Sent, it would
     * make the listener's buffer long for ten seconds.
     */
    private static final long STALE = 80_000_000L; // ns

    private static final long FRESH = 30_000_000L; // ns

    /** Frames of a second: what stays late so long is so by itself (a wireless microphone), and is not left out. */
    private static final int PATIENCE = 100;

    /** Quieter than this, in -dBov, is nobody's voice, and may be left out. */
    private static final int NOISE_LEVEL = 50;

    /** Packets after the last that was loud enough: half a second, for the ends of words. */
    private static final int HANGOVER = 25;

    /** Much of what is lost is lost behind the server, and not told to us. */
    private static final int MIN_LOSS_PERCENT = 5;

    /** More redundancy than for this helps nobody. */
    private static final int MAX_LOSS_PERCENT = 30;

    private final AudioEncoder encoder;
    private final EncodedAudioSink sink;
    private final LongSupplier nanoClock;
    private final short[] pcm = new short[AudioEncoder.FRAME];
    private final byte[] packet = new byte[AudioEncoder.MAX_BYTES];
    private boolean halfFull;
    private boolean quiet = true;
    private int quietFrames = HANGOVER;
    private boolean dtx;
    private boolean running;
    private boolean catchingUp;
    private int leftOut;
    private long leastLate; // of the frames left out in a row, in ns
    private long usuallyLate; // in ns
    private long timestamp; // of pcm[0]
    private long due; // when the next frame is captured if none is missing, in ns
    private volatile Moment last =
            new Moment(System.nanoTime(), ThreadLocalRandom.current().nextInt() & 0xffffffffL);
    private final AtomicLong packetsEncoded = new AtomicLong();

    /** Sends by the sink from the first frame on. */
    public OutboundAudio(AudioCodecs codecs, EncodedAudioSink sink) {
        this(codecs, sink, System::nanoTime);
    }

    /** As the public one, by another clock than {@link System#nanoTime}. */
    OutboundAudio(AudioCodecs codecs, EncodedAudioSink sink, LongSupplier nanoClock) {
        this.encoder = codecs.encoder();
        this.sink = sink;
        this.nanoClock = nanoClock;
        this.timestamp = last.rtpTimestamp;
        encoder.encode(pcm, packet); // silence: the first frame takes longest, and ought to be none that somebody says
    }

    @Override
    public synchronized void frame(short[] frame, long captureNanos) {
        if (isStale(nanoClock.getAsLong() - captureNanos)) {
            running = false;
            return;
        }
        if (!running || Math.abs(captureNanos - due) > GAP) {
            restart(captureNanos);
        }
        due = captureNanos + HALF_NANOS;
        System.arraycopy(frame, 0, pcm, halfFull ? HALF : 0, HALF);
        if (!halfFull) {
            last = new Moment(captureNanos, timestamp);
            halfFull = true;
            return;
        }
        halfFull = false;
        encode();
        timestamp += AudioEncoder.FRAME;
    }

    private boolean isStale(long late) {
        usuallyLate = Math.clamp(late, 0, usuallyLate);
        catchingUp = late - usuallyLate > (catchingUp ? FRESH : STALE);
        if (!catchingUp) {
            leftOut = 0;
            return false;
        }
        leastLate = leftOut == 0 ? late : Math.min(leastLate, late);
        leftOut++;
        if (leftOut == PATIENCE) {
            usuallyLate = leastLate;
        }
        return true;
    }

    private void restart(long captureNanos) {
        timestamp = Math.max(timestamp, rtpTimestampAt(captureNanos));
        running = true;
        halfFull = false;
        quiet = true;
    }

    private void encode() {
        int level = Loudness.minusDbov(pcm, 0, pcm.length);
        quietFrames = level > NOISE_LEVEL ? quietFrames + 1 : 0;
        leaveOut(quietFrames > HANGOVER);
        int length = encoder.encode(pcm, packet);
        packetsEncoded.incrementAndGet();
        boolean silence = length <= DTX_BYTES;
        if (length == 0 || (silence && quiet)) {
            return;
        }
        boolean voice = quietFrames <= HANGOVER;
        sink.encoded(packet, length, timestamp, level, voice, quiet && !silence);
        quiet = silence;
    }

    private void leaveOut(boolean wanted) {
        if (dtx != wanted) {
            dtx = wanted;
            encoder.dtx(wanted);
        }
    }

    /**
     * The RTP timestamp of a moment, for sender reports.
     *
     * @param nanos by {@link System#nanoTime}, at most a few hours away
     */
    public long rtpTimestampAt(long nanos) {
        Moment then = last;
        return then.rtpTimestamp + Math.floorDiv((nanos - then.nanos) * 6, 125_000); // 48 units per million ns
    }

    /**
     * How much redundancy is worth it.
     *
     * @param share of packets that do not arrive, 0 to 1
     */
    public void packetLoss(double share) {
        encoder.packetLoss(Math.clamp(Math.round(share * 100), MIN_LOSS_PERCENT, MAX_LOSS_PERCENT));
    }

    /** What is to be spent, in bit/s. */
    public void bitrate(int bitsPerSecond) {
        encoder.bitrate(bitsPerSecond);
    }

    /** How many packets were coded, those of silence included. */
    public long packetsEncoded() {
        return packetsEncoded.get();
    }

    @Override
    public void close() {
        encoder.close();
    }

    /** A moment in both clocks. */
    private record Moment(long nanos, long rtpTimestamp) {}
}

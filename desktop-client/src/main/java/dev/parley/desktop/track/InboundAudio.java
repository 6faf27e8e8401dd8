package dev.parley.desktop.track;

import dev.parley.desktop.audio.AudioSource;
import dev.parley.desktop.audio.LevelMeter;
import dev.parley.desktop.codec.AudioCodecs;
import dev.parley.desktop.codec.AudioDecoder;
import dev.parley.desktop.playout.AudioFigures;
import dev.parley.desktop.playout.AudioPlayout;
import dev.parley.desktop.playout.LipSync;
import dev.parley.desktop.playout.RtpClock;
import java.util.function.LongSupplier;

/**
 * Somebody's sound, from packets to what is heard. Whatever the packets contain, nothing is thrown.
 *
 * <p>Thread: {@link #packet} on the media thread, which is never kept waiting; {@link #read} on the playback thread; the
 * rest on any.
 */
public final class InboundAudio implements AudioSource, AutoCloseable {
    private final AudioDecoder decoder;
    private final AudioPlayout playout;
    private final RtpClock clock;
    private final LipSync lipSync;
    private final LongSupplier nanoTime;
    private final LevelMeter meter = new LevelMeter();
    private volatile double volume = 1;
    private boolean heard; // by the playback thread

    /**
     * Ready for the first packet.
     *
     * @param clock of this stream, at 48 kHz; fed by whoever gets the sender reports
     * @param lipSync of this person, told what is played
     */
    public InboundAudio(AudioCodecs codecs, RtpClock clock, LipSync lipSync) {
        this(codecs, clock, lipSync, System::nanoTime);
    }

    /** With a clock of one's own. */
    InboundAudio(AudioCodecs codecs, RtpClock clock, LipSync lipSync, LongSupplier nanoTime) {
        this.decoder = codecs.decoder();
        this.playout = new AudioPlayout(decoder);
        this.clock = clock;
        this.lipSync = lipSync;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes the payload of a packet.
     *
     * @param buffer valid during the call only
     * @param sequence RTP sequence number, the low 16 bits count
     * @param rtpTimestamp the low 32 bits count
     * @param arrivalNanos by {@link System#nanoTime}
     * @param exceptional whether it came so late that the others are not to wait as long
     */
    public void packet(
            byte[] buffer,
            int payloadOffset,
            int payloadLength,
            int sequence,
            long rtpTimestamp,
            long arrivalNanos,
            boolean exceptional) {
        playout.insert(buffer, payloadOffset, payloadLength, sequence, rtpTimestamp, arrivalNanos, exceptional);
    }

    @Override
    public boolean read(short[] out, long playNanos) {
        boolean sound = playout.pull(out, nanoTime.getAsLong());
        if (sound) {
            meter.measure(out);
            amplify(out, volume);
        } else {
            meter.silence();
        }
        sync(playNanos);
        return sound;
    }

    private void sync(long playNanos) {
        long timestamp = playout.played();
        if (timestamp >= 0) {
            heard = true;
            clock.ntpNanos(timestamp).ifPresent(ntp -> lipSync.audioPlayed(ntp, playNanos));
        } else if (heard) {
            heard = false;
            lipSync.audioEnded();
        }
    }

    private static void amplify(short[] samples, double factor) {
        if (factor != 1) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) Math.clamp(Math.round(samples[i] * factor), Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
    }

    /** How loud this person is heard: 0 (not at all) to 2. */
    public void volume(double factor) {
        volume = Math.clamp(factor, 0, 2);
    }

    /** See {@link #volume(double)}. */
    public double volume() {
        return volume;
    }

    /** How loud this person is at this moment, whatever the volume: 0 (silence) to 1. */
    public double level() {
        return meter.level();
    }

    /** How the sound arrives. */
    public AudioFigures figures() {
        return playout.figures();
    }

    /** To be called after the engine has let go of it; a read under way still ends well. */
    @Override
    public void close() {
        decoder.close();
        lipSync.audioEnded();
    }
}

package dev.parley.desktop.call;

import dev.parley.desktop.track.OutboundAudio;
import dev.parley.desktop.transport.MediaThread;
import dev.parley.desktop.transport.OutboundPacket;
import dev.parley.desktop.transport.OutboundStream;
import dev.parley.desktop.transport.SendTransport;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Coded sound in packets, on its way to the transport. Thread: any; sound comes on that of the microphone. */
final class SoundSender {
    private static final int CLOCK = 48_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final SendTransport transport;
    private final MediaThread media;
    private volatile @Nullable OutboundStream stream; // written on the media thread

    SoundSender(SendTransport transport, MediaThread media) {
        this.transport = transport;
        this.media = media;
    }

    /** The server knows of this stream: what comes from now on is sent. */
    void begin(RtpParameters parameters) {
        media.execute(() -> stream = transport.add(MediaKind.AUDIO, parameters, 0, () -> {}));
    }

    /** The share of packets that the server last said were lost on the way to it, 0 to 1. */
    double lossShare() {
        OutboundStream present = stream;
        return present == null ? 0 : present.lossShare();
    }

    /** On the audio thread; see {@link dev.parley.desktop.track.EncodedAudioSink}. */
    void send(
            OutboundAudio from,
            byte[] payload,
            int length,
            long rtpTimestamp,
            int levelDbov,
            boolean voice,
            boolean marker) {
        OutboundStream to = stream;
        if (to == null) {
            return;
        }
        // The pipeline tells the time of its first sample only by the stream's own clock.
        long now = System.nanoTime();
        long age = (from.rtpTimestampAt(now) - rtpTimestamp) * NANOS_PER_SECOND / CLOCK;
        OutboundPacket packet =
                OutboundPacket.audio(Arrays.copyOf(payload, length), rtpTimestamp, marker, now - age, levelDbov, voice);
        media.execute(() -> transport.send(to, packet));
    }
}

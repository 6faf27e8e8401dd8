package dev.parley.desktop.audio;

import dev.onvoid.webrtc.media.audio.AudioProcessing;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig;
import dev.onvoid.webrtc.media.audio.AudioProcessingStreamConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes echo and noise out of what the microphone hears and evens out how loud it is, by WebRTC's own audio processing.
 * Where its native library is missing, everything passes unchanged.
 *
 * <p>Thread: {@link #played} on one, {@link #heard} on another, {@link #close} when both are done.
 */
public final class VoiceProcessing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceProcessing.class);
    private static final int FRAME = 480; // samples in 10 ms
    private static final AudioProcessingStreamConfig FORMAT = new AudioProcessingStreamConfig(48_000, 1);

    private final @Nullable AudioProcessing processing;
    private final Frame far = new Frame();
    private final Frame near = new Frame();
    private boolean noiseLeftIn; // by near
    private boolean closed; // by either, written with both

    private VoiceProcessing(@Nullable AudioProcessing processing) {
        this.processing = processing;
    }

    /** Loads the native library, which takes a moment the first time. */
    public static VoiceProcessing create() {
        try {
            var processing = new AudioProcessing();
            processing.applyConfig(config(true));
            return new VoiceProcessing(processing);
        } catch (RuntimeException | LinkageError e) { // the library says what is missing in its own ways
            LOG.warn("echo cancellation is missing on this machine: {}", e.toString());
            return new VoiceProcessing(null);
        }
    }

    private static AudioProcessingConfig config(boolean noiseSuppression) {
        var config = new AudioProcessingConfig();
        config.echoCanceller.enabled = true;
        config.highPassFilter.enabled = true;
        config.noiseSuppression.enabled = noiseSuppression;
        config.noiseSuppression.level = AudioProcessingConfig.NoiseSuppression.Level.HIGH;
        config.gainControl.enabled = true;
        config.gainControl.adaptiveDigital.enabled = true;
        config.gainControl.adaptiveDigital.initialGainDb = 6; // of its 15, the first word is shouted
        return config;
    }

    /**
     * Whether noise is taken out, as at first. Echo is in any case.
     *
     * <p>Thread: any.
     */
    public void noiseSuppression(boolean on) {
        synchronized (near) {
            if (processing != null && !closed && noiseLeftIn == on) {
                noiseLeftIn = !on;
                processing.applyConfig(config(on));
            }
        }
    }

    /** False where the native library is missing. */
    public boolean available() {
        return processing != null;
    }

    /** Takes 10 ms that the speaker is about to play; before the microphone can hear them. */
    void played(short[] frame) {
        if (processing != null) {
            synchronized (far) {
                if (!closed) {
                    far.samples.put(0, frame, 0, FRAME);
                    processing.processReverseStream(far.in, FORMAT, FORMAT, far.out);
                }
            }
        }
    }

    /**
     * Cleans 10 ms of the microphone in place.
     *
     * @param delayMillis from {@link #played} to the speaker and from the microphone to here, added up
     */
    void heard(short[] frame, int delayMillis) {
        if (processing != null) {
            synchronized (near) { // two microphones overlap for a moment when one is exchanged for the other
                if (closed) {
                    return;
                }
                near.samples.put(0, frame, 0, FRAME);
                processing.setStreamDelayMs(delayMillis);
                if (processing.processStream(near.in, FORMAT, FORMAT, near.out) == 0) {
                    near.result.get(0, frame, 0, FRAME);
                }
            }
        }
    }

    @Override
    public void close() {
        synchronized (near) {
            synchronized (far) {
                if (processing != null && !closed) {
                    closed = true;
                    processing.dispose();
                }
            }
        }
    }

    /** Samples as the library takes them. */
    private static final class Frame {
        final byte[] in = new byte[2 * FRAME];
        final byte[] out = new byte[2 * FRAME];
        final ShortBuffer samples = shorts(in);
        final ShortBuffer result = shorts(out);

        private static ShortBuffer shorts(byte[] bytes) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asShortBuffer();
        }
    }
}

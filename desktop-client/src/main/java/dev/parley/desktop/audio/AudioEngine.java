package dev.parley.desktop.audio;

import dev.parley.desktop.capture.DeviceException;
import dev.parley.desktop.capture.Microphone;
import dev.parley.desktop.capture.Microphones;
import dev.parley.desktop.capture.Speaker;
import dev.parley.desktop.capture.Speakers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One microphone and one speaker, each on a thread of its own, with echo cancellation between them. Devices may come, go
 * and fail at any time; the engine goes on.
 *
 * <p>Thread: any; no method waits for a device, except that {@link #close} does for at most a few seconds.
 */
public final class AudioEngine implements AutoCloseable {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final AudioFrameSink NOWHERE = (frame, nanos) -> {};

    private final DeviceOpener<Microphone> microphones;
    private final VoiceProcessing processing;
    private final Listener listener;
    private final Mixer mixer = new Mixer(Microphone.FRAME);
    private final PlaybackLoop playback;
    private final LevelMeter meter = new LevelMeter();
    private final MicrophoneLoop.Events microphoneEvents = new FromMicrophone();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("parley-audio-watch").factory());

    private volatile AudioFrameSink sink = NOWHERE;
    private volatile AudioFrameSink heard = NOWHERE;
    private volatile boolean on;
    private volatile boolean processed = true;
    private volatile boolean hearing; // the echo canceller needs what is played
    private @Nullable String microphoneName; // by this
    private volatile @Nullable MicrophoneLoop microphone; // written by this
    private boolean closed; // by this

    /** Plays from now on, to nobody at first; the microphone is off. */
    public AudioEngine(Listener listener) {
        this(listener, Microphones::open, Speakers::open, openSilence(), VoiceProcessing.create());
    }

    /** With devices of one's own. */
    AudioEngine(
            Listener listener,
            DeviceOpener<Microphone> microphones,
            DeviceOpener<Speaker> speakers,
            Speaker none,
            VoiceProcessing processing) {
        this.listener = listener;
        this.microphones = microphones;
        this.processing = processing;
        this.playback = new PlaybackLoop(speakers, none, mixer, this::played, new FromSpeaker());
        playback.start();
        var _ = watch.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
    }

    private static Speaker openSilence() {
        try {
            return Speakers.open("null");
        } catch (DeviceException e) {
            throw new AssertionError("silence can always be played", e);
        }
    }

    /**
     * From now on this microphone, or the default; it is opened when it is on. Also the way to try again after a failure.
     *
     * @param name as {@link Microphones#open} takes it; null for the default
     */
    public synchronized void useMicrophone(@Nullable String name) {
        microphoneName = name;
        endMicrophone();
        if (on) {
            startMicrophone();
        }
    }

    /**
     * Whether the microphone is heard. Once it was on it stays open, so that switching it on again cuts off no word; what
     * it hears while off goes nowhere. Switching on also tries again after a failure.
     */
    public synchronized void microphoneOn(boolean isOn) {
        on = isOn;
        if (!on) {
            meter.off();
        } else if (microphone == null) {
            startMicrophone();
        }
    }

    /** Closes the microphone until {@link #useMicrophone} or {@link #microphoneOn} open it again. */
    public synchronized void releaseMicrophone() {
        on = false;
        endMicrophone();
    }

    /**
     * From now on this speaker, or the default. Also the way to try again after a failure.
     *
     * @param name as {@link Speakers#open} takes it; null for the default
     */
    public void useSpeaker(@Nullable String name) {
        playback.use(name);
    }

    /** Where the microphone's sound goes, processed, while it is on. */
    public void microphoneSink(AudioFrameSink frames) {
        sink = frames;
    }

    /**
     * Who is given what is heard besides the speaker, with the time at which it leaves the speaker, on the playback thread;
     * must return at once.
     */
    public void heardSink(AudioFrameSink frames) {
        heard = frames;
    }

    /** Lets this be heard. */
    public void add(AudioSource source) {
        mixer.add(source);
    }

    /** Lets it no longer be heard; a call under way may still end after this. */
    public void remove(AudioSource source) {
        mixer.remove(source);
    }

    /** How loud the microphone is at this moment, 0 (silence, or off) to 1. */
    public double level() {
        return meter.level();
    }

    /** Whether echo and noise can be taken out on this machine. */
    public boolean processingAvailable() {
        return processing.available();
    }

    /** Whether noise is taken out of what the microphone hears, as at first. Echo is in any case. */
    public void noiseSuppression(boolean on) {
        processing.noiseSuppression(on);
    }

    /** Whether echo and noise are to be taken out; true at first. Off for music. */
    public void processing(boolean wanted) {
        processed = wanted;
    }

    @Override
    public void close() {
        MicrophoneLoop last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = microphone;
            endMicrophone();
        }
        watch.shutdownNow();
        playback.stop();
        // What a hanging driver still uses is not freed under it.
        if (playback.join() && (last == null || last.join())) {
            processing.close();
        }
    }

    private void startMicrophone() {
        if (!closed) {
            var loop = new MicrophoneLoop(microphones, microphoneName, microphoneEvents);
            microphone = loop;
            loop.start();
        }
    }

    private void endMicrophone() {
        MicrophoneLoop loop = microphone;
        microphone = null;
        hearing = false;
        meter.off();
        if (loop != null) {
            loop.stop();
        }
    }

    private void check() {
        long now = System.nanoTime();
        MicrophoneLoop loop = microphone;
        if (loop != null) {
            loop.check(now);
        }
        playback.check(now);
    }

    private void played(short[] frame, long heardNanos) {
        if (hearing) {
            processing.played(frame);
        }
        heard.frame(frame, heardNanos);
    }

    private final class FromMicrophone implements MicrophoneLoop.Events {
        @Override
        public void runs(MicrophoneLoop loop, String name) {
            if (microphone == loop) {
                listener.microphoneRuns(name);
            }
        }

        @Override
        public void frame(MicrophoneLoop loop, short[] frame, long captureNanos, boolean hearsRoom) {
            if (microphone != loop) {
                return;
            }
            boolean wanted = on && processed && hearsRoom;
            hearing = wanted;
            if (!on) {
                return;
            }
            if (wanted) {
                long delay = playback.delayNanos() + System.nanoTime() - captureNanos;
                processing.heard(frame, (int) (delay / NANOS_PER_MILLI));
            }
            meter.measure(frame);
            sink.frame(frame, captureNanos);
        }

        @Override
        public void failed(MicrophoneLoop loop, DeviceException why) {
            synchronized (AudioEngine.this) {
                if (microphone != loop) {
                    return;
                }
                endMicrophone();
            }
            listener.microphoneFailed(why);
        }
    }

    private final class FromSpeaker implements PlaybackLoop.Events {
        @Override
        public void runs(String name) {
            listener.speakerRuns(name);
        }

        @Override
        public void failed(DeviceException why) {
            listener.speakerFailed(why);
        }
    }

    /** Told on threads of the engine's; must return soon. */
    public interface Listener {
        /** Sound comes from this microphone. */
        void microphoneRuns(String name);

        /** No sound comes from the microphone any more, or none ever came. */
        void microphoneFailed(DeviceException why);

        /** Sound goes to this speaker. */
        void speakerRuns(String name);

        /** Sound goes nowhere. */
        void speakerFailed(DeviceException why);
    }
}

package dev.parley.desktop.call;

import dev.parley.desktop.audio.AudioEngine;
import dev.parley.desktop.audio.AudioFrameSink;
import dev.parley.desktop.audio.Chimes;
import dev.parley.desktop.capture.DeviceException;
import dev.parley.desktop.capture.Microphones;
import dev.parley.desktop.capture.Speakers;
import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.picture.FrameSink;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One's own devices for real. Outlives calls. Thread: any. */
public final class OwnMedia implements LocalMedia {
    private final VideoCodecs codecs;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Device, String> chosen = new EnumMap<>(Device.class);
    private final Map<Device, Problem> problems = new EnumMap<>(Device.class);
    private final Map<Device, Boolean> wanted = new EnumMap<>(Device.class);
    private final Object turning =
            new Object(); // two who turn a device on and off at once leave it as the later wanted
    private final OwnCamera camera = new OwnCamera(new FromCamera());
    private final OwnScreen screen = new OwnScreen();
    private final Chimes chimes = new Chimes();
    private final AudioEngine audio;
    private volatile long budget;
    private volatile boolean microphoneRuns;
    private volatile boolean speakerRuns = true;

    /** Nothing is on at first but the speaker. */
    public OwnMedia(VideoCodecs codecs) {
        this.codecs = codecs;
        this.audio = new AudioEngine(new FromAudio());
        audio.useSpeaker(null);
        audio.add(chimes);
    }

    VideoCodecs codecs() {
        return codecs;
    }

    AudioEngine audio() {
        return audio;
    }

    OwnScreen ownScreen() {
        return screen;
    }

    @Override
    public LocalScreen screen() {
        return screen;
    }

    /** The same tones as in the web client. */
    @Override
    public void chime(Chime chime) {
        chimes.ring(
                switch (chime) {
                    case JOIN -> List.of(new Chimes.Note(523.25, 0), new Chimes.Note(783.99, 0.11));
                    case LEAVE -> List.of(new Chimes.Note(587.33, 0), new Chimes.Note(392, 0.11));
                    case HAND ->
                        List.of(
                                new Chimes.Note(659.25, 0),
                                new Chimes.Note(659.25, 0.13),
                                new Chimes.Note(987.77, 0.26));
                    case MESSAGE -> List.of(new Chimes.Note(880, 0));
                });
    }

    @Override
    public void budget(long bitsPerSecond) {
        budget = bitsPerSecond;
        tell(Device.CAMERA);
    }

    @Override
    public long budget() {
        return budget;
    }

    /** Where one's own pictures and sound go besides the preview; null for nowhere. */
    void send(@Nullable FrameSink pictures, @Nullable AudioFrameSink sound) {
        camera.send(pictures);
        audio.microphoneSink(sound == null ? (frame, captureNanos) -> {} : sound);
    }

    /** Who is given what is heard, see {@link AudioEngine#heardSink}. */
    public void listenIn(AudioFrameSink heard) {
        audio.heardSink(heard);
    }

    @Override
    public List<String> names(Device device) {
        return switch (device) {
            case CAMERA -> camera.names();
            case MICROPHONE -> Microphones.names();
            case SPEAKER -> Speakers.names();
        };
    }

    @Override
    public synchronized Optional<String> chosen(Device device) {
        return Optional.ofNullable(chosen.get(device));
    }

    @Override
    public void choose(Device device, @Nullable String name) {
        synchronized (this) {
            if (name == null) {
                chosen.remove(device);
            } else {
                chosen.put(device, name);
            }
            problems.remove(device);
        }
        switch (device) {
            case CAMERA -> camera.use(name);
            case MICROPHONE -> audio.useMicrophone(name);
            case SPEAKER -> audio.useSpeaker(name);
        }
        tell(device);
    }

    @Override
    public void turn(Device device, boolean on) {
        synchronized (turning) {
            synchronized (this) {
                wanted.put(device, on);
                problems.remove(device);
            }
            switch (device) {
                case CAMERA -> camera.turn(on);
                case MICROPHONE -> audio.microphoneOn(on);
                case SPEAKER -> {
                    // It plays whatever there is to be heard.
                }
            }
        }
        tell(device);
    }

    private synchronized boolean isWanted(Device device) {
        return wanted.getOrDefault(device, false);
    }

    @Override
    public boolean isOn(Device device) {
        return switch (device) {
            case CAMERA -> isWanted(Device.CAMERA) && camera.isRunning(); // it takes a moment to stop
            case MICROPHONE -> isWanted(Device.MICROPHONE) && microphoneRuns;
            case SPEAKER -> speakerRuns;
        };
    }

    @Override
    public synchronized Optional<Problem> problem(Device device) {
        return Optional.ofNullable(problems.get(device));
    }

    @Override
    public double level() {
        return audio.level();
    }

    @Override
    public void preview(@Nullable FrameSink sink) {
        camera.preview(sink);
    }

    @Override
    public void noiseSuppression(boolean on) {
        audio.noiseSuppression(on);
    }

    @Override
    public Processing processing() {
        return audio.processingAvailable() ? Processing.ON : Processing.MISSING;
    }

    @Override
    public VideoCodec videoCodec() {
        return codecs.pureJava() ? VideoCodec.PURE_JAVA : VideoCodec.NATIVE;
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Tells {@code listener} nothing more. */
    void forget(Listener listener) {
        listeners.remove(listener);
    }

    private void tell(Device device) {
        listeners.forEach(listener -> listener.changed(device));
    }

    /** What a window calls it. */
    static Problem problemOf(DeviceException.Reason reason) {
        return switch (reason) {
            case NONE_THERE -> Problem.NONE_THERE;
            case UNPLUGGED -> Problem.UNPLUGGED;
            case CANNOT_OPEN -> Problem.CANNOT_OPEN;
        };
    }

    private void failed(Device device, DeviceException why) {
        Problem problem = problemOf(why.reason());
        synchronized (this) {
            problems.put(device, problem);
        }
        tell(device);
    }

    private void runs(Device device) {
        synchronized (this) {
            problems.remove(device);
        }
        tell(device);
    }

    @Override
    public void close() {
        screen.close();
        camera.close();
        audio.close();
    }

    private final class FromCamera implements OwnCamera.Listener {
        @Override
        public void runs() {
            OwnMedia.this.runs(Device.CAMERA);
        }

        @Override
        public void stopped() {
            tell(Device.CAMERA);
        }

        @Override
        public void failed(DeviceException why) {
            OwnMedia.this.failed(Device.CAMERA, why);
        }
    }

    private final class FromAudio implements AudioEngine.Listener {
        @Override
        public void microphoneRuns(String name) {
            microphoneRuns = true;
            runs(Device.MICROPHONE);
        }

        @Override
        public void microphoneFailed(DeviceException why) {
            microphoneRuns = false;
            failed(Device.MICROPHONE, why);
        }

        @Override
        public void speakerRuns(String name) {
            speakerRuns = true;
            runs(Device.SPEAKER);
        }

        @Override
        public void speakerFailed(DeviceException why) {
            speakerRuns = false;
            failed(Device.SPEAKER, why);
        }
    }
}

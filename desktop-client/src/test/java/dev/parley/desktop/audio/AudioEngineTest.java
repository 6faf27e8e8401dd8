package dev.parley.desktop.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.desktop.capture.DeviceException;
import dev.parley.desktop.capture.DeviceException.Reason;
import dev.parley.desktop.capture.Microphone;
import dev.parley.desktop.capture.Microphones;
import dev.parley.desktop.capture.Speaker;
import dev.parley.desktop.capture.Speakers;
import dev.parley.desktop.codec.Tones;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AudioEngineTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicInteger pulls = new AtomicInteger();
    private final AudioEngine engine = engine();

    private @Nullable FakeMicrophone microphone;
    private @Nullable FakeSpeaker speaker;

    private AudioEngine engine() {
        try {
            return new AudioEngine(
                    new Listener(),
                    this::openMicrophone,
                    this::openSpeaker,
                    Speakers.open("null"),
                    VoiceProcessing.create());
        } catch (DeviceException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anUnpluggedMicrophoneIsToldAndCanBeUsedAgain() {
        engine.microphoneSink((frame, nanos) -> frames.incrementAndGet());
        engine.useMicrophone("fake");
        engine.microphoneOn(true);
        await().until(() -> frames.get() > 5);
        Objects.requireNonNull(microphone).unplug();
        await().until(() -> told.contains("microphone UNPLUGGED"));
        assertThat(engine.level()).isZero();
        int before = frames.get();
        engine.useMicrophone("fake");
        await().until(() -> frames.get() > before + 5);
        assertThat(told).containsExactly("microphone fake", "microphone UNPLUGGED", "microphone fake");
    }

    @Test
    void anUnpluggedSpeakerIsToldAndPlaybackGoesOn() {
        engine.add((out, nanos) -> {
            pulls.incrementAndGet();
            return false;
        });
        engine.useSpeaker("fake");
        await().until(() -> told.contains("speaker fake"));
        Objects.requireNonNull(speaker).unplug();
        await().until(() -> told.contains("speaker UNPLUGGED"));
        int before = pulls.get();
        await().until(() -> pulls.get() > before + 20);
        engine.useSpeaker("fake");
        await().until(() -> told.size() == 3);
        assertThat(told).containsExactly("speaker fake", "speaker UNPLUGGED", "speaker fake");
    }

    @Test
    void aDeviceThatIsNotThereIsToldWithItsReason() {
        engine.useMicrophone("nowhere");
        engine.microphoneOn(true);
        engine.useSpeaker("nowhere");
        await().until(() -> told.size() == 2);
        assertThat(told).containsExactlyInAnyOrder("microphone NONE_THERE", "speaker NONE_THERE");
    }

    @Test
    void aToneIsNotTakenForNoise() {
        var heard = new CopyOnWriteArrayList<Double>();
        engine.microphoneSink((frame, nanos) -> heard.add(Tones.decibels(frame, 0, 480)));
        engine.useMicrophone("tone");
        engine.microphoneOn(true);
        await().until(() -> heard.size() > 50);
        assertThat(List.copyOf(heard).subList(0, 50)).allMatch(level -> Math.abs(level + 15) < 0.5);
        assertThat(engine.level()).isBetween(0.7, 0.8);
    }

    @Test
    void aMicrophoneThatIsOffIsNotHeard() {
        engine.microphoneSink((frame, nanos) -> frames.incrementAndGet());
        engine.useMicrophone("fake");
        assertThat(told).isEmpty(); // not opened before it is on
        engine.microphoneOn(true);
        await().until(() -> frames.get() > 5);
        engine.microphoneOn(false);
        assertThat(engine.level()).isZero();
        FakeMicrophone running = Objects.requireNonNull(microphone);
        int read = running.reads.get();
        await().until(() -> running.reads.get() > read + 2); // a frame under way may still come
        int before = frames.get();
        int then = running.reads.get();
        await().until(() -> running.reads.get() > then + 10);
        assertThat(frames).hasValue(before);
    }

    private Microphone openMicrophone(@Nullable String name) throws DeviceException {
        if ("fake".equals(name)) {
            var opened = new FakeMicrophone();
            microphone = opened;
            return opened;
        }
        if ("tone".equals(name)) {
            return Microphones.open(name);
        }
        throw new DeviceException(Reason.NONE_THERE, "none");
    }

    private Speaker openSpeaker(@Nullable String name) throws DeviceException {
        if (!"fake".equals(name)) {
            throw new DeviceException(Reason.NONE_THERE, "none");
        }
        var opened = new FakeSpeaker(Speakers.open("null"));
        speaker = opened;
        return opened;
    }

    private static final class FakeMicrophone implements Microphone {
        final AtomicInteger reads = new AtomicInteger();
        private volatile boolean gone;

        void unplug() {
            gone = true;
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean hearsRoom() {
            return true;
        }

        @Override
        public long read(short[] out) throws DeviceException {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                gone = true;
            }
            if (gone) {
                throw new DeviceException(Reason.UNPLUGGED, "gone");
            }
            System.arraycopy(Tones.sine(440, -12, reads.getAndIncrement() * 480, 480), 0, out, 0, 480);
            return System.nanoTime();
        }

        @Override
        public void close() {
            gone = true;
        }
    }

    private static final class FakeSpeaker implements Speaker {
        private final Speaker pace;
        private volatile boolean gone;

        FakeSpeaker(Speaker pace) {
            this.pace = pace;
        }

        void unplug() {
            gone = true;
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public void write(short[] frame) throws DeviceException {
            if (gone) {
                throw new DeviceException(Reason.UNPLUGGED, "gone");
            }
            pace.write(frame);
        }

        @Override
        public long delayNanos() {
            return 40_000_000;
        }

        @Override
        public void close() {
            gone = true;
        }
    }

    private final class Listener implements AudioEngine.Listener {
        @Override
        public void microphoneRuns(String name) {
            told.add("microphone " + name);
        }

        @Override
        public void microphoneFailed(DeviceException why) {
            told.add("microphone " + why.reason());
        }

        @Override
        public void speakerRuns(String name) {
            told.add("speaker " + name);
        }

        @Override
        public void speakerFailed(DeviceException why) {
            told.add("speaker " + why.reason());
        }
    }
}

package dev.parley.desktop.audio;

import dev.parley.desktop.capture.DeviceException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Pulls microphone and speaker out of a running engine, and plugs others in; run where a {@link PulseSandbox} is. */
final class UnplugRun {
    private static final long LIMIT_SECONDS = 25;
    private static final int SOME = 50; // frames of 10 ms

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final AtomicInteger captured = new AtomicInteger();
    private final AtomicInteger played = new AtomicInteger();

    private UnplugRun() {}

    public static void main(String[] arguments) throws Exception {
        new UnplugRun().run();
        System.exit(0); // devices that are gone may hang their threads
    }

    private void run() throws IOException, InterruptedException {
        try (var engine = new AudioEngine(new Watch())) {
            engine.microphoneSink((frame, nanos) -> captured.incrementAndGet());
            engine.add((out, nanos) -> {
                played.incrementAndGet();
                return false;
            });
            engine.useSpeaker(null);
            expect("speaker runs");
            engine.useMicrophone(null);
            engine.microphoneOn(true);
            expect("microphone runs");
            more(captured);

            // All at once: from one of several, the sound server would move us on to another by itself.
            unload("module-remap-source");
            unload("module-null-sink");
            expectBoth("microphone UNPLUGGED", "speaker UNPLUGGED");
            more(played);
            engine.useMicrophone("tone");
            expect("microphone runs");
            engine.useSpeaker("null");
            expect("speaker runs");
            more(played);
            more(captured);
            System.out.println("survived 1");
        }
    }

    private static void unload(String module) throws IOException, InterruptedException {
        int code = new ProcessBuilder("pactl", "unload-module", module)
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(module + " could not be unloaded");
        }
    }

    private void expect(String event) throws InterruptedException {
        String next = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        System.out.println("told: " + next);
        if (!event.equals(next)) {
            throw new IllegalStateException("not " + event + " but " + next);
        }
    }

    private void expectBoth(String one, String other) throws InterruptedException {
        Set<String> next = new HashSet<>();
        while (next.size() < 2) {
            String event = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            System.out.println("told: " + event);
            if (event == null || !Set.of(one, other).contains(event)) {
                throw new IllegalStateException("neither " + one + " nor " + other + " but " + event);
            }
            next.add(event);
        }
    }

    private static void more(AtomicInteger frames) throws InterruptedException {
        int before = frames.get();
        for (int i = 0; frames.get() < before + SOME; i++) {
            if (i > LIMIT_SECONDS * 100) {
                throw new IllegalStateException("nothing goes on");
            }
            Thread.sleep(10);
        }
    }

    private final class Watch implements AudioEngine.Listener {
        @Override
        public void microphoneRuns(String name) {
            events.add("microphone runs");
        }

        @Override
        public void microphoneFailed(DeviceException why) {
            events.add("microphone " + why.reason());
        }

        @Override
        public void speakerRuns(String name) {
            events.add("speaker runs");
        }

        @Override
        public void speakerFailed(DeviceException why) {
            events.add("speaker " + why.reason());
        }
    }
}

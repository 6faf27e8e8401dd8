package dev.parley.desktop.audio;

import dev.parley.desktop.capture.DeviceException;
import dev.parley.desktop.codec.Tones;
import dev.parley.desktop.codec.Voice;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A call in a room where the microphone hears the speaker, run in a JVM of its own because the sound server is chosen by
 * environment variables. Prints the level of what would be sent, in dBFS, while the other one speaks, while one speaks
 * oneself, and while both do; and the ms of CPU time that all sound threads took per 10 ms.
 */
final class EchoRun {
    private static final int FRAME = 480;
    private static final int LEARN = 500; // frames: 5 s to learn the room
    private static final int PHASE = 350;
    private static final int WINDOW = 50;
    private static final int PAUSE = 100; // between phases, which do not begin and end sharply

    private final Voice far = new Voice(140, 1);
    private final boolean processed;
    private final int settle;
    private final short[] heard;
    private final CountDownLatch opened = new CountDownLatch(2);
    private final CountDownLatch full = new CountDownLatch(1);
    private final AtomicInteger recorded = new AtomicInteger();
    private volatile boolean running;

    private EchoRun(boolean processed) {
        this.processed = processed;
        settle = processed ? LEARN : 0;
        heard = new short[(settle + 3 * PHASE) * FRAME];
    }

    /** With {@code on} or {@code off} for the processing. */
    public static void main(String[] arguments) throws Exception {
        new EchoRun(arguments[0].equals("on")).run();
        System.exit(0); // sound drivers leave threads behind
    }

    private void run() throws IOException, InterruptedException {
        try (var engine = new AudioEngine(new Listener())) {
            engine.processing(processed);
            engine.microphoneSink(this::hear);
            engine.add(this::speak);
            engine.useSpeaker(null);
            engine.useMicrophone(null);
            engine.microphoneOn(true);
            if (!opened.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the devices did not open");
            }
            running = true;
            Thread near = Thread.ofPlatform().daemon().start(this::speakNearby);
            if (!full.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the microphone stopped at frame " + recorded);
            }
            near.join(1000);
        }
        System.out.printf("far %.1f%n", level(settle));
        System.out.printf("near %.1f%n", level(settle + PHASE));
        System.out.printf("both %.1f%n", level(settle + 2 * PHASE));
    }

    /** The median of half seconds: on a busy machine the sound server drops some now and then, and that is another echo. */
    private double level(int phase) {
        return IntStream.iterate(phase + PAUSE, at -> at < phase + PHASE, at -> at + WINDOW)
                .mapToDouble(at -> Tones.decibels(heard, at * FRAME, WINDOW * FRAME))
                .sorted()
                .skip((PHASE - PAUSE) / WINDOW / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double cpuSeconds() {
        var threads = ManagementFactory.getThreadMXBean();
        double sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("parley-")) {
                sum += threads.getThreadCpuTime(id) / 1e9;
            }
        }
        return sum;
    }

    private void hear(short[] frame, long captureNanos) {
        int frames = recorded.get();
        if (running && frames < heard.length / FRAME) {
            System.arraycopy(frame, 0, heard, frames * FRAME, FRAME);
            if (recorded.incrementAndGet() == heard.length / FRAME) {
                System.out.printf("cpu %.2f%n", cpuSeconds() * 1000 / recorded.get());
                full.countDown();
            }
        }
    }

    /** The other one: silent while only the near one speaks. */
    private boolean speak(short[] out, long playNanos) {
        int frames = recorded.get();
        boolean silent = !running || (frames >= settle + PHASE && frames < settle + 2 * PHASE);
        if (!silent) {
            System.arraycopy(far.next(FRAME), 0, out, 0, FRAME);
        }
        return !silent;
    }

    /** The one at the microphone, in the second and third phase. */
    private void speakNearby() {
        var voice = new Voice(210, 2);
        try {
            while (recorded.get() < settle + PHASE) {
                Thread.sleep(10);
            }
            Process player = new ProcessBuilder(
                            "pacat",
                            "--playback",
                            "--device=micfeed",
                            "--raw",
                            "--rate=48000",
                            "--channels=1",
                            "--format=s16le",
                            "--latency-msec=40")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream samples = player.getOutputStream()) {
                while (full.getCount() > 0) {
                    var bytes = ByteBuffer.allocate(2 * FRAME).order(ByteOrder.LITTLE_ENDIAN);
                    bytes.asShortBuffer().put(voice.next(FRAME));
                    samples.write(bytes.array());
                    samples.flush();
                }
            } finally {
                player.destroy();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Listener implements AudioEngine.Listener {
        @Override
        public void microphoneRuns(String name) {
            opened.countDown();
        }

        @Override
        public void microphoneFailed(DeviceException why) {
            why.printStackTrace(System.out);
            System.exit(1);
        }

        @Override
        public void speakerRuns(String name) {
            opened.countDown();
        }

        @Override
        public void speakerFailed(DeviceException why) {
            why.printStackTrace(System.out);
            System.exit(1);
        }
    }
}

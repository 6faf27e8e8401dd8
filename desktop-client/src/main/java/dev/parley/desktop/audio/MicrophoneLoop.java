package dev.parley.desktop.audio;

import dev.parley.desktop.capture.DeviceException;
import dev.parley.desktop.capture.DeviceException.Reason;
import dev.parley.desktop.capture.Microphone;
import org.jspecify.annotations.Nullable;

/** One microphone on a thread of its own, from its opening to its end; then it is used up. */
final class MicrophoneLoop {
    /** Opening and the first 10 ms may take seconds on a system that just woke up. */
    private static final long OPENING = 10_000_000_000L; // ns

    /** Afterwards a device that says nothing is gone, even if the system does not know it. */
    private static final long STALLED = 3_000_000_000L; // ns

    private final DeviceOpener<Microphone> opener;
    private final @Nullable String wanted;
    private final Events events;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("parley-microphone").unstarted(this::run);
    private final Object lock = new Object();
    private @Nullable Microphone microphone; // by lock
    private boolean over; // by lock
    private volatile long deadline;

    MicrophoneLoop(DeviceOpener<Microphone> opener, @Nullable String wanted, Events events) {
        this.opener = opener;
        this.wanted = wanted;
        this.events = events;
    }

    void start() {
        deadline = System.nanoTime() + OPENING;
        thread.start();
    }

    private void run() {
        try {
            Microphone opened = opener.open(wanted);
            if (!keep(opened)) {
                opened.close();
                return;
            }
            var frame = new short[Microphone.FRAME];
            long captured = opened.read(frame);
            events.runs(this, opened.name());
            while (true) {
                deadline = System.nanoTime() + STALLED;
                events.frame(this, frame, captured, opened.hearsRoom());
                captured = opened.read(frame);
            }
        } catch (DeviceException e) {
            end(e);
        }
    }

    private boolean keep(Microphone opened) {
        synchronized (lock) {
            microphone = opened;
            return !over;
        }
    }

    /** Ends it if nothing has come for too long. */
    void check(long nanos) {
        if (nanos - deadline > 0) {
            end(new DeviceException(Reason.UNPLUGGED, "the microphone gives nothing any more"));
        }
    }

    /** Ends it. Nothing is told; a frame under way may still come. */
    void stop() {
        end(null);
    }

    /** Waits for the thread, but not for ever: a driver may hang. */
    boolean join() {
        return Threads.join(thread);
    }

    private void end(@Nullable DeviceException why) {
        Microphone ended;
        synchronized (lock) {
            if (over) {
                return;
            }
            over = true;
            ended = microphone;
        }
        if (ended != null) {
            Threads.run("parley-microphone-close", ended::close); // drivers take their time
        }
        if (why != null) {
            events.failed(this, why);
        }
    }

    /** What happens, on the loop's thread or the watching one. */
    interface Events {
        void runs(MicrophoneLoop loop, String name);

        void frame(MicrophoneLoop loop, short[] frame, long captureNanos, boolean hearsRoom);

        void failed(MicrophoneLoop loop, DeviceException why);
    }
}

package dev.parley.desktop.audio;

import dev.parley.desktop.capture.DeviceException;
import dev.parley.desktop.capture.DeviceException.Reason;
import dev.parley.desktop.capture.Microphone;
import dev.parley.desktop.capture.Speaker;
import org.jspecify.annotations.Nullable;

/**
 * Plays on a thread of its own, for as long as the engine lives: speakers come and go, and while there is none, nothing
 * is heard at the same pace.
 */
final class PlaybackLoop {
    /** A device that takes nothing for this long is gone, even if the system does not know it. */
    private static final long STALLED = 3_000_000_000L; // ns

    private final DeviceOpener<Speaker> opener;
    private final Speaker none;
    private final Mixer mixer;
    private final AudioFrameSink played;
    private final Events events;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("parley-playback").unstarted(this::run);
    private final Object lock = new Object();
    private Speaker speaker; // by lock
    private int choice; // by lock: a slower opening of an earlier choice is no longer wanted
    private boolean over; // by lock
    private volatile long delayNanos;
    private volatile long deadline;

    /** Begins with {@code none}, the speaker that paces while there is no other. */
    PlaybackLoop(DeviceOpener<Speaker> opener, Speaker none, Mixer mixer, AudioFrameSink played, Events events) {
        this.opener = opener;
        this.none = none;
        this.speaker = none;
        this.mixer = mixer;
        this.played = played;
        this.events = events;
    }

    void start() {
        deadline = System.nanoTime() + STALLED;
        thread.start();
    }

    /** Opens this one on a thread of its own, and plays there once it takes sound. */
    void use(@Nullable String name) {
        int chosen;
        synchronized (lock) {
            chosen = ++choice;
        }
        Threads.run("parley-speaker-open", () -> open(name, chosen));
    }

    private void open(@Nullable String name, int chosen) {
        @Nullable Speaker opened = null;
        @Nullable DeviceException failed = null;
        try {
            opened = opener.open(name);
            opened.write(new short[Microphone.FRAME]); // the first write is what may block
        } catch (DeviceException e) {
            failed = e;
        }
        Speaker before = take(failed == null && opened != null ? opened : none, chosen);
        if (before == null) {
            before = opened; // chosen again meanwhile
        } else if (failed != null) {
            if (opened != null) {
                opened.close();
            }
            events.failed(failed);
        } else if (opened != null) {
            events.runs(opened.name());
        }
        if (before != null && !before.equals(none)) {
            before.close();
        }
    }

    /** The one that played before; null if this is no longer wanted. */
    private @Nullable Speaker take(Speaker next, int chosen) {
        synchronized (lock) {
            if (over || chosen != choice) {
                return null;
            }
            Speaker before = speaker;
            speaker = next;
            return before;
        }
    }

    private void run() {
        var clock = new PlayClock();
        var frame = new short[Microphone.FRAME];
        while (true) {
            Speaker current;
            synchronized (lock) {
                if (over) {
                    return;
                }
                current = speaker;
            }
            long now = System.nanoTime();
            deadline = now + STALLED;
            delayNanos = current.delayNanos();
            long heardAt = clock.next(now + delayNanos);
            mixer.mix(frame, heardAt);
            played.frame(frame, heardAt);
            try {
                current.write(frame);
            } catch (DeviceException e) {
                lost(current, e);
            }
        }
    }

    /** How long what is mixed now takes until it is heard, in ns. */
    long delayNanos() {
        return delayNanos;
    }

    /** Gives up the speaker if it has taken nothing for too long. */
    void check(long nanos) {
        if (nanos - deadline > 0) {
            Speaker current;
            synchronized (lock) {
                current = speaker;
            }
            lost(current, new DeviceException(Reason.UNPLUGGED, "the speaker takes nothing any more"));
        }
    }

    private void lost(Speaker lost, DeviceException why) {
        synchronized (lock) {
            if (over || !speaker.equals(lost) || lost.equals(none)) {
                return; // it was closed on purpose
            }
            speaker = none;
        }
        Threads.run("parley-speaker-close", lost::close); // drivers take their time; frees a write that hangs
        events.failed(why);
    }

    void stop() {
        Speaker last;
        synchronized (lock) {
            over = true;
            last = speaker;
        }
        Threads.run("parley-speaker-close", last::close);
    }

    /** Waits for the thread, but not for ever: a driver may hang. */
    boolean join() {
        return Threads.join(thread);
    }

    /** What happens, on the thread that opens, plays or watches. */
    interface Events {
        void runs(String name);

        void failed(DeviceException why);
    }
}

package dev.parley.desktop;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.Meeting;
import dev.parley.desktop.call.Meetings;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.Place;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Several people in one process, each with a camera and a microphone of their own: company for tests and for
 * measurements, at a fraction of what as many processes cost. Thread: the main one.
 */
final class CrowdRun {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final long JOIN_SECONDS = 30;
    private static final long STOP_SECONDS = 8;

    private final Supplier<Meetings> engines;
    private final int seconds;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<Meetings> begun = new ArrayList<>();
    private final List<Meeting> people = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /**
     * A run that is not begun.
     *
     * @param engines makes devices and engine for one of them
     * @param seconds how long to stay once all are there, 0 until the process is told to stop
     * @param out gets a line for each who joined
     */
    CrowdRun(Supplier<Meetings> engines, int seconds, PrintWriter out, PrintWriter err) {
        this.engines = engines;
        this.seconds = seconds;
        this.out = out;
        this.err = err;
    }

    /** They join one after the other, as NAME 1 to NAME {@code count}, stay, and leave; returns the exit code. */
    int run(Place place, String name, int count) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopped));
        try {
            for (int i = 1; i <= count && over.getCount() > 0; i++) {
                String its = name + " " + i;
                if (!join(place, its)) {
                    err.println("parley: " + its + " could not join " + place.room() + " on " + place.server() + ": "
                            + HeadlessRun.reason(people.getLast().state()));
                    return FAILED;
                }
                out.println("joined " + its);
                out.flush();
            }
            if (seconds > 0) {
                var _ = over.await(seconds, TimeUnit.SECONDS);
            } else {
                over.await();
            }
            return people.stream().allMatch(each -> each.state() instanceof CallState.Joined) ? OK : FAILED;
        } finally {
            people.forEach(Meeting::close);
            begun.forEach(Meetings::close);
            finished.countDown();
        }
    }

    private boolean join(Place place, String name) throws InterruptedException {
        Meetings engine = engines.get();
        begun.add(engine);
        Meeting meeting = engine.open(place, name);
        people.add(meeting);
        CompletableFuture<Boolean> joined = new CompletableFuture<>();
        meeting.listen(new Entrance(joined));
        try {
            return joined.get(JOIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** The process is told to stop: the main thread leaves in order, and has a moment for that. */
    private void stopped() {
        over.countDown();
        try {
            if (!finished.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                err.println("parley: not everyone could leave in order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says whether one got in. */
    private record Entrance(CompletableFuture<Boolean> joined) implements Call.Listener {
        @Override
        public void state(CallState state) {
            switch (state) {
                case CallState.Joined in -> joined.complete(true);
                case CallState.Refused refused -> joined.complete(false);
                case CallState.Untrusted untrusted -> joined.complete(false);
                case CallState.Left left -> joined.complete(false);
                case CallState.PasswordAsked asked -> joined.complete(false);
                case CallState.Knocking wait -> {}
                case CallState.Resuming wait -> {}
                case CallState.Joining wait -> {}
                case CallState.Repairing wait -> {}
                case CallState.Reconnecting wait -> {}
            }
        }

        @Override
        public void added(Participant participant) {
            // They do not look at each other.
        }

        @Override
        public void changed(Participant participant) {
            // Nor listen.
        }

        @Override
        public void removed(Participant participant) {
            // Nor mind.
        }
    }
}

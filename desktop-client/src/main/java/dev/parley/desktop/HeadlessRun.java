package dev.parley.desktop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parley.desktop.call.CallReport;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.LocalScreen;
import dev.parley.desktop.call.Meeting;
import dev.parley.desktop.call.Meetings;
import dev.parley.desktop.call.Place;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call without a window: joins, stays for as long as told, and leaves. Thread: the main one. */
final class HeadlessRun {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final long STOP_SECONDS = 8;

    private final Meetings meetings;
    private final int seconds;
    private final String password;
    private final Optional<Path> stats;
    private final Optional<Path> problems;
    private final boolean pictures;
    private final PrintWriter out;
    private final PrintWriter err;
    private final CountDownLatch finished = new CountDownLatch(1);
    private @Nullable CallReport report; // of the last visit, on the main thread
    private volatile boolean stopping;
    private volatile @Nullable HeadlessVisit visit;

    /**
     * A run that is not begun.
     *
     * @param seconds how long to stay, 0 until the process is told to stop
     * @param password of the room, for when it asks; empty for none
     * @param stats where the figures go
     * @param problems where the problem bundle goes
     * @param pictures whether each picture gets a line
     * @param out gets a line for each state, each person and each picture
     */
    HeadlessRun(
            Meetings meetings,
            int seconds,
            String password,
            Optional<Path> stats,
            Optional<Path> problems,
            boolean pictures,
            PrintWriter out,
            PrintWriter err) {
        this.meetings = meetings;
        this.seconds = seconds;
        this.password = password;
        this.stats = stats;
        this.problems = problems;
        this.pictures = pictures;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code. */
    int run(Place place, String name) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopped));
        new HeadlessCommands(meetings.own(), this::leave, this::rejoin, this::inRoom, err).start();
        meetings.own().listen(this::deviceChanged);
        EnumSet.allOf(LocalMedia.Device.class).forEach(this::deviceChanged);
        meetings.own().screen().listen(new ScreenTrouble());
        if (pictures) {
            meetings.own().preview(new PictureLog(out).own());
            meetings.own().listenIn(new SoundLog(out));
        }
        Optional<ProblemBundle> bundle = problems.map(file -> ProblemBundle.begin());
        try {
            while (true) {
                HeadlessVisit present = new HeadlessVisit(meetings.open(place, name), password, pictures, out);
                visit = present;
                int code = stay(present, place.room() + " on " + place.server());
                if (code != OK || !present.isAgain()) {
                    if (bundle.isPresent() && problems.isPresent()) {
                        bundle.get().write(problems.get(), Optional.ofNullable(report));
                    }
                    return code;
                }
            }
        } finally {
            bundle.ifPresent(ProblemBundle::close);
            finished.countDown();
        }
    }

    private int stay(HeadlessVisit present, String where) throws IOException, InterruptedException {
        Meeting meeting = present.meeting();
        meeting.listen(present);
        if (stopping) {
            present.end();
        }
        boolean entered = present.awaitJoined();
        if (entered) {
            present.awaitEnd(seconds);
        } else {
            err.println("parley: could not join " + where + ": " + FailureWords.of(meeting.state()));
        }
        boolean inOrder = entered && meeting.state() instanceof CallState.Joined;
        CallReport figures = CallReport.of(meeting);
        report = figures;
        meeting.close();
        if (stats.isPresent()) {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(stats.get().toFile(), figures);
        }
        if (entered && !inOrder) {
            err.println("parley: the call did not last: " + FailureWords.of(meeting.state()));
        }
        return inOrder ? OK : FAILED;
    }

    /** The call goes on without a device; whoever started it should know. */
    private void deviceChanged(LocalMedia.Device device) {
        meetings.own().problem(device).ifPresent(problem -> {
            String name = device.name().toLowerCase(Locale.ROOT);
            String chosen = meetings.own()
                    .chosen(device)
                    .map(each -> " \"" + each + "\"")
                    .orElse("");
            err.println("parley: the " + name + chosen + " "
                    + switch (problem) {
                        case NONE_THERE -> "is missing: this machine has none";
                        case UNPLUGGED -> "is gone: it was unplugged";
                        case CANNOT_OPEN -> "cannot be opened: is its name right, and no other program using it?";
                    });
        });
    }

    private void leave() {
        HeadlessVisit present = visit;
        if (present != null) {
            present.end();
        }
    }

    private boolean inRoom(String command) {
        HeadlessVisit present = visit;
        return present != null && new RoomCommands(present.meeting(), err).obey(command);
    }

    private void rejoin() {
        HeadlessVisit present = visit;
        if (present != null) {
            present.again();
        }
    }

    /** The process is told to stop: the main thread leaves in order, and has a moment for that. */
    private void stopped() {
        stopping = true;
        leave();
        try {
            if (!finished.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                err.println("parley: the call could not be left in order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class ScreenTrouble implements LocalScreen.Listener {
        @Override
        public void changed(LocalScreen.State state) {
            out.println("screen " + state.name().toLowerCase(Locale.ROOT));
            out.flush();
        }

        @Override
        public void failed(LocalMedia.Problem problem) {
            err.println("parley: the screen cannot be shared: is there one, and may it be recorded?");
        }
    }
}

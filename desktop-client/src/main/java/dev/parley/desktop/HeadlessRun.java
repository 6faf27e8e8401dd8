package dev.parley.desktop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallReport;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.Meeting;
import dev.parley.desktop.call.Meetings;
import dev.parley.desktop.call.Participant;
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
    private static final long JOIN_SECONDS = 30;
    private static final long STOP_SECONDS = 8;

    private final Meetings meetings;
    private final int seconds;
    private final Optional<Path> stats;
    private final boolean pictures;
    private final PrintWriter out;
    private final PrintWriter err;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile @Nullable Visit visit;

    /**
     * A run that is not begun.
     *
     * @param seconds how long to stay, 0 until the process is told to stop
     * @param stats where the figures go
     * @param pictures whether each picture gets a line
     * @param out gets a line for each state, each person and each picture
     */
    HeadlessRun(
            Meetings meetings, int seconds, Optional<Path> stats, boolean pictures, PrintWriter out, PrintWriter err) {
        this.meetings = meetings;
        this.seconds = seconds;
        this.stats = stats;
        this.pictures = pictures;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code. */
    int run(Place place, String name) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopped));
        new HeadlessCommands(meetings.own(), this::leave, this::rejoin, err).start();
        meetings.own().listen(this::deviceChanged);
        EnumSet.allOf(LocalMedia.Device.class).forEach(this::deviceChanged);
        if (pictures) {
            meetings.own().preview(new PictureLog(out).own());
            meetings.own().listenIn(new SoundLog(out));
        }
        try {
            while (true) {
                Visit present = new Visit(meetings.open(place, name));
                visit = present;
                int code = stay(present, place.room() + " on " + place.server());
                if (code != OK || !present.again) {
                    return code;
                }
            }
        } finally {
            finished.countDown();
        }
    }

    private int stay(Visit present, String where) throws IOException, InterruptedException {
        Meeting meeting = present.meeting;
        meeting.listen(present);
        if (stopping) {
            present.end();
        }
        boolean entered = present.awaitJoined();
        if (entered) {
            present.awaitEnd(seconds);
        } else {
            err.println("parley: could not join " + where + ": " + reason(meeting.state()));
        }
        boolean inOrder = entered && meeting.state() instanceof CallState.Joined;
        CallReport report = CallReport.of(meeting);
        meeting.close();
        if (stats.isPresent()) {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(stats.get().toFile(), report);
        }
        if (entered && !inOrder) {
            err.println("parley: the call did not last: " + reason(meeting.state()));
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
        Visit present = visit;
        if (present != null) {
            present.end();
        }
    }

    private void rejoin() {
        Visit present = visit;
        if (present != null) {
            present.again = true;
            present.end();
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

    /** Why somebody is not, or no longer, in the call. */
    static String reason(CallState state) {
        return switch (state) {
            case CallState.Refused(String code, String message) -> refusal(code, message) + " (" + code + ")";
            case CallState.Reconnecting(CallState.Cause cause, int attempt) ->
                switch (cause) {
                    case SERVER_LOST -> "the server cannot be reached; is its address right?";
                    case SERVER_CLOSING -> "the server is closing";
                    case ROOM_INTERRUPTED -> "the room was interrupted";
                    case MEDIA_LOST -> "media gets through no longer";
                    case MEDIA_BLOCKED -> "the server's media port cannot be reached, neither over UDP nor over TCP";
                };
            case CallState.Untrusted(String host, String fingerprint, boolean changed) ->
                changed
                        ? "WARNING: " + host + " shows another authority than before, SHA256 " + fingerprint
                                + "; somebody may pretend to be it. If its operator says that this is right, use"
                                + " --trust-fingerprint with it"
                        : "nobody trusted vouches for " + host + "; if this is what its operator says, use"
                                + " --trust-fingerprint " + fingerprint;
            case CallState.Joining joining -> "the server did not answer in time";
            case CallState.Repairing repairing -> "media was interrupted";
            case CallState.Resuming resuming -> "the connection to the server was lost";
            case CallState.Knocking knocking -> "nobody let it in in time";
            case CallState.PasswordAsked asked -> "the room opens with a password only";
            case CallState.Joined joined -> "it was joined";
            case CallState.Left left -> "it was left";
        };
    }

    private static String refusal(String code, String message) {
        return switch (code) {
            case "token-required" -> "the room opens with an invitation only: use the whole link, or --token";
            case "token-expired" -> "the invitation has expired: ask the person who sent it for a new one";
            case "token-refused" ->
                "the invitation does not open this room: use the whole link as it was sent, or ask for a new one";
            default -> message;
        };
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    /** From joining to leaving once. */
    private final class Visit implements Call.Listener {
        private final Meeting meeting;
        private final CountDownLatch joined = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean again;

        Visit(Meeting meeting) {
            this.meeting = meeting;
        }

        boolean awaitJoined() throws InterruptedException {
            return joined.await(JOIN_SECONDS, TimeUnit.SECONDS) && meeting.state() instanceof CallState.Joined;
        }

        void awaitEnd(int atMostSeconds) throws InterruptedException {
            if (atMostSeconds > 0) {
                var _ = over.await(atMostSeconds, TimeUnit.SECONDS);
            } else {
                over.await();
            }
        }

        void end() {
            over.countDown();
            joined.countDown();
        }

        @Override
        public void state(CallState state) {
            switch (state) {
                case CallState.Joined(boolean again) -> {
                    say(again ? "joined again" : "joined");
                    joined.countDown();
                }
                case CallState.Refused refused -> {
                    say("refused");
                    end();
                }
                case CallState.Untrusted untrusted -> {
                    say("untrusted " + untrusted.fingerprint());
                    over.countDown();
                    joined.countDown();
                }
                case CallState.Left left -> {
                    say("left");
                    over.countDown();
                }
                case CallState.Joining joining -> say("joining");
                case CallState.Repairing repairing -> say("repairing");
                case CallState.Resuming resuming -> say("resuming");
                case CallState.Knocking knocking -> say("knocking");
                case CallState.PasswordAsked asked -> {
                    say("password asked");
                    end();
                }
                case CallState.Reconnecting reconnecting -> say("reconnecting");
            }
        }

        @Override
        public void added(Participant participant) {
            say("added " + participant.displayName());
            if (pictures) {
                participant.show(new PictureLog(out).shownOf(participant.displayName()));
            }
            changed(participant);
        }

        @Override
        public void changed(Participant participant) {
            say((participant.cameraOn() ? "camera of " : "no camera of ") + participant.displayName());
            say((participant.microphoneOn() ? "microphone of " : "no microphone of ") + participant.displayName());
        }

        @Override
        public void removed(Participant participant) {
            say("removed " + participant.displayName());
        }

        @Override
        public void draining(int seconds) {
            say("draining " + seconds);
        }
    }
}

package dev.parley.desktop;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.Meeting;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.RoomEvent;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A stay in a room without a window, from joining to leaving once: says on a line each what happens. */
final class HeadlessVisit implements Call.Listener {
    private static final long JOIN_SECONDS = 30;

    private final Meeting meeting;
    private final CountDownLatch joined = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final String password;
    private final boolean pictures;
    private final PrintWriter out;
    private final RoomLog log;
    private volatile boolean again;

    HeadlessVisit(Meeting meeting, String password, boolean pictures, PrintWriter out) {
        this.meeting = meeting;
        this.password = password;
        this.pictures = pictures;
        this.out = out;
        log = new RoomLog(meeting, this::say);
    }

    Meeting meeting() {
        return meeting;
    }

    /** Ends, and another visit follows. */
    void again() {
        again = true;
        end();
    }

    boolean isAgain() {
        return again;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
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
                if (password.isEmpty() || asked.wrong()) {
                    end();
                } else {
                    meeting.givePassword(password);
                }
            }
            case CallState.Reconnecting reconnecting -> say("reconnecting");
        }
    }

    @Override
    public void added(Participant participant) {
        say("added " + participant.displayName());
        if (pictures) {
            participant.show(new PictureLog(out).shownOf(participant.displayName()));
            participant.showScreen(new PictureLog(out).shownOf("screen of " + participant.displayName()));
        }
        changed(participant);
    }

    @Override
    public void changed(Participant participant) {
        say((participant.cameraOn() ? "camera of " : "no camera of ") + participant.displayName());
        if (participant.screenOn()) {
            say("screen of " + participant.displayName());
        }
        say((participant.microphoneOn() ? "microphone of " : "no microphone of ") + participant.displayName());
    }

    @Override
    public void removed(Participant participant) {
        say("removed " + participant.displayName());
    }

    @Override
    public void room(RoomEvent event) {
        log.happened(event);
    }

    @Override
    public void draining(int seconds) {
        say("draining " + seconds);
    }
}

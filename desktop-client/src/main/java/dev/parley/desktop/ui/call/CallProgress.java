package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia.Chime;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.RoomEvent;
import dev.parley.desktop.ui.control.PasswordDialog;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.settings.Sounds;
import dev.parley.desktop.ui.text.Texts;

/** Shows what a call tells: how it stands, who comes and goes, and what happens in the meeting. */
final class CallProgress implements CallEvents.Listener {
    private static final int MINUTES_FROM_SECONDS = 120; // "within 2 minutes" is the shortest time in minutes

    private final Call call;
    private final Shell shell;
    private final Texts texts;
    private final CallScreen.Actions actions;
    private final PeopleStage stage;
    private final MeetingView meeting;
    private final ControlBar bar;
    private final CallOverlay overlay;
    private final ConnectionBanner banner;
    private final News news;
    private final Sounds sounds;
    private final Runnable onState;
    private CallState state;
    private boolean deaf;

    /** @param onState called when the state is another, after it was shown here */
    CallProgress(
            Call call,
            Shell shell,
            Texts texts,
            CallScreen.Actions actions,
            PeopleStage stage,
            MeetingView meeting,
            ControlBar bar,
            CallOverlay overlay,
            ConnectionBanner banner,
            News news,
            Sounds sounds,
            Runnable onState) {
        this.call = call;
        this.shell = shell;
        this.texts = texts;
        this.actions = actions;
        this.stage = stage;
        this.meeting = meeting;
        this.bar = bar;
        this.overlay = overlay;
        this.banner = banner;
        this.news = news;
        this.sounds = sounds;
        this.onState = onState;
        state = call.state();
    }

    /** Listens, and shows who is there already. */
    void begin() {
        call.listen(new CallEvents(this));
        call.participants().forEach(stage::add);
        state(call.state());
    }

    /** Shows nothing any more. */
    void deafen() {
        deaf = true;
    }

    /** Whether media or signaling is being mended. */
    boolean interrupted() {
        return state instanceof CallState.Repairing || state instanceof CallState.Reconnecting;
    }

    /** How many there are, and whether one is alone. */
    void showCount() {
        boolean alone = stage.people().isEmpty() && state instanceof CallState.Joined;
        bar.showCount(stage.people().size() + 1);
        meeting.refresh();
        bar.alone(alone);
        overlay.showWaiting(state, alone);
    }

    @Override
    public boolean deaf() {
        return deaf;
    }

    @Override
    public void state(CallState next) {
        state = next;
        banner.show(next);
        onState.run();
        showCount();
        if (next instanceof CallState.PasswordAsked asked) {
            shell.open(PasswordDialog.of(
                    texts, PasswordDialog.toEnter(asked.wrong()), false, call::givePassword, call::leave));
        }
        if (next instanceof CallState.Left
                || next instanceof CallState.Refused
                || next instanceof CallState.Untrusted) {
            actions.over(next);
        }
    }

    @Override
    public void added(Participant participant) {
        stage.add(participant);
        showCount();
        if (state instanceof CallState.Joined) {
            sounds.play(Chime.JOIN);
            stage.tileOf(participant.peerId()).ifPresent(tile -> news.say(texts.of("call.joined", tile.personName())));
        }
    }

    @Override
    public void changed(Participant participant) {
        stage.changed(participant);
        meeting.refresh();
    }

    @Override
    public void removed(Participant participant) {
        stage.remove(participant).ifPresent(tile -> {
            showCount();
            if (state instanceof CallState.Joined) {
                sounds.play(Chime.LEAVE);
                news.say(texts.of("call.left", tile.personName()));
            }
        });
    }

    @Override
    public void room(RoomEvent event) {
        if (event instanceof RoomEvent.Silenced silenced) {
            actions.silenced(silenced.device());
        }
        meeting.happened(event);
    }

    @Override
    public void draining(int seconds) {
        news.instruct(
                seconds < MINUTES_FROM_SECONDS
                        ? texts.of("call.draining.seconds", seconds)
                        : texts.of("call.draining.minutes", Math.ceilDiv(seconds, 60)));
    }
}

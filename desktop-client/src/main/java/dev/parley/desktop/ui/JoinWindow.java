package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.ui.control.PasswordDialog;
import dev.parley.desktop.ui.join.JoinProblem;
import dev.parley.desktop.ui.join.JoinRequest;
import dev.parley.desktop.ui.join.JoinScreen;
import dev.parley.desktop.ui.join.TrustDialog;
import dev.parley.desktop.ui.settings.Shortcut;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window before a call: the form, the door, the password and the question of trust, until one is in a room.
 *
 * <p>Thread: JavaFX's.
 */
final class JoinWindow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JoinWindow.class);

    private final Frame frame;
    private final BiConsumer<Call, JoinRequest> onEntered;
    private final JoinScreen screen;
    private final Joining.Outcome outcome = new JoinOutcome();
    private @Nullable Joining joining;

    /** @param onEntered is given a call in which one is; it is somebody else's to close from then on */
    JoinWindow(Frame frame, BiConsumer<Call, JoinRequest> onEntered) {
        this.frame = frame;
        this.onEntered = onEntered;
        screen = new JoinScreen(frame.texts(), frame.devices(), frame.ticks(), frame.preferences(), new JoinActions());
        frame.stage().titleProperty().bind(frame.texts().bound("app.name"));
        frame.shell().show(screen);
        screen.begin();
    }

    /** Puts the cursor where something is missing, or on the button. */
    void begin() {
        screen.begin();
    }

    /** Fills the fields in; what is empty stays as it is. */
    void prefill(String server, String room, String name) {
        screen.prefill(server, room, name);
        screen.begin();
    }

    /** Fills in where to, and gives up where one is going. */
    void open(Place place) {
        frame.shell().closeDialog();
        backFromDoor();
        screen.open(place);
        screen.begin();
    }

    /** Presses the join button; what is missing is complained of. */
    void join() {
        screen.submit();
    }

    void shortcut(Shortcut shortcut) {
        screen.shortcut(shortcut);
    }

    @Override
    public void close() {
        giveUp();
        screen.close();
    }

    /** The form is again what is shown, after the door was. */
    private void toForm() {
        if (screen.getScene() == null) {
            frame.shell().show(screen);
        }
    }

    private void backFromDoor() {
        giveUp();
        toForm();
        screen.idle();
    }

    private void giveUp() {
        Joining begun = joining;
        joining = null;
        if (begun != null) {
            begun.call().close();
        }
    }

    private final class JoinActions implements JoinScreen.Actions {
        @Override
        public void join(JoinRequest request) {
            try {
                Call call = frame.opener().open(request.place(), request.name());
                joining = new Joining(call, request, outcome);
                call.listen(joining);
            } catch (RuntimeException e) {
                LOG.error("a call could not be opened", e);
                screen.failed(JoinProblem.FAILED);
            }
        }

        @Override
        public void cancel() {
            giveUp();
        }

        @Override
        public void settings() {
            frame.settings().open(frame.shell());
        }
    }

    private final class JoinOutcome implements Joining.Outcome {
        @Override
        public boolean isPresent(Joining one) {
            return joining == one;
        }

        @Override
        public void knocking(Joining one) {
            frame.shell()
                    .show(new DoorScreen(frame.texts(), one.request().place().room(), JoinWindow.this::backFromDoor));
        }

        @Override
        public void password(Joining one, boolean wrong) {
            toForm();
            frame.shell()
                    .open(PasswordDialog.of(
                            frame.texts(),
                            PasswordDialog.toEnter(wrong),
                            false,
                            one.call()::givePassword,
                            JoinWindow.this::backFromDoor));
        }

        @Override
        public void entered(Joining one) {
            joining = null;
            onEntered.accept(one.call(), one.request());
        }

        @Override
        public void failed(Joining one, JoinProblem problem) {
            joining = null;
            one.call().close();
            toForm();
            screen.failed(problem);
        }

        @Override
        public void untrusted(CallState.Untrusted server) {
            frame.shell().open(TrustDialog.of(frame.texts(), server, () -> {
                frame.opener().trust(server.host(), server.fingerprint());
                JoinWindow.this.join();
            }));
        }

        @Override
        public void left() {
            joining = null;
            screen.idle();
        }
    }
}

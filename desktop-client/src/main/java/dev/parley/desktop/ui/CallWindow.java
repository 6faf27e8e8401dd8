package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.call.ServerAddress;
import dev.parley.desktop.ui.call.CallScreen;
import dev.parley.desktop.ui.join.JoinProblem;
import dev.parley.desktop.ui.join.JoinRequest;
import dev.parley.desktop.ui.settings.HeldSpace;
import dev.parley.desktop.ui.settings.Shortcut;
import dev.parley.desktop.ui.text.Texts;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.util.Subscription;

/**
 * The window during a call: large, small above all others, over the whole screen, or closed with a sign in the tray.
 *
 * <p>Thread: JavaFX's.
 */
final class CallWindow implements AutoCloseable {
    /** Where a call leads. */
    interface Onward {
        /** @param message the key of the sentence that says why */
        void over(JoinRequest request, String message);

        /** The window is to close, and with it the program. */
        void closed();
    }

    private final Frame frame;
    private final JoinRequest request;
    private final HeldSpace held;
    private final Onward onward;
    private final MiniMode mini;
    private final InTray tray;
    private final CallScreen screen;
    private final Subscription dialogs;
    private boolean asking;
    private boolean closed;

    CallWindow(Frame frame, Call call, JoinRequest request, HeldSpace held, Onward onward) {
        this.frame = frame;
        this.request = request;
        this.held = held;
        this.onward = onward;
        mini = new MiniMode(frame.stage());
        Place place = request.place();
        Texts texts = frame.texts();
        frame.stage()
                .titleProperty()
                .bind(Bindings.createStringBinding(() -> texts.of("call.title", place.room()), texts.language()));
        screen = new CallScreen(
                call,
                place.room(),
                request.name(),
                ServerAddress.link(place.server(), place.room()),
                frame.shell(),
                texts,
                frame.devices(),
                frame.ticks(),
                frame.preferences(),
                frame.opener()::browse,
                new InCallActions());
        tray = new InTray(frame, place.room(), this::fromTray, call::leave);
        // What is asked has to be seen.
        dialogs = frame.shell().dialogOpenProperty().subscribe(open -> {
            if (open) {
                fromTray();
            }
        });
        frame.shell().show(screen);
        screen.begin();
    }

    /**
     * Somebody closes the window.
     *
     * @return whether it does not close now: it is asked first, or the call goes on in the tray
     */
    boolean closing() {
        if (asking) {
            return false;
        }
        asking = true;
        var _ = frame.opener().tray().isThere().thenAccept(there -> Platform.runLater(() -> close(there)));
        return true;
    }

    private void close(boolean thereIsATray) {
        if (closed) {
            return;
        }
        screen.large();
        if (thereIsATray && frame.preferences().current().keepInTray()) {
            asking = false;
            toTray();
        } else {
            frame.shell()
                    .open(CloseDialog.of(frame.texts(), thereIsATray, this::toTray, onward::closed)
                            .onClosed(() -> asking = false));
        }
    }

    private void toTray() {
        held.lose();
        hide(true);
        tray.in();
    }

    /** The window is there again, if the tray had it. */
    void fromTray() {
        if (tray.is()) {
            tray.out();
            hide(false);
        }
    }

    private void hide(boolean is) {
        frame.ticks().paused(is);
        screen.hidden(is);
    }

    /** Whether the call is there. */
    boolean isAt(Place place) {
        return request.place().isWhere(place);
    }

    void shortcut(Shortcut shortcut) {
        screen.shortcut(shortcut);
    }

    /** Nobody sees the window, or somebody may again. */
    void hidden(boolean is) {
        screen.hidden(is);
    }

    /** Leaves. */
    @Override
    public void close() {
        closed = true;
        held.lose();
        mini.off();
        dialogs.unsubscribe();
        tray.close();
        screen.close();
    }

    private final class InCallActions implements CallScreen.Actions {
        @Override
        public void settings() {
            frame.settings().open(frame.shell());
        }

        @Override
        public void mini(boolean small) {
            if (small) {
                mini.on();
            } else {
                mini.off();
            }
        }

        @Override
        public void problemReport(Call call, Consumer<String> say) {
            new ProblemReport(frame.texts(), frame.opener()).save(frame.stage(), Optional.of(call), say);
        }

        @Override
        public boolean isFullScreen() {
            return frame.stage().isFullScreen();
        }

        @Override
        public void fullScreen(boolean whole) {
            frame.stage().setFullScreenExitHint(frame.texts().of("view.full-screen-hint"));
            frame.stage().setFullScreen(whole);
        }

        @Override
        public void silenced(Device device) {
            held.overrule();
            frame.devices().turn(device, false);
        }

        @Override
        public void over(CallState state) {
            // A screen that is still being made cannot be closed yet.
            Platform.runLater(() -> {
                if (!closed) {
                    fromTray();
                    onward.over(
                            request,
                            switch (state) {
                                case CallState.Refused refused ->
                                    JoinProblem.ofCode(refused.code()).sentence();
                                case CallState.Untrusted untrusted -> JoinProblem.AUTHORITY_CHANGED.sentence();
                                default -> "left.left";
                            });
                }
            });
        }
    }
}

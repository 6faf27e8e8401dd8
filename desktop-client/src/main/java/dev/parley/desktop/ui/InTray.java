package dev.parley.desktop.ui;

import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.ui.text.Texts;
import dev.parley.desktop.ui.tray.Tray;
import java.util.List;
import javafx.application.Platform;
import javafx.util.Subscription;

/** A sign in the tray that stands for the window while that is closed and the call goes on. Thread: JavaFX's. */
final class InTray implements AutoCloseable {
    private final Frame frame;
    private final String room;
    private final Runnable onShow;
    private final Runnable onLeave;
    private final Tray tray;
    private Subscription subscriptions = Subscription.EMPTY;
    private boolean is;
    private boolean exitsBefore = true;

    /** @param onShow the window is wanted again, or there is nothing any more that stands for it */
    InTray(Frame frame, String room, Runnable onShow, Runnable onLeave) {
        this.frame = frame;
        this.room = room;
        this.onShow = onShow;
        this.onLeave = onLeave;
        tray = frame.opener().tray();
    }

    boolean is() {
        return is;
    }

    /** The window closes, and a sign appears. */
    void in() {
        if (is) {
            return;
        }
        is = true;
        // JavaFX ends with the last window unless told otherwise.
        exitsBefore = Platform.isImplicitExit();
        Platform.setImplicitExit(false);
        frame.stage().hide();
        Texts texts = frame.texts();
        subscriptions = frame.devices()
                .state(Device.MICROPHONE)
                .subscribe(state -> show())
                .and(texts.language().subscribe((before, now) -> show()));
    }

    /** The sign goes, and the window is there again. */
    void out() {
        if (!is) {
            return;
        }
        frame.stage().show(); // first: without a window the program would end
        close();
    }

    /** The sign goes, and the window stays as it is. */
    @Override
    public void close() {
        if (is) {
            is = false;
            subscriptions.unsubscribe();
            tray.hide();
            Platform.setImplicitExit(exitsBefore);
        }
    }

    private void show() {
        Texts texts = frame.texts();
        boolean live = frame.devices().isOn(Device.MICROPHONE);
        tray.show(
                new Tray.Sign(
                        texts.of(live ? "tray.in-call" : "tray.in-call-muted", room),
                        !live,
                        List.of(
                                entry("tray.show", onShow),
                                entry(
                                        live ? "call.mute" : "call.unmute",
                                        () -> frame.devices().toggle(Device.MICROPHONE)),
                                entry("call.leave", onLeave))),
                () -> soon(onShow));
    }

    private Tray.Entry entry(String key, Runnable act) {
        return new Tray.Entry(frame.texts().of(key), () -> soon(act));
    }

    /** From the tray's thread; what comes late, as from a menu that was open, has no meaning any more. */
    private void soon(Runnable act) {
        Platform.runLater(() -> {
            if (is) {
                act.run();
            }
        });
    }
}

package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.RoomEvent;
import javafx.application.Platform;

/** Brings what a call tells over to JavaFX's thread, for as long as there is somebody who wants to hear it. */
final class CallEvents implements Call.Listener {
    /** Who hears it there. */
    interface Listener extends Call.Listener {
        /** Whether it wants to hear nothing more. */
        boolean deaf();
    }

    private final Listener listener;

    CallEvents(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void state(CallState next) {
        onWindow(() -> listener.state(next));
    }

    @Override
    public void added(Participant participant) {
        onWindow(() -> listener.added(participant));
    }

    @Override
    public void changed(Participant participant) {
        onWindow(() -> listener.changed(participant));
    }

    @Override
    public void removed(Participant participant) {
        onWindow(() -> listener.removed(participant));
    }

    @Override
    public void room(RoomEvent event) {
        onWindow(() -> listener.room(event));
    }

    @Override
    public void draining(int seconds) {
        onWindow(() -> listener.draining(seconds));
    }

    private void onWindow(Runnable act) {
        Platform.runLater(() -> {
            if (!listener.deaf()) {
                act.run();
            }
        });
    }
}
